package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;

/** Writes who bills, loop 2010AA with the taxonomy of 2000A, from {@code Claim.provider}. */
final class BillingLoop {
  private static final String WHOSE = "the billing provider";
  private static final String TAXONOMY = "http://nucc.org/provider-taxonomy";

  private final Claim claim;
  private final Sources sources;
  private final PartySegments parties;

  BillingLoop(Claim claim, Sources sources, Findings findings) {
    this.claim = claim;
    this.sources = sources;
    this.parties = new PartySegments(sources, findings);
  }

  /** Returns the segments between the HL of the provider and that of the subscriber. */
  List<Segment> write() {
    Optional<PractitionerRole> role =
        sources.resolve(claim, claim.getProvider(), PractitionerRole.class);
    Optional<Organization> organization =
        role.filter(PractitionerRole::hasOrganization)
            .flatMap(r -> sources.resolve(r, r.getOrganization(), Organization.class))
            .or(() -> sources.resolve(claim, claim.getProvider(), Organization.class));
    Optional<Practitioner> practitioner =
        role.filter(PractitionerRole::hasPractitioner)
            .flatMap(r -> sources.resolve(r, r.getPractitioner(), Practitioner.class))
            .or(() -> sources.resolve(claim, claim.getProvider(), Practitioner.class));
    List<CodeableConcept> kinds = role.map(PractitionerRole::getSpecialty).orElse(List.of());
    if (organization.isPresent()) {
      return organization(
          organization.get(), kinds.isEmpty() ? organization.get().getType() : kinds);
    }
    if (practitioner.isPresent()) {
      return practitioner(practitioner.get(), kinds);
    }
    parties
        .findings()
        .missing(
            parties.path(claim, ".provider"),
            "An 837 needs who bills: name, NPI, tax id and address. Send the Organization or Practitioner that"
                + " provider refers to.");
    return List.of();
  }

  private List<Segment> organization(Organization of, List<CodeableConcept> kinds) {
    List<Segment> loop = new ArrayList<>(taxonomy(kinds));
    String npi = parties.npi(of, of.getIdentifier(), WHOSE);
    loop.add(parties.organization("85", of, PartySegments.text(of.getName()), WHOSE, "XX", npi));
    loop.addAll(parties.address(of, first(of.getAddress()), WHOSE, true));
    loop.add(parties.taxId(of, of.getIdentifier()));
    return loop;
  }

  private List<Segment> practitioner(Practitioner of, List<CodeableConcept> kinds) {
    List<Segment> loop = new ArrayList<>(taxonomy(kinds));
    String npi = parties.npi(of, of.getIdentifier(), WHOSE);
    loop.add(parties.person("85", of, of.getName(), WHOSE, "XX", npi));
    loop.addAll(parties.address(of, first(of.getAddress()), WHOSE, true));
    loop.add(parties.taxId(of, of.getIdentifier()));
    return loop;
  }

  private static List<Segment> taxonomy(List<CodeableConcept> kinds) {
    return kinds.stream()
        .flatMap(kind -> Codes.in(kind, TAXONOMY).stream())
        .findFirst()
        .map(code -> List.of(Segment.of("PRV", "BI", "PXC", code)))
        .orElse(List.of());
  }

  static Address first(List<Address> addresses) {
    return addresses.isEmpty() ? new Address() : addresses.get(0);
  }
}
