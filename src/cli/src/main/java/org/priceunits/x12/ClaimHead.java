package org.priceunits.x12;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Claim;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.InstitutionalClaimRules;

/** What an 837 says of a claim as a whole: CLM, and for a hospital its period and CL1. */
final class ClaimHead {
  private static final int FACILITY = 2;
  private static final int NUMBER = 50;

  /** NUBC, form locator 17: the codes are the numbers from 01 on. */
  static final String PATIENT_STATUS = "(?!00)[0-9]{2}";

  private final Claim claim;
  private final String path;
  private final boolean institutional;
  private final Findings findings;
  private final ClaimInformation information;
  private final InstitutionalClaimRules rules;

  private final String assignment;
  private final String benefits;
  private final String release;
  private final String signature;
  private final String facility;
  private final String frequency;
  private final Segment visit;

  /** Reads what the claim says, and reports what it does not. */
  ClaimHead(
      Claim claim,
      String path,
      boolean institutional,
      ClaimInformation information,
      InstitutionalClaimRules rules,
      Findings findings) {
    this.claim = claim;
    this.path = path;
    this.rules = rules;
    this.institutional = institutional;
    this.findings = findings;
    this.information = information;
    this.assignment =
        information.coded("accept-assignment", "CLM07", "whether assignment is accepted");
    this.benefits =
        information.coded("benefits-assignment", "CLM08", "whether benefits are assigned");
    this.release =
        information.coded("release-of-information", "CLM09", "the release of information");
    String bill = institutional ? typeOfBill() : "";
    this.facility = institutional ? bill.substring(0, FACILITY) : "";
    this.frequency =
        institutional
            ? bill.substring(FACILITY)
            : information.coded("claim-frequency", "CLM0503", "the claim frequency");
    this.signature =
        institutional
            ? ""
            : information.coded(
                "provider-signature", "YESNO", "whether the provider's signature is on file");
    this.visit = institutional ? visit("0" + bill) : Segment.of("CL1");
  }

  /** Returns the three characters of the type of bill; blanks if there is none. */
  private String typeOfBill() {
    String bill = information.all("type-of-bill").stream().findFirst().orElse("");
    String digits = bill.length() == 4 && bill.startsWith("0") ? bill.substring(1) : bill;
    if (rules.hasAdmission("0" + digits)) {
      NotWritten.refuseAdmission(path, findings);
    }
    if (digits.matches("\\d{2}[0-9A-Z]")) {
      return digits;
    }
    findings.missing(
        path + ".supportingInfo",
        "An institutional 837 needs the type of bill. Add it as supportingInfo with code"
            + " type-of-bill.");
    return "   ";
  }

  /** Returns true if the claim replaces or voids another. */
  boolean isChange() {
    return FrequencyCode.of(frequency)
        .filter(
            code ->
                code.effect() == FrequencyCode.Effect.REPLACES
                    || code.effect() == FrequencyCode.Effect.VOIDS)
        .isPresent();
  }

  /** Returns the payer's number of the claim that this one replaces or voids. */
  List<Segment> replaced() {
    String number = Frequency.changed(claim);
    String at = path + ".related.reference";
    Optional<FrequencyCode> known = FrequencyCode.of(frequency);
    if (known.filter(code -> code.effect() == FrequencyCode.Effect.NONE).isPresent()) {
      findings.notValid(
          path + ".supportingInfo",
          "A claim of frequency %s %s, and bills no service. Correct the type of bill."
              .formatted(frequency, known.get().meaning()));
    }
    if (known
        .filter(code -> code.mayName() && (code.mustName() || !number.isEmpty()))
        .isPresent()) {
      return List.of(
          Segment.of(
              "REF",
              "F8",
              findings.needed(
                  number,
                  "the payer's number of the claim that is replaced or voided",
                  NUMBER,
                  at)));
    }
    if (!number.isEmpty()) {
      findings.notValid(
          at,
          "The claim names an earlier one, and its frequency says that it is the first. Correct one"
              + " of them.");
    }
    return List.of();
  }

