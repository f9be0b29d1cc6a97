package org.priceunits.x12;

import java.util.List;
import java.util.Map;

/**
 * The rules of what a claim says as a whole: CLM, its period, CL1, the claim that it changes, and
 * who attended; see {@link ClaimRules}.
 */
final class HeadRules {
  /** What stands in CLM from its seventh element on. */
  private static final Map<Integer, String> STATEMENTS =
      Map.of(
          7,
          "whether assignment is accepted",
          8,
          "whether benefits are assigned",
          9,
          "the release of information");

  private final X12Fault.Place claim;
  private final boolean institutional;
  private final ValueRules values;
  private final String frequency;
  private boolean namesEarlier;
  private boolean dated;
  private boolean classified;
  private boolean attended;
  private boolean inHead = true;
  private boolean ofOtherPayer;
  private String period = "";

  /**
   * @param clm the segment
   * @param claim its place
   * @param faults gets what is wrong
   */
  HeadRules(Segment clm, X12Fault.Place claim, boolean institutional, List<X12Fault> faults) {
    this.claim = claim;
    this.institutional = institutional;
    this.values = new ValueRules(faults);
    this.frequency = ValueRules.capitals(clm.component(5, 3));
    if (!LineRules.isPlace(clm.component(5, 1))) {
      values.report(
          claim.of("CLM05-1"),
          institutional ? "a type of bill starts with two digits" : LineRules.TWO_OF_PLACE);
    }
    String qualifier = institutional ? "A" : "B";
    if (!clm.component(5, 2).equals(qualifier)) {
      values.report(claim.of("CLM05-2"), "CLM05-2 of this guide is " + qualifier);
    }
    STATEMENTS.forEach(
        (element, what) -> {
          if (clm.element(element).isEmpty()) {
            values.report(claim.of("CLM0" + element), "a claim does not say " + what);
          }
        });
    if (!institutional && clm.element(6).isEmpty()) {
      values.report(
          claim.of("CLM06"), "a claim does not say whether the provider's signature is on file");
    }
  }

  /**
   * Takes a segment of the claim before its lines. What stands below a person, or below another
   * payer (SBR), is theirs: that payer's number of its claim is a REF F8 too.
   */
  void take(Segment segment, X12Fault.Place at) {
    switch (segment.id()) {
      case "REF" ->
          namesEarlier |=
              inHead && segment.element(1).equals("F8") && !segment.element(2).isEmpty();
      case "NM1" -> {
        inHead = false;
        attended |= !ofOtherPayer && segment.element(1).equals("71");
      }
      case "SBR" -> {
        inHead = false;
        ofOtherPayer = true;
      }
      case "CL1" -> classification(segment, at);
      case "DTP" -> period(segment, at);
      default -> {
        // Other segments have no rule here.
      }
    }
  }

  private void classification(Segment segment, X12Fault.Place at) {
    classified = true;
    if (!segment.element(1).matches("[0-9A-Z]")) {
      values.report(at.of("CL101"), "the priority (type) of the visit lacks");
    }
    if (!segment.element(3).matches(ClaimHead.PATIENT_STATUS)) {
      values.report(
          at.of("CL103"), "the status of the patient at the end has two digits, 01 to 99");
    }
  }

  private void period(Segment segment, X12Fault.Place at) {
    if (!segment.element(1).equals("434")) {
      return;
    }
    if (dated) {
      values.report(at, "a second period (DTP 434) of one claim");
    }
    dated = true;
    List<X12Fault> wrong = LineRules.days(segment, at);
    wrong.forEach(fault -> values.report(fault.at(), fault.text()));
    if (wrong.isEmpty() && !segment.element(2).equals("RD8")) {
      values.report(at.of("DTP02"), "the period of a claim (DTP 434) is of the form RD8");
    }
    period = wrong.isEmpty() ? segment.element(3) : "";
  }

  /** Takes a day of service of a line, which the period of the claim holds. */
  void day(Segment segment, X12Fault.Place at) {
    if (period.isEmpty() || !segment.element(1).equals("472")) {
      return;
    }
    String days = segment.element(3);
    if (first(days).compareTo(first(period)) < 0 || last(days).compareTo(last(period)) > 0) {
      values.report(
          at.of("DTP03"),
          "the day %s of a line is not within the period of the claim, %s".formatted(days, period));
    }
  }

  private static String first(String days) {
    return days.contains("-") ? days.substring(0, days.indexOf('-')) : days;
  }

  private static String last(String days) {
    return days.substring(days.indexOf('-') + 1);
  }

  /** Reports what the claim does not have, once it is whole. */
  void end() {
    frequency();
    if (institutional && !dated) {
      values.report(claim, "an institutional claim without its period (DTP 434)");
    }
    if (institutional && !classified) {
      values.report(claim, "an institutional claim without the kind of its visit (CL1)");
    }
    if (institutional && !attended) {
      values.report(claim, "an institutional claim without who attended (2310A, NM1*71)");
    }
  }

  private void frequency() {
    X12Fault.Place at = claim.of("CLM05-3");
    FrequencyCode known = FrequencyCode.of(frequency).orElse(null);
    if (known == null) {
      values.report(
          at,
          frequency.isEmpty()
              ? "the frequency of the claim lacks"
              : "%s is no frequency of a claim".formatted(frequency));
    } else if (known.effect() == FrequencyCode.Effect.NONE) {
      values.report(
          at,
          "a claim of frequency %s %s, and bills no service".formatted(frequency, known.meaning()));
    } else if (known.mustName() && !namesEarlier) {
      values.report(
          at,
          "a claim of frequency %s %s, and does not name that one (REF F8)"
              .formatted(frequency, known.meaning()));
    } else if (!known.mayName() && namesEarlier) {
      values.report(
          at,
          "a claim names an earlier one (REF F8), and its frequency %s changes none"
              .formatted(frequency));
    }
  }
}
