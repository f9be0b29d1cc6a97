package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Patient;

/** Writes who is insured, who pays, and the patient: loops 2000B, 2010BA, 2010BB, 2000C, 2010CA. */
final class SubscriberLoop {
  private static final String PRIMARY = "P";

  private final Claim claim;
  private final boolean institutional;
  private final Sources sources;
  private final ClaimInformation information;
  private final Findings findings;
  private final PartySegments parties;

  SubscriberLoop(
      Claim claim,
      boolean institutional,
      Sources sources,
      ClaimInformation information,
      Findings findings) {
    this.claim = claim;
    this.institutional = institutional;
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
    if (coverage.getOrder() > 1) {
      findings.notValid(
          parties.path(coverage, ".order"),
          "What a payer before this one paid is not written here (coordination of benefits). Write"
              + " the claim elsewhere, with scope lines.");
    }
    patient.checkBirth(claim, parties);
    CoverageReading insured = new CoverageReading(coverage, sources, parties);
    insured.checkPatient(claim);
    String relation = insured.relation();
    String filing = filing(insured);
    String memberId = insured.memberId(filing);
    boolean own = relation.equals(CoverageReading.SELF);
    Person837 subscriber = own ? patient : insured.subscriber();
    List<Segment> first = new ArrayList<>();
    first.add(insured.sbr(PRIMARY, own ? CoverageReading.SELF : "", filing, institutional));
    if (subscriber != null) {
      first.addAll(
          own
              ? subscriber.write("IL", "the subscriber", memberId, parties)
              : subscriber.named("IL", "the subscriber", memberId, parties));
    }
    first.addAll(insured.payer());
    List<Segment> second = new ArrayList<>();
    if (!own) {
      second.add(Segment.of("PAT", relation));
      second.addAll(patient.write("QC", "the patient", "", parties));
    }
    return new Written(first, second);
  }

  private String filing(CoverageReading insured) {
    return insured
        .filing()
        .orElseGet(
            () ->
                information.coded(
                    "claim-filing-indicator",
                    "SBR09",
                    "the kind of payer, also as Coverage.type with system "
                        + CoverageReading.FILING));
  }

  /** Returns the insurance that is asked to pay: the focal one, or the only one. */
  private static Optional<Claim.InsuranceComponent> focal(Claim claim) {
    return claim.getInsurance().stream()
        .filter(i -> i.getFocal() || claim.getInsurance().size() == 1)
        .findFirst();
  }

  private Optional<Coverage> coverage() {
    return focal(claim).flatMap(i -> sources.resolve(claim, i.getCoverage(), Coverage.class));
  }

  /** Returns what tells the payers of the transactions apart; empty if the claim names none. */
  String payerKey() {
    return focal(claim)
        .flatMap(i -> sources.resolve(claim, i.getCoverage(), Coverage.class))
        .flatMap(c -> c.getPayor().stream().findFirst().map(p -> sources.key(c, p)))
        .orElse("");
  }

  /** Returns what tells subscribers apart; empty if the claim names none. */
  String key() {
    return focal(claim).map(i -> sources.key(claim, i.getCoverage())).orElse("");
  }
}
