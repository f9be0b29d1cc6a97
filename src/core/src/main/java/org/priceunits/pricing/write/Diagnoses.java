package org.priceunits.pricing.write;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** Writes the diagnoses of a claim, each once; the first one is the principal diagnosis. */
final class Diagnoses {
  private static final Coding PRINCIPAL =
      new Coding("http://terminology.hl7.org/CodeSystem/ex-diagnosistype", "principal", null);

  private final Claim claim;
  private final Map<String, Integer> sequences = new HashMap<>();

  Diagnoses(Claim claim) {
    this.claim = claim;
  }

  /** Returns the positions on the claim of what the members state, added where they are absent. */
  List<Integer> of(List<ClaimSource> members) {
    Set<Integer> positions = new LinkedHashSet<>();
    for (ClaimSource source : members) {
      source.diagnoses().forEach(coding -> positions.add(sequence(coding)));
    }
    return List.copyOf(positions);
  }

  private int sequence(Coding coding) {
    return sequences.computeIfAbsent(
        coding.getSystem() + "|" + coding.getCode(), any -> added(coding));
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
