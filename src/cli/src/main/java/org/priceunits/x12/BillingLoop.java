package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;

/**
 * Writes who bills, loop 2010AA with the taxonomy of 2000A, from {@code Claim.provider}; and in
 * loop 2010AB where payments are sent to, if that is elsewhere.
 *
 * <p>Source: 005010X222A1 and X223A2, whose billing provider has a street, and no box; as BCBSTX
 * and Stedi publish the rule.
 */
final class BillingLoop {
  private static final String WHOSE = "the billing provider";
  private static final String TAXONOMY = "http://nucc.org/provider-taxonomy";

  private final Claim claim;
  private final boolean institutional;
  private final Sources sources;
  private final PartySegments parties;

  BillingLoop(Claim claim, boolean institutional, Sources sources, Findings findings) {
    this.claim = claim;
    this.institutional = institutional;
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
    String npi = parties.npi(of, of.getIdentifier(), WHOSE);
    return loop(
        of,
        kinds,
        parties.organization("85", of, Syntax.stripped(of.getName()), WHOSE, "XX", npi),
        of.getAddress(),
        of.getIdentifier());
  }

  private List<Segment> practitioner(Practitioner of, List<CodeableConcept> kinds) {
    if (institutional) {
      parties
          .findings()
          .notValid(
              parties.path(claim, ".provider"),
              "An institutional 837 is billed by an organization. Name the Organization as"
                  + " provider.");
    }
    String npi = parties.npi(of, of.getIdentifier(), WHOSE);
    return loop(
        of,
        kinds,
        parties.person("85", of, of.getName(), WHOSE, "XX", npi),
        of.getAddress(),
        of.getIdentifier());
  }

  private List<Segment> loop(
      Resource of,
      List<CodeableConcept> kinds,
      Segment name,
      List<Address> addresses,
      List<Identifier> identifiers) {
    Address street =
        current(addresses).stream()
            .filter(a -> !isForMail(a))
            .findFirst()
            .orElseGet(() -> first(addresses));
    if (Addresses.isBox(street)) {
      parties
          .findings()
          .notValid(
              parties.path(of, ".address"),
              "An 837 needs a street where the billing provider is, and a box is none. Add the"
                  + " street as another address; the box is then written as the pay-to address.");
    }
    List<Segment> loop = new ArrayList<>(taxonomy(of, kinds));
    loop.add(name);
    loop.addAll(parties.address(of, street, WHOSE, true));
    loop.add(parties.taxId(of, identifiers, institutional));
    current(addresses).stream()
        .filter(BillingLoop::isForMail)
        .filter(a -> !a.equals(street))
        .findFirst()
        .ifPresent(
            payTo -> {
              loop.add(Segment.of("NM1", "87", name.element(2)));
              loop.addAll(parties.address(of, payTo, "the pay-to address", true));
            });
    return loop;
  }

  /** Tells an address where mail goes but nobody is. */
  private static boolean isForMail(Address address) {
    return address.getType() == Address.AddressType.POSTAL || Addresses.isBox(address);
  }

  private List<Segment> taxonomy(Resource of, List<CodeableConcept> kinds) {
    Optional<String> code =
        kinds.stream().flatMap(kind -> Codes.in(kind, TAXONOMY).stream()).findFirst();
    if (code.isPresent() && !code.get().matches("[0-9A-Z]{10}")) {
      parties
          .findings()
          .notValid(
              kindsPath(of, kinds),
              "A provider taxonomy code has ten digits or capital letters. Correct it.");
    }
    return code.map(value -> List.of(Segment.of("PRV", "BI", "PXC", value))).orElse(List.of());
  }

  /** The specialty of the role counts before the type of the organization. */
  private String kindsPath(Resource of, List<CodeableConcept> kinds) {
    return of instanceof Organization organization && organization.getType() == kinds
        ? parties.path(of, ".type")
        : sources
            .resolve(claim, claim.getProvider(), PractitionerRole.class)
            .map(role -> parties.path(role, ".specialty"))
            .orElse("");
  }

  /** Returns the first address that is not an old one; an empty one if there is none. */
  static Address first(List<Address> addresses) {
    return current(addresses).stream().findFirst().orElseGet(Address::new);
  }

  private static List<Address> current(List<Address> addresses) {
    return addresses.stream().filter(a -> a.getUse() != Address.AddressUse.OLD).toList();
  }
}
