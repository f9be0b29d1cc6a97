package org.priceunits.x12;

import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Claim.Use;

/**
 * Refuses what a Claim says and an 837 of this program does not: nothing is left out in silence.
 */
final class NotWritten {
  private static final Set<ClaimStatus> LIVE = Set.of(ClaimStatus.ACTIVE, ClaimStatus.DRAFT);

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
  static void checkExtent(Claim claim, String path, Findings findings) {
    refuse(claim.hasReferral(), path + ".referral", "A referral", findings);
    refuse(claim.hasAccident(), path + ".accident", "An accident", findings);
    refuse(
        claim.getInsurance().stream().anyMatch(Claim.InsuranceComponent::hasPreAuthRef),
        path + ".insurance.preAuthRef",
        "A prior authorization",
        findings);
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
