package org.priceunits.x12;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;

/** Reads one coverage of a claim: who is insured, by whom, and as what; reports what lacks. */
final class CoverageReading {
  /** HL7's subscriber-relationship codes, and element 1069. */
  private static final Map<String, String> RELATIONS =
      Map.of(
          "spouse", "01", "child", "19", "common", "53", "parent", "G8", "other", "G8", "injured",
          "G8");

  /** The relation of a patient who is the subscriber. */
  static final String SELF = "18";

  /** Address of X12's own codes, as Da Vinci's guides write it; element 1032. */
  static final String FILING = "https://codesystem.x12.org/005010/1032";

  /** A letter is none of S, L, O, I, B, Z. */
  private static final Pattern MBI_ON_CARD =
      Pattern.compile(
          "[1-9][#][#0-9][0-9]-[#][#0-9][0-9]-[#][#][0-9][0-9]"
              .replace("#", "AC-HJKMNP-RT-Yac-hjkmnp-rt-y"));

  private static final int GROUP = 50;

  private final Coverage coverage;
  private final Sources sources;
  private final PartySegments parties;
  private final Findings findings;

  CoverageReading(Coverage coverage, Sources sources, PartySegments parties) {
    this.coverage = coverage;
    this.sources = sources;
    this.parties = parties;
    this.findings = parties.findings();
  }

  /**
   * Reports a coverage of another patient than the claim's, and a subscriber who is not oneself.
   */
  void checkPatient(Claim claim) {
    String beneficiary = sources.key(coverage, coverage.getBeneficiary());
    String patient = sources.key(claim, claim.getPatient());
    if (!beneficiary.isEmpty() && !patient.isEmpty() && !beneficiary.equals(patient)) {
      findings.notValid(
          parties.path(coverage, ".beneficiary"),
          "The coverage is of another patient than the claim. Name the claim's patient as its"
              + " beneficiary, or the right coverage on the claim.");
    }
    String subscriber = sources.key(coverage, coverage.getSubscriber());
    boolean another =
        Stream.of(beneficiary, patient).allMatch(person -> !person.equals(subscriber));
    if (statedRelation().equals("self")
        && !subscriber.isEmpty()
        && another
        && sources.resolve(coverage, coverage.getSubscriber(), RelatedPerson.class).isEmpty()) {
      findings.notValid(
          parties.path(coverage, ".subscriber"),
          "The patient is the subscriber (relationship self), and the coverage names another as"
              + " subscriber. Correct one of them.");
    }
  }

  private String statedRelation() {
    return coverage.getRelationship().getCoding().stream()
        .map(c -> Syntax.stripped(c.getCode()))
        .findFirst()
        .orElse("");
  }

  /** Returns how the patient is related to the subscriber (element 1069); empty if unknown. */
  String relation() {
    String stated = statedRelation();
    boolean same =
        coverage.hasSubscriber()
            && sources
                .key(coverage, coverage.getSubscriber())
                .equals(sources.key(coverage, coverage.getBeneficiary()));
    if (stated.equals("self") || stated.isEmpty() && same) {
      return SELF;
    }
    String relation = RELATIONS.getOrDefault(stated, "");
    if (relation.isEmpty()) {
      findings.missing(
          parties.path(coverage, ".relationship"),
          "An 837 needs how the patient is related to the subscriber: self, spouse, child, common,"
              + " parent, other. Add it.");
    }
    return relation;
  }

  /** Returns the subscriber of a patient who is another; null if there is none. */
  @Nullable Person837 subscriber() {
    Optional<Person837> found =
        sources
            .resolve(coverage, coverage.getSubscriber(), Patient.class)
            .map(Person837::of)
            .or(
                () ->
                    sources
                        .resolve(coverage, coverage.getSubscriber(), RelatedPerson.class)
                        .map(Person837::of));
    if (found.isEmpty()) {
      findings.missing(
          parties.path(coverage, ".subscriber"),
          "An 837 needs the subscriber, since the patient is another. Send the person that"
              + " subscriber refers to.");
    }
    return found.orElse(null);
  }

  /**
   * Returns SBR.
   *
   * @param place of the payer among those of the claim, such as P
   * @param relation of the patient to the subscriber; empty where another loop says it
   * @param filing kind of the payer
   */
  Segment sbr(String place, String relation, String filing, boolean institutional) {
    String type = InsuranceType.read(coverage, place, filing, institutional, parties);
    return Segment.of("SBR", place, relation, group(), "", type, "", "", "", filing);
  }

  /** Returns the number of the group; empty if there is none. */
  private String group() {
    String group =
        coverage.getClass_().stream()
            .filter(
                c -> c.getType().getCoding().stream().anyMatch(t -> "group".equals(t.getCode())))
            .map(Coverage.ClassComponent::getValue)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
    return findings.optional(
        group, "the group number", GROUP, parties.path(coverage, ".class.value"));
  }

  /** Returns the kind of payer that the coverage states (element 1032); reports one of no list. */
  Optional<String> filing() {
    return Codes.in(coverage.getType(), FILING)
        .map(
            code ->
                findings.oneOf(
                    code,
                    Schema837.codes("SBR09"),
                    "the kind of payer",
                    parties.path(coverage, ".type")));
  }

  /**
   * Returns the number of the member; reports none. Medicare's has hyphens on the card alone.
   *
   * <p>Source: CMS, "Understanding the Medicare Beneficiary Identifier (MBI) Format".
   *
   * @param filing kind of the payer
   */
  String memberId(String filing) {
    String id =
        coverage.hasSubscriberId()
            ? coverage.getSubscriberId()
            : coverage.getIdentifier().stream()
                .filter(
                    i -> i.getType().getCoding().stream().anyMatch(c -> "MB".equals(c.getCode())))
                .map(Identifier::getValue)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    // The plans of part C number their members themselves.
    if (InsuranceType.MEDICARE.contains(filing) && MBI_ON_CARD.matcher(id.strip()).matches()) {
      id = id.replace("-", "");
    }
    return parties.id(id, "the member id", coverage, ".subscriberId");
  }

  /** Returns NM1 of the payer; reports one that lacks. */
  List<Segment> payer() {
    Optional<Organization> payer =
        coverage.getPayor().stream()
            .findFirst()
            .flatMap(p -> sources.resolve(coverage, p, Organization.class));
    if (payer.isEmpty()) {
      findings.missing(
          parties.path(coverage, ".payor"),
          "An 837 needs the payer's name and id. Send the Organization that payor refers to.");
      return List.of();
    }
    Organization of = payer.get();
    String id = parties.id(payerId(of), "the id of the payer", of, ".identifier");
    return List.of(
        parties.organization("PR", of, Syntax.stripped(of.getName()), "the payer", "PI", id));
  }

  /** HL7's identifier type for payers goes before any other; the NPI is not a payer's id. */
  private static String payerId(Organization payer) {
    List<Identifier> usable =
        payer.getIdentifier().stream()
            .filter(i -> i.hasValue() && !PartySegments.NPI.equals(i.getSystem()))
            .toList();
    return usable.stream()
        .filter(i -> i.getType().getCoding().stream().anyMatch(c -> "NIIP".equals(c.getCode())))
        .findFirst()
        .or(() -> usable.stream().findFirst())
        .map(Identifier::getValue)
        .orElse("");
  }
}
