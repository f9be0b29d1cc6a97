package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.CareTeamComponent;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.priceunits.knowledge.InstitutionalClaimRules;

/** Writes one claim, loop 2300 with 2310 and its lines; a claim with too many lines in parts. */
final class ClaimLoop {
  private static final int PROFESSIONAL_LINES = 50;
  private static final int INSTITUTIONAL_LINES = 999;
  private static final int NOTE = 80;
  private static final Set<String> ATTENDING = Set.of("attending", "primary");
  private static final Set<String> RENDERING = Set.of("rendering", "performing", "primary");

  private final Claim claim;
  private final String path;
  private final boolean institutional;
  private final Sources sources;
  private final ClaimInformation information;
  private final InstitutionalClaimRules rules;
  private final Findings findings;
  private final PartySegments parties;

  ClaimLoop(
      Claim claim,
      boolean institutional,
      Sources sources,
      ClaimInformation information,
      InstitutionalClaimRules rules,
      Findings findings) {
    this.claim = claim;
    this.path = sources.path(claim, "");
    this.institutional = institutional;
    this.sources = sources;
    this.information = information;
    this.rules = rules;
    this.findings = findings;
    this.parties = new PartySegments(sources, findings);
  }

  /**
   * Returns the claim's loops: one, or a part each if it has more lines than the guide allows.
   *
   * @param control the patient control number
   * @param lines all lines of the claim that can be written
   */
  List<List<Segment>> write(String control, List<ServiceLine837> lines, Diagnoses diagnoses) {
    ClaimHead head = new ClaimHead(claim, path, institutional, information, rules, findings);
    List<Segment> diagnosed = diagnoses.segments();
    List<Segment> replaced = head.replaced();
    List<Segment> persons = persons();
    persons.addAll(new OtherPayers(claim, sources, information, findings).write());
    List<List<Segment>> loops = new ArrayList<>();
    if (lines.isEmpty()) {
      return loops;
    }
    List<List<ServiceLine837>> parts = LineParts.of(lines, mostLines(institutional));
    for (int i = 0; i < parts.size(); i++) {
      boolean alone = parts.size() == 1;
      List<Segment> loop = new ArrayList<>();
      loop.addAll(head.write(alone ? control : control + "-" + (i + 1), parts.get(i)));
      loop.addAll(replaced);
      loop.addAll(note(alone ? "" : "Claim %d of %d".formatted(i + 1, parts.size())));
      loop.addAll(diagnosed);
      loop.addAll(persons);
      int number = 1;
      for (ServiceLine837 line : parts.get(i)) {
        loop.addAll(LineLoop.write(number++, line, institutional));
      }
      loops.add(loop);
    }
    return loops;
  }

  static int mostLines(boolean institutional) {
    return institutional ? INSTITUTIONAL_LINES : PROFESSIONAL_LINES;
  }

  private List<Segment> note(String part) {
    List<String> notes = new ArrayList<>(information.all("claim-note"));
    if (!part.isEmpty()) {
      notes.add(part);
    }
    String text =
        findings.optional(
            String.join(" ", notes), "the remark of the claim", NOTE, path + ".supportingInfo");
    return text.isEmpty() ? List.of() : List.of(Segment.of("NTE", "ADD", text));
  }

  /** Returns attending or rendering provider, and the place where the service was given. */
  private List<Segment> persons() {
    List<Segment> segments = new ArrayList<>();
    Optional<Practitioner> responsible = practitioner(institutional ? ATTENDING : RENDERING);
    responsible
        .filter(p -> institutional || !isBilling(p))
        .ifPresent(
            p ->
                segments.add(
                    parties.person(
                        institutional ? "71" : "82",
                        p,
                        p.getName(),
                        institutional ? "the attending provider" : "the rendering provider",
                        "XX",
                        parties.npi(
                            p,
                            p.getIdentifier(),
                            institutional ? "the attending provider" : "the rendering provider"))));
    if (institutional && responsible.isEmpty()) {
      findings.missing(
          path + ".careTeam",
          "An institutional 837 needs the attending provider. Add a careTeam with role attending,"
              + " and send the Practitioner.");
    }
    if (!institutional && responsible.isEmpty() && members(RENDERING).findAny().isPresent()) {
      findings.missing(
          path + ".careTeam.provider",
          "The claim names who rendered the service, and that Practitioner is not there. Send it.");
    }
    if (claim.hasFacility()) {
      segments.addAll(facility());
    }
    return segments;
  }

  /** A practitioner who bills is not named a second time. */
  private boolean isBilling(Practitioner practitioner) {
    return sources
        .resolve(claim, claim.getProvider(), Practitioner.class)
        .filter(practitioner::equals)
        .isPresent();
  }

  private Optional<Practitioner> practitioner(Set<String> roles) {
    return members(roles)
        .map(CareTeamComponent::getProvider)
        .flatMap(
            reference ->
                sources
                    .resolve(claim, reference, Practitioner.class)
                    .or(
                        () ->
                            sources
                                .resolve(claim, reference, PractitionerRole.class)
                                .flatMap(
                                    role ->
                                        sources.resolve(
                                            role, role.getPractitioner(), Practitioner.class)))
                    .stream())
        .findFirst();
  }

  private Stream<CareTeamComponent> members(Set<String> roles) {
    return claim.getCareTeam().stream()
        .filter(m -> m.getRole().getCoding().stream().anyMatch(c -> roles.contains(c.getCode())));
  }

  /** A place of the billing provider without an address of its own is at the provider's address. */
  private List<Segment> facility() {
    Optional<Location> found = sources.resolve(claim, claim.getFacility(), Location.class);
    if (found.isEmpty()) {
      findings.missing(
          path + ".facility", "An 837 needs name and address of the facility. Send the Location.");
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
