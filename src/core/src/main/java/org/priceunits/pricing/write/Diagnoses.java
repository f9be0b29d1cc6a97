package org.priceunits.pricing.write;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;

/** Writes the diagnoses of a claim, each once; the first one is the principal diagnosis. */
final class Diagnoses {
  private static final Coding PRINCIPAL =
      new Coding("http://terminology.hl7.org/CodeSystem/ex-diagnosistype", "principal", null);

  private final Claim claim;
  private final Map<String, Integer> sequences = new HashMap<>();

  Diagnoses(Claim claim) {
    this.claim = claim;
  }

  /** Returns each diagnosis of the members once, in the order of the administrations. */
  static Collection<Coding> stated(List<ClaimSource> members) {
    Map<String, Coding> found = new LinkedHashMap<>();
    for (ClaimSource source : members) {
      source.diagnoses().forEach(coding -> found.putIfAbsent(key(coding), coding));
    }
    return found.values();
  }

  static Issue missing(Administration about) {
    return Issue.of(
        IssueCode.DIAGNOSIS_MISSING,
        about.index(),
        Element.DIAGNOSIS,
        "No diagnosis in the ICD code system of that day is stated. Add it, or send it as reasonCode.");
  }

  /** Returns the positions on the claim of what the members state, added where they are absent. */
  List<Integer> of(List<ClaimSource> members) {
    return stated(members).stream()
        .map(coding -> sequences.computeIfAbsent(key(coding), any -> added(coding)))
        .toList();
  }

  private static String key(Coding coding) {
    return coding.getSystem() + "|" + coding.getCode();
  }

  private int added(Coding coding) {
    Claim.DiagnosisComponent added =
        claim
            .addDiagnosis()
            .setSequence(claim.getDiagnosis().size())
            .setDiagnosis(new CodeableConcept(coding.copy()));
    if (added.getSequence() == 1) {
      added.addType(new CodeableConcept(PRINCIPAL.copy()));
    }
    return added.getSequence();
  }
}
