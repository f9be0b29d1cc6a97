package org.priceunits.x12;

import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Claim.Use;
import org.hl7.fhir.r4.model.CodeableConcept;

/**
 * Refuses what a Claim says and an 837 of this program does not: nothing is left out in silence.
 */
final class NotWritten {
  private static final Set<ClaimStatus> LIVE = Set.of(ClaimStatus.ACTIVE, ClaimStatus.DRAFT);

  private static final Set<String> SUPERVISORS = Set.of("supervisor", "supervising");
  private static final Set<String> CATEGORIES = Set.of("attachment", "hospitalized");

  private NotWritten() {}

  /** Refuses a Claim that is none: cancelled, or a question before the service. */
  static void checkIsBill(Claim claim, String path, Findings findings) {
    if (claim.hasUse() && claim.getUse() != Use.CLAIM) {
      findings.notValid(path + ".use", "Only a claim is sent to be paid. Correct use.");
    }
    if (claim.hasStatus() && !LIVE.contains(claim.getStatus())) {
      findings.notValid(
          path + ".status", "Only an active or a draft claim is sent. Correct the status.");
    }
  }

  /** Refuses what needs segments that are not written. */
  static void checkExtent(Claim claim, boolean institutional, String path, Findings findings) {
    refuse(claim.hasReferral(), path + ".referral", "A referral", findings);
    refuse(claim.hasAccident(), path + ".accident", "An accident", findings);
    refuse(
        claim.getInsurance().stream().anyMatch(Claim.InsuranceComponent::hasPreAuthRef),
        path + ".insurance.preAuthRef",
        "A prior authorization",
        findings);
    refuse(claim.hasPayee(), path + ".payee", "A payee", findings);
    refuse(claim.hasProcedure(), path + ".procedure", "A procedure", findings);
    refuse(
        claim.getItem().stream().anyMatch(Claim.ItemComponent::hasProgramCode),
        path + ".item.programCode",
        "A program of the payer",
        findings);
    refuse(
        institutional
            && claim.getCareTeam().stream().anyMatch(m -> isOne(m.getRole(), SUPERVISORS)),
        path + ".careTeam",
        "Who supervised the care of a facility",
        findings);
    refuse(
        claim.getSupportingInfo().stream().anyMatch(i -> isOne(i.getCategory(), CATEGORIES)),
        path + ".supportingInfo",
        "An attachment or a stay in a hospital",
        findings);
  }

  private static boolean isOne(CodeableConcept concept, Set<String> codes) {
    return concept.getCoding().stream().anyMatch(c -> c.hasCode() && codes.contains(c.getCode()));
  }

  /** Refuses a bill that states a date of admission. */
  static void refuseAdmission(String path, Findings findings) {
    refuse(true, path + ".supportingInfo", "A bill with a date of admission (inpatient)", findings);
  }

  private static void refuse(boolean said, String path, String what, Findings findings) {
    if (said) {
      findings.notValid(
          path, what + " is not written here. Write the claim elsewhere, with scope lines.");
    }
  }
}
