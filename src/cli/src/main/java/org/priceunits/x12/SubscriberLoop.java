package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;

/** Writes who is insured, who pays, and the patient: loops 2000B, 2010BA, 2010BB, 2000C, 2010CA. */
final class SubscriberLoop {
  /** HL7's subscriber-relationship codes, and element 1069. */
  private static final Map<String, String> RELATIONS =
      Map.of(
          "spouse", "01", "child", "19", "common", "53", "parent", "G8", "other", "G8", "injured",
          "G8");

  private static final String PRIMARY = "P";

  /** Address of X12's own codes, as Da Vinci's guides write it; element 1032. */
  private static final String FILING = "https://codesystem.x12.org/005010/1032";

  private static final int GROUP = 50;

  private final Claim claim;
  private final Sources sources;
  private final ClaimInformation information;
  private final Findings findings;
  private final PartySegments parties;

  SubscriberLoop(Claim claim, Sources sources, ClaimInformation information, Findings findings) {
    this.claim = claim;
    this.sources = sources;
    this.information = information;
    this.findings = findings;
    this.parties = new PartySegments(sources, findings);
  }

  /**
   * @param subscriber the segments after the HL of the subscriber
   * @param patient those after the HL of the patient; empty if the patient is the subscriber
   */
  record Written(List<Segment> subscriber, List<Segment> patient) {
    static final Written NOTHING = new Written(List.of(), List.of());
  }

  Written write() {
    Optional<Patient> patient = sources.resolve(claim, claim.getPatient(), Patient.class);
    Optional<Coverage> coverage = coverage();
    if (patient.isEmpty()) {
      findings.missing(
          parties.path(claim, ".patient"),
          "An 837 needs the patient's name, birth date, sex and address. Send the Patient that"
              + " patient refers to.");
    }
    if (coverage.isEmpty()) {
      findings.missing(
          parties.path(claim, ".insurance.coverage"),
          "An 837 needs the coverage: member id and payer. Send the Coverage that insurance refers"
              + " to.");
    }
    return patient.isPresent() && coverage.isPresent()
        ? write(Person837.of(patient.get()), coverage.get())
        : Written.NOTHING;
  }

  private Written write(Person837 patient, Coverage coverage) {
    String relation = relation(coverage);
    boolean own = relation.equals("18");
    Person837 subscriber = own ? patient : subscriber(coverage);
    List<Segment> first = new ArrayList<>();
    first.add(sbr(coverage, own));
    if (subscriber != null) {
      first.addAll(
          own
              ? subscriber.write("IL", "the subscriber", memberId(coverage), parties)
              : subscriber.named("IL", "the subscriber", memberId(coverage), parties));
    }
    first.addAll(payer(coverage));
    List<Segment> second = new ArrayList<>();
    if (!own) {
      second.add(Segment.of("PAT", relation));
      second.addAll(patient.write("QC", "the patient", "", parties));
    }
    return new Written(first, second);
  }

  /** Returns the focal coverage; an 837 to several payers at once is not written. */
  Optional<Coverage> coverage() {
    List<Claim.InsuranceComponent> all = claim.getInsurance();
    if (all.size() > 1) {
      findings.notValid(
          parties.path(claim, ".insurance"),
          "Other payers of the claim (coordination of benefits) are not written. Send the claim"
              + " with the one insurance that is asked, or scope lines.");
    }
    return all.stream()
        .filter(i -> i.getFocal() || all.size() == 1)
        .findFirst()
        .flatMap(i -> sources.resolve(claim, i.getCoverage(), Coverage.class));
  }

  private String relation(Coverage coverage) {
    String stated =
        coverage.getRelationship().getCoding().stream()
            .map(c -> PartySegments.text(c.getCode()))
            .findFirst()
            .orElse("");
    boolean same =
        coverage.hasSubscriber()
            && sources
                .key(coverage, coverage.getSubscriber())
                .equals(sources.key(coverage, coverage.getBeneficiary()));
    if (stated.equals("self") || stated.isEmpty() && same) {
      return "18";
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

  private @Nullable Person837 subscriber(Coverage coverage) {
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

  private Segment sbr(Coverage coverage, boolean own) {
    if (coverage.getOrder() > 1) {
      findings.notValid(
          parties.path(coverage, ".order"),
          "What a payer before this one paid is not written here (coordination of benefits). Write"
              + " the claim elsewhere, with scope lines.");
    }
    String group =
        coverage.getClass_().stream()
            .filter(
                c -> c.getType().getCoding().stream().anyMatch(t -> "group".equals(t.getCode())))
            .map(Coverage.ClassComponent::getValue)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
    String filing =
        Codes.in(coverage.getType(), FILING)
            .orElseGet(
                () ->
                    information.needed(
                        "claim-filing-indicator",
                        "the kind of payer as a code of X12's element 1032, such as MB or CI,"
                            + " also as Coverage.type with system "
                            + FILING));
    return Segment.of(
        "SBR",
        PRIMARY,
        own ? "18" : "",
        findings.optional(group, "the group number", GROUP, parties.path(coverage, ".class.value")),
        "",
        "",
        "",
        "",
        "",
        filing);
  }

  private String memberId(Coverage coverage) {
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
    return parties.id(id, "the member id", coverage, ".subscriberId");
  }

  private List<Segment> payer(Coverage coverage) {
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
        parties.organization("PR", of, PartySegments.text(of.getName()), "the payer", "PI", id));
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

  /** Returns what tells the payers of the transactions apart; empty if the claim names none. */
  String payerKey() {
    return claim.getInsurance().stream()
        .filter(i -> i.getFocal() || claim.getInsurance().size() == 1)
        .findFirst()
        .flatMap(i -> sources.resolve(claim, i.getCoverage(), Coverage.class))
        .flatMap(c -> c.getPayor().stream().findFirst().map(p -> sources.key(c, p)))
        .orElse("");
  }

  /** Returns what tells subscribers apart; empty if the claim names none. */
  String key() {
    return claim.getInsurance().stream()
        .filter(i -> i.getFocal() || claim.getInsurance().size() == 1)
        .findFirst()
        .map(i -> sources.key(claim, i.getCoverage()))
        .orElse("");
  }
}
