package org.priceunits.pricing.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.priceunits.pricing.write.ClaimSource.Qualified;

/** The care team of a claim: everybody who gave its drugs, once. */
final class CareTeam {
  private final Claim claim;
  private final Map<String, Integer> positions = new HashMap<>();

  CareTeam(Claim claim) {
    this.claim = claim;
  }

  /** Returns the positions of those who gave the drugs; adds those who are new on the claim. */
  List<Integer> of(List<ClaimSource> sources) {
    return sources.stream()
        .flatMap(source -> source.qualifications().stream())
        .map(member -> positions.computeIfAbsent(member.key(), key -> add(member)))
        .distinct()
        .toList();
  }

  private int add(Qualified member) {
    Claim.CareTeamComponent entry =
        claim
            .addCareTeam()
            .setSequence(claim.getCareTeam().size())
            .setProvider(member.performer().copy());
    if (member.specialty() != null) {
      entry.setQualification(new CodeableConcept(member.specialty().copy()));
    }
    return entry.getSequence();
  }
}
