package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.CareTeamComponent;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;

/**
 * Writes who attended, rendered, referred and supervised, and where: loops 2310, and 2420A for a
 * line that another rendered than the claim says.
 */
final class ClaimPersons {
  private static final Set<String> ATTENDING = Set.of("attending", "primary");
  private static final Set<String> RENDERING = Set.of("rendering", "primary");
  private static final Set<String> PERFORMING = Set.of("performing");
  private static final Set<String> REFERRING = Set.of("referring");
  private static final Set<String> SUPERVISING = Set.of("supervisor", "supervising");

  /** The nurses of NUCC's taxonomy (Nursing Service Providers), who give drugs and do not bill. */
  private static final Set<String> NURSES = Set.of("163W", "164W", "164X", "167G");

  private static final int KIND = 4;

  private final Claim claim;
  private final boolean institutional;
  private final Sources sources;
  private final Findings findings;
  private final PartySegments parties;
  private final List<Member> renderers;

  /** A member of the care team whose Practitioner is there. */
  private record Member(CareTeamComponent stated, Practitioner person) {}

  ClaimPersons(Claim claim, boolean institutional, Sources sources, Findings findings) {
    this.claim = claim;
    this.institutional = institutional;
    this.sources = sources;
    this.findings = findings;
    this.parties = new PartySegments(sources, findings);
    this.renderers = institutional ? List.of() : renderers();
  }

  /**
   * Returns the persons and the place of the claim, in the order of its guide.
   *
   * @param lines all lines of the claim
   */
  List<Segment> write(List<ServiceLine837> lines) {
    List<Segment> segments = new ArrayList<>();
    if (institutional) {
      segments.addAll(attending());
      segments.addAll(facility());
      segments.addAll(one("DN", REFERRING, "the referring provider"));
    } else {
      segments.addAll(one("DN", REFERRING, "the referring provider"));
      rendering(lines);
      renderers.stream().findFirst().ifPresent(first -> segments.addAll(rendered(first)));
      segments.addAll(facility());
      segments.addAll(one("DQ", SUPERVISING, "the supervising provider"));
    }
    return segments;
  }

  /** Returns who rendered a line, if it is another than the claim says. */
  List<Segment> ofLine(ServiceLine837 line) {
    return ownRenderers(line).stream()
        .findFirst()
        .filter(member -> !isSame(member, renderers.get(0)))
        .map(this::rendered)
        .orElse(List.of());
  }

  private List<Member> ownRenderers(ServiceLine837 line) {
    return renderers.stream()
        .filter(member -> line.careTeam().contains(member.stated().getSequence()))
        .toList();
  }

  private List<Segment> attending() {
    if (members(ATTENDING).findAny().isEmpty()) {
      findings.missing(
          at(),
          "An institutional 837 needs the attending provider. Add a careTeam with role attending,"
              + " and send the Practitioner; pricing takes the one whom the Encounter names as"
              + " participant of type ATND.");
      return List.of();
    }
    return one("71", ATTENDING, "the attending provider");
  }

  /** Returns the one member with a role; reports each that is not there, and more than one. */
  private List<Segment> one(String kind, Set<String> roles, String whose) {
    List<Member> found = present(roles);
    if (found.size() < members(roles).count()) {
      findings.missing(
          at() + ".provider",
          "The claim names %s, and that Practitioner is not there. Send it.".formatted(whose));
    }
    if (areSeveral(found)) {
      findings.notValid(
          at(),
          "An 837 holds %s once, and the claim names several. Keep one, or split the claim."
              .formatted(whose));
    }
    return found.isEmpty() ? List.of() : List.of(person(kind, found.get(0), whose));
  }

  /** Reports several who rendered, unless each line says which one of them did. */
  private void rendering(List<ServiceLine837> lines) {
    if (areSeveral(renderers)
        && lines.stream()
            .map(this::ownRenderers)
            .anyMatch(own -> own.isEmpty() || areSeveral(own))) {
      findings.notValid(
          at(),
          "Several practitioners rendered the services of the claim. Name the one of each line in"
              + " its careTeamSequence, or keep one.");
    }
  }

  /** A practitioner who bills is not named a second time. */
  private List<Segment> rendered(Member member) {
    boolean alone = renderers.stream().allMatch(other -> isSame(other, member));
    return alone && isBilling(member.person())
        ? List.of()
        : List.of(person("82", member, "the rendering provider"));
  }

  private List<Member> renderers() {
    if (members(RENDERING).findAny().isEmpty()) {
      giver();
      return List.of();
    }
    List<Member> stated = present(RENDERING);
    if (stated.size() < members(RENDERING).count()) {
      findings.missing(
          at() + ".provider",
          "The claim names who rendered the service, and that Practitioner is not there. Send it.");
    }
    return stated;
  }

  /** Who gave the drug did not render the service by that: nurses and pharmacists do not bill. */
  private void giver() {
    if (members(PERFORMING).anyMatch(this::mayHaveRendered)) {
      findings.leftOut(
          at(),
          "The claim names who gave the drug, and the 837 names no rendering provider. If that"
              + " person rendered the service, add a careTeam with role rendering.");
    }
  }

  private boolean mayHaveRendered(CareTeamComponent stated) {
    return !isNurse(stated)
        && resolved(stated.getProvider())
            .map(person -> hasNpi(person) && !isBilling(person))
            .orElse(true);
  }

  private static boolean hasNpi(Practitioner person) {
    return person.getIdentifier().stream()
        .anyMatch(i -> PartySegments.NPI.equals(i.getSystem()) && i.hasValue());
  }

  private static boolean isNurse(CareTeamComponent stated) {
    return stated.getQualification().getCoding().stream()
        .map(c -> Syntax.stripped(c.getCode()))
        .anyMatch(c -> c.length() > KIND && NURSES.contains(c.substring(0, KIND)));
  }

  private Segment person(String kind, Member member, String whose) {
    Practitioner person = member.person();
    return parties.person(
        kind,
        person,
        person.getName(),
        whose,
        "XX",
        parties.npi(person, person.getIdentifier(), whose));
  }

  private static boolean isSame(Member one, Member other) {
    return one.person() == other.person() || one.person().equalsDeep(other.person());
  }

  private static boolean areSeveral(List<Member> members) {
    return members.stream().anyMatch(member -> !isSame(member, members.get(0)));
  }

  private boolean isBilling(Practitioner practitioner) {
    return resolved(claim.getProvider())
        .filter(
            p ->
                sources
                    .resolve(claim, claim.getProvider(), PractitionerRole.class)
                    .filter(PractitionerRole::hasOrganization)
                    .isEmpty())
        .filter(practitioner::equals)
        .isPresent();
  }

  private List<Member> present(Set<String> roles) {
    return members(roles)
        .flatMap(m -> resolved(m.getProvider()).map(p -> new Member(m, p)).stream())
        .toList();
  }

  private Optional<Practitioner> resolved(Reference reference) {
    return sources
        .resolve(claim, reference, Practitioner.class)
        .or(
            () ->
                sources
                    .resolve(claim, reference, PractitionerRole.class)
                    .flatMap(
                        role -> sources.resolve(role, role.getPractitioner(), Practitioner.class)));
  }

  private Stream<CareTeamComponent> members(Set<String> roles) {
    return claim.getCareTeam().stream()
        .filter(
            m ->
                m.getRole().getCoding().stream()
                    .anyMatch(c -> c.hasCode() && roles.contains(c.getCode())));
  }

  private String at() {
    return sources.path(claim, ".careTeam");
  }

  private List<Segment> facility() {
    return claim.hasFacility() ? new Facility(claim, sources, findings).write() : List.of();
  }
}
