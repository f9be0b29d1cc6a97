package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Location;

/** Writes the place where the service was given, if it is another than that of who bills. */
final class Facility {
  private final Claim claim;
  private final Sources sources;
  private final Findings findings;
  private final PartySegments parties;

  Facility(Claim claim, Sources sources, Findings findings) {
    this.claim = claim;
    this.sources = sources;
    this.findings = findings;
    this.parties = new PartySegments(sources, findings);
  }

  /** A place of the billing provider without an address of its own is at the provider's address. */
  List<Segment> write() {
    Optional<Location> found = sources.resolve(claim, claim.getFacility(), Location.class);
    if (found.isEmpty()) {
      findings.missing(
          parties.path(claim, ".facility"),
          "An 837 needs name and address of the facility. Send the Location.");
      return List.of();
    }
    Location place = found.get();
    boolean ofBiller =
        sources
            .key(place, place.getManagingOrganization())
            .equals(sources.key(claim, claim.getProvider()));
    if (!place.hasAddress() && ofBiller) {
      return List.of();
    }
    String npi =
        place.getIdentifier().stream().anyMatch(i -> PartySegments.NPI.equals(i.getSystem()))
            ? parties.npi(place, place.getIdentifier(), "the facility")
            : "";
    List<Segment> segments = new ArrayList<>();
    segments.add(
        parties.organization(
            "77",
            place,
            Syntax.stripped(place.getName()),
            "the facility",
            npi.isEmpty() ? "" : "XX",
            npi));
    segments.addAll(parties.address(place, place.getAddress(), "the facility", true));
    return segments;
  }
}
