package org.priceunits.x12;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.priceunits.fhir.Canonicals;

/**
 * Why Medicare does not pay first (SBR05, element 1336), for the writer and for files of anyone. A
 * professional claim says it of Medicare after another payer, and of no other payer; an
 * institutional claim never does.
 *
 * <p>Source: the guides 005010X222A1 and 005010X223A2, loops 2000B and 2320, in own words.
 */
final class InsuranceType {
  /** Address of X12's own codes, as that of the kinds of payer. */
  static final String SYSTEM = "https://codesystem.x12.org/005010/1336";

  /** Medicare parts A and B among the kinds of payer. */
  static final Set<String> MEDICARE = Set.of("MA", "MB");

  private static final String CODES = "SBR05";
  private static final String FIRST = "P";

  private InsuranceType() {}

  /**
   * Returns the code of a coverage, which stands among those of its type; empty where the claim
   * does not say it. Reports one that lacks, and one that is not written.
   *
   * @param place of the payer among those of the claim, such as P
   * @param filing kind of the payer
   */
  static String read(
      Coverage coverage,
      String place,
      String filing,
      boolean institutional,
      PartySegments parties) {
    List<String> allowed = Schema837.codes(CODES);
    List<String> stated =
        coverage.getType().getCoding().stream()
            .filter(c -> SYSTEM.equals(Canonicals.preferred(c.getSystem())) && c.hasCode())
            .map(Coding::getCode)
            .toList();
    Optional<String> reason = stated.stream().filter(allowed::contains).findFirst();
    String at = parties.path(coverage, ".type");
    Findings findings = parties.findings();
    if (institutional || place.equals(FIRST) || !MEDICARE.contains(filing)) {
      reason.ifPresent(code -> findings.leftOut(at, leftOut(code, institutional)));
      return "";
    }
    if (stated.isEmpty()) {
      findings.missing(
          at,
          "A professional 837 needs why Medicare does not pay first, one of %s. Add it as a coding with system %s, such as 12 for the plan of an employer of a person of 65 or older, or of the spouse."
              .formatted(String.join(", ", allowed), SYSTEM));
      return "";
    }
    return findings.oneOf(
        reason.orElse(stated.get(0)), allowed, "the reason why Medicare does not pay first", at);
  }

  private static String leftOut(String code, boolean institutional) {
    return institutional
        ? "The institutional 837 does not say here why Medicare does not pay first (%s). Tell it to a payer that asks."
            .formatted(code)
        : "The 837 says why Medicare does not pay first (%s) only of Medicare after another payer, and this coverage is not that. Correct its order or its kind of payer, or leave the code out."
            .formatted(code);
  }

  /** Reports what is wrong with the code of a segment SBR. */
  static void check(Segment sbr, X12Fault.Place at, boolean institutional, List<X12Fault> faults) {
    String place = sbr.element(1);
    String code = sbr.element(5);
    List<String> allowed = Schema837.codes(CODES);
    // Of a payer whose place is not known (U) nothing follows.
    boolean after = Schema837.codes("SBR01").indexOf(place) > 0;
    if (code.isEmpty()) {
      if (!institutional && after && MEDICARE.contains(sbr.element(9))) {
        faults.add(
            new X12Fault(
                at.of(CODES),
                "Medicare after another payer (SBR01 %s), and SBR05 does not say why it does not pay first"
                    .formatted(place)));
      }
    } else if (institutional || place.equals(FIRST)) {
      faults.add(
          new X12Fault(
              at.of(CODES),
              "SBR05 says why Medicare does not pay first, and stands "
                  + (institutional
                      ? "in professional claims alone"
                      : "with the first payer (SBR01 P)")));
    } else if (!allowed.contains(code)) {
      faults.add(
          new X12Fault(
              at.of(CODES),
              "why Medicare does not pay first is one of %s, not %s"
                  .formatted(String.join(", ", allowed), code)));
    }
  }
}
