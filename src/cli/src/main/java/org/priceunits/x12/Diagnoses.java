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

  /** CARIN Blue Button's type of a diagnosis that brought the patient (C4BBClaimDiagnosisType). */
  static final String REASON_FOR_VISIT = "patientreasonforvisit";

  private static final int REASONS = 3;
  private static final int PROFESSIONAL = 12;
  private static final int INSTITUTIONAL = 25;
  private static final int IN_ONE_SEGMENT = 12;

  private final List<String> prefixes = new ArrayList<>();
  private final List<String> codes = new ArrayList<>();
  private final Map<Integer, Integer> positions = new HashMap<>();
  private final List<List<String>> reasons = new ArrayList<>();
  private final boolean institutional;

  private Diagnoses(boolean institutional) {
    this.institutional = institutional;
  }

  /**
   * Reads the diagnoses, the principal one first. The reason for the visit stands apart on an
   * institutional claim, and is a diagnosis as any other on a professional one.
   *
   * @param path FHIRPath of the claim
   * @param findings gets what lacks and what cannot be written
   * @param needed false for lines alone, which only want positions: nothing is then reported
   */
  static Diagnoses of(
      Claim claim, boolean institutional, String path, Findings findings, boolean needed) {
    Diagnoses diagnoses = new Diagnoses(institutional);
    Findings wanted = needed ? findings : new Findings();
    String at = path + ".diagnosis";
    List<DiagnosisComponent> ordered = new ArrayList<>();
    claim.getDiagnosis().stream().filter(Diagnoses::isPrincipal).forEach(ordered::add);
    claim.getDiagnosis().stream().filter(d -> !isPrincipal(d)).forEach(ordered::add);
    for (DiagnosisComponent diagnosis : ordered) {
      if (institutional && isReasonForVisit(diagnosis)) {
        diagnoses.addReason(diagnosis, at, wanted);
      }
      if (!institutional || !isReasonForVisit(diagnosis) || isPrincipal(diagnosis)) {
        diagnoses.add(diagnosis, at, wanted);
      }
    }
    diagnoses.check(at, wanted);
    return diagnoses;
  }

  static boolean isReasonForVisit(DiagnosisComponent diagnosis) {
    return isOf(diagnosis, REASON_FOR_VISIT);
  }

  private static boolean isPrincipal(DiagnosisComponent diagnosis) {
    return isOf(diagnosis, "principal");
  }

  private static boolean isOf(DiagnosisComponent diagnosis, String type) {
    return diagnosis.getType().stream()
        .anyMatch(t -> t.getCoding().stream().anyMatch(c -> type.equals(c.getCode())));
  }

  private void addReason(DiagnosisComponent diagnosis, String path, Findings findings) {
    Optional<Coding> coding = coding(diagnosis, path, findings);
    coding.ifPresent(c -> reasons.add(List.of(reasonPrefix(c), code(c, path, findings))));
    if (reasons.size() > REASONS) {
      findings.notValid(
          path, "An 837 holds three reasons for the visit. Leave out the least important.");
    }
  }

  /** X12 has APR for ICD-10-CM and PR for ICD-9-CM. */
  private static String reasonPrefix(Coding coding) {
    return PREFIXES.getOrDefault(coding.getSystem(), "").equals("AB") ? "APR" : "PR";
  }

  private void add(DiagnosisComponent diagnosis, String path, Findings findings) {
    Optional<Coding> coding = coding(diagnosis, path, findings);
    if (coding.isEmpty()) {
      return;
    }
    String code = code(coding.get(), path, findings);
    if (!codes.contains(code)) {
      prefixes.add(PREFIXES.getOrDefault(coding.get().getSystem(), ""));
      codes.add(code);
    }
    positions.put(diagnosis.getSequence(), codes.indexOf(code) + 1);
  }

  private static Optional<Coding> coding(
      DiagnosisComponent diagnosis, String path, Findings findings) {
    Optional<Coding> coding =
        diagnosis.hasDiagnosisCodeableConcept()
            ? diagnosis.getDiagnosisCodeableConcept().getCoding().stream()
                .filter(c -> PREFIXES.containsKey(String.valueOf(c.getSystem())) && c.hasCode())
                .findFirst()
            : Optional.empty();
    if (coding.isEmpty()) {
      findings.missing(
          path, "An 837 needs each diagnosis as a code of ICD-10-CM or ICD-9-CM. Add it.");
    }
    return coding;
  }

  private static String code(Coding coding, String path, Findings findings) {
    String code = Syntax.diagnosis(coding.getCode());
    if (!code.matches("[A-Z0-9]{3,7}")) {
      findings.notValid(path, "A diagnosis code has three to seven letters or digits. Correct it.");
    }
    return code;
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
   * Returns the HI segments: one for professional claims; for institutional ones the principal
   * diagnosis alone, then the reasons for the visit, then the others.
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
      if (start == 0 && !reasons.isEmpty()) {
        segments.add(Segment.of("HI", reasons.toArray()));
      }
      start = end;
    }
    return segments;
  }
}