  /**
   * @param bill type of bill with its first zero
   */
  private Segment visit(String bill) {
    String priority =
        information.coded("admission-type", "CL101", "the priority (type) of the visit");
    reason(bill, priority);
    String origin = "where the patient came from";
    return Segment.of(
        "CL1",
        priority,
        rules.needsPointOfOrigin(bill)
            ? information.needed(
                "admission-source", origin, "[0-9A-Z]", "a capital letter or digit")
            : information.optional("admission-source", origin),
        information.needed(
            "patient-status",
            "the status of the patient at the end",
            PATIENT_STATUS,
            "two digits, 01 to 99"));
  }

  /** Reports a reason for the visit that lacks, or that this kind of bill does not take. */
  private void reason(String bill, String priority) {
    Set<String> revenues =
        claim.getItem().stream()
            .flatMap(item -> Codes.in(item.getRevenue(), Canonicals.REVENUE_CODES).stream())
            .collect(Collectors.toSet());
    boolean stated = claim.getDiagnosis().stream().anyMatch(Diagnoses::isReasonForVisit);
    if (stated && !rules.takesReasonForVisit(bill)) {
      findings.notValid(
          path + ".diagnosis",
          "This type of bill takes no reason for the visit. Remove the diagnosis of that type, or"
              + " correct the type of bill.");
    } else if (!stated && rules.needsReasonForVisit(bill, priority, revenues)) {
      findings.missing(
          path + ".diagnosis",
          "An unscheduled visit with these revenue codes needs the patient's reason for it. Add a"
              + " diagnosis with type "
              + Diagnoses.REASON_FOR_VISIT
              + ".");
    }
  }

  /**
   * @param control the patient control number
   * @param lines those of this part of the claim, at least one
   */
  List<Segment> write(String control, List<ServiceLine837> lines) {
    BigDecimal total = LineParts.charge(lines);
    if (total.signum() == 0) {
      findings.notValid(
          path + ".total",
          "The lines charge 0 USD together, and a claim that asks for payment is refused then. Load a charge or add net, or do not send the claim.");
    }
    Segment head =
        Segment.of(
            "CLM",
            control,
            Syntax.decimal(total),
            "",
            "",
            institutional
                ? List.of(facility, "A", frequency)
                : List.of(place(lines), "B", frequency),
            signature,
            assignment,
            benefits,
            release);
    return institutional ? List.of(head, period(lines), visit) : List.of(head);
  }

  private String place(List<ServiceLine837> lines) {
    String place =
        lines.stream().map(ServiceLine837::place).filter(p -> !p.isEmpty()).findFirst().orElse("");
    if (place.isEmpty()) {
      findings.missing(
          path + ".item.location", "An 837 needs the place of service. Add it to the lines.");
    }
    return place;
  }

  private Segment period(List<ServiceLine837> lines) {
    LocalDate first =
        lines.stream().map(l -> l.days().from()).min(Comparator.naturalOrder()).orElseThrow();
    LocalDate last =
        lines.stream().map(l -> l.days().to()).max(Comparator.naturalOrder()).orElseThrow();
    Days days =
        new Days(
            FhirValues.day(claim.getBillablePeriod().getStartElement()).orElse(first),
            FhirValues.day(claim.getBillablePeriod().getEndElement()).orElse(last));
    if (days.to().isBefore(days.from())) {
      findings.notValid(
          path + ".billablePeriod", "The period of the claim ends before it starts. Correct it.");
    } else if (first.isBefore(days.from()) || last.isAfter(days.to())) {
      findings.notValid(
          path + ".billablePeriod",
          "The period of the claim, %s to %s, leaves out a line of %s to %s. Correct period or line."
              .formatted(days.from(), days.to(), first, last));
    }
    return Segment.of("DTP", "434", "RD8", days.both());
  }
}
