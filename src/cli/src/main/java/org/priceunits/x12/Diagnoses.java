package org.priceunits.x12;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.DiagnosisComponent;
import org.hl7.fhir.r4.model.Coding;

/** The diagnoses of a claim in the order of HI, and the position that each sequence gets there. */
final class Diagnoses {
  private static final Map<String, String> PREFIXES =
      Map.of(
          "http://hl7.org/fhir/sid/icd-10-cm", "AB",
          "http://hl7.org/fhir/sid/icd-9-cm", "B",
          "urn:oid:2.16.840.1.113883.6.90", "AB",
          "urn:oid:2.16.840.1.113883.6.103", "B");

  private static final int PROFESSIONAL = 12;
  private static final int INSTITUTIONAL = 25;
  private static final int IN_ONE_SEGMENT = 12;

  private final List<String> prefixes = new ArrayList<>();
  private final List<String> codes = new ArrayList<>();
  private final Map<Integer, Integer> positions = new HashMap<>();
  private final boolean institutional;

  private Diagnoses(boolean institutional) {
    this.institutional = institutional;
  }

  /**
   * Reads the diagnoses, the principal one first.
   *
   * @param path FHIRPath of the claim
   * @param findings gets what lacks; null where diagnoses are not asked for
   */
  static Diagnoses of(
      Claim claim, boolean institutional, String path, Findings findings, boolean needed) {
    Diagnoses diagnoses = new Diagnoses(institutional);
    List<DiagnosisComponent> ordered = new ArrayList<>();
    claim.getDiagnosis().stream().filter(Diagnoses::isPrincipal).forEach(ordered::add);
    claim.getDiagnosis().stream().filter(d -> !isPrincipal(d)).forEach(ordered::add);
    ordered.forEach(d -> diagnoses.add(d, path + ".diagnosis", needed ? findings : new Findings()));
    if (needed) {
      diagnoses.check(path + ".diagnosis", findings);
    }
    return diagnoses;
  }

  private static boolean isPrincipal(DiagnosisComponent diagnosis) {
    return diagnosis.getType().stream()
        .anyMatch(t -> t.getCoding().stream().anyMatch(c -> "principal".equals(c.getCode())));
  }

  private void add(DiagnosisComponent diagnosis, String path, Findings findings) {
    Optional<Coding> coding =
        diagnosis.hasDiagnosisCodeableConcept()
            ? diagnosis.getDiagnosisCodeableConcept().getCoding().stream()
                .filter(c -> PREFIXES.containsKey(String.valueOf(c.getSystem())) && c.hasCode())
                .findFirst()
            : Optional.empty();
    if (coding.isEmpty()) {
      findings.missing(
          path, "An 837 needs each diagnosis as a code of ICD-10-CM or ICD-9-CM. Add it.");
      return;
    }
    String code = Syntax.diagnosis(coding.get().getCode());
    if (!code.matches("[A-Z0-9]{3,7}")) {
      findings.notValid(path, "A diagnosis code has three to seven letters or digits. Correct it.");
    }
    if (!codes.contains(code)) {
      prefixes.add(PREFIXES.getOrDefault(coding.get().getSystem(), ""));
      codes.add(code);
    }
    positions.put(diagnosis.getSequence(), codes.indexOf(code) + 1);
  }

  private void check(String path, Findings findings) {
    int most = institutional ? INSTITUTIONAL : PROFESSIONAL;
    if (codes.isEmpty()) {
      findings.missing(path, "An 837 needs a diagnosis. Add it.");
    } else if (codes.size() > most) {
      findings.notValid(
          path,
          "The claim has %d diagnoses, and an 837 holds %d. Leave out the least important."
              .formatted(codes.size(), most));
    }
    if (prefixes.stream().distinct().count() > 1) {
      findings.notValid(path, "An 837 holds ICD-10-CM or ICD-9-CM, not both. Split the claim.");
    }
  }

  /** Returns the position of a diagnosis by its sequence on the claim, from 1; 0 if it has none. */
  int position(int sequence) {
    return positions.getOrDefault(sequence, 0);
  }

  /**
   * Returns the HI segments: one for professional claims, the principal alone for institutional.
   */
  List<Segment> segments() {
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      all.add(List.of(prefixes.get(i) + (i == 0 ? "K" : "F"), codes.get(i)));
    }
    List<Segment> segments = new ArrayList<>();
    int start = 0;
    while (start < all.size()) {
      int end = institutional && start == 0 ? 1 : Math.min(all.size(), start + IN_ONE_SEGMENT);
      segments.add(Segment.of("HI", all.subList(start, end).toArray()));
      start = end;
    }
    return segments;
  }
}
