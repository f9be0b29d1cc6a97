package org.priceunits.pricing.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.pricing.write.ClaimSource.Qualified;
import org.priceunits.pricing.write.ClaimSource.Responsible;

/**
 * The care team of a claim: everybody who gave its drugs, and whom the visit names, once in each
 * role.
 */
final class CareTeam {
  private final Claim claim;
  private final boolean institutional;
  private final Map<String, Integer> positions = new HashMap<>();

  CareTeam(Claim claim, boolean institutional) {
    this.claim = claim;
    this.institutional = institutional;
  }

  /** Returns the positions of those who gave the drugs; adds those who are new on the claim. */
  List<Integer> of(List<ClaimSource> sources) {
    List<Integer> members = new ArrayList<>();
    for (ClaimSource source : sources) {
      source.responsible().stream()
          .filter(person -> person.role().isOn(institutional))
          .forEach(person -> members.add(position(person)));
      source.qualifications().forEach(member -> members.add(position(member)));
    }
    return members.stream().distinct().toList();
  }

  private int position(Responsible person) {
    return positions.computeIfAbsent(
        person.role() + " " + person.key(),
        key -> add(person.person()).setRole(person.role().concept()).getSequence());
  }

  private int position(Qualified member) {
    return positions.computeIfAbsent(member.key(), key -> add(member));
  }

  private int add(Qualified member) {
    Claim.CareTeamComponent entry = add(member.performer());
    if (member.gave() && !member.organization() && CareTeamRole.PERFORMING.isOn(institutional)) {
      entry.setRole(CareTeamRole.PERFORMING.concept());
    }
    if (member.specialty() != null) {
      entry.setQualification(new CodeableConcept(member.specialty().copy()));
    }
    return entry.getSequence();
  }

  private Claim.CareTeamComponent add(Reference provider) {
    return claim.addCareTeam().setSequence(claim.getCareTeam().size()).setProvider(provider.copy());
  }
}
