package org.priceunits.domain.billing.result;

/**
 * The billing rules. CodeSystem {@code billing-rule} holds the text and the source of each, under
 * its published code. A line's working cites those that decided its units and modifiers; what the
 * others ask (the smallest containers, a setting, free drug) is an issue, and changes no line.
 */
public enum BillingRule {
  ROUNDED_UP_ONCE("R1"),
  DISCARD_ON_OWN_LINE("R2"),
  DISCARD_ROUNDED_DOWN("R3"),
  NO_JW_WITHIN_BILLED_UNITS("R4"),
  JZ_BY_ROUNDING("R5"),
  JZ_NOTHING_DISCARDED("R6"),
  SINGLE_DOSE_ONLY("R7"),
  OVERFILL_IGNORED("R8"),
  SMALLEST_CONTAINERS("R9"),
  JW_WITH_ADMINISTERED_LINE("R10"),
  RECORD_SHOWS_WASTE("R11"),
  STOPPED_DOSE_IS_NO_WASTE("R12"),
  SETTING_NOT_BILLED_BY_UNIT("R13"),
  SHARED_CONTAINER("R14"),
  SUMMED_PER_DAY("R15"),
  FREE_DRUG("R16"),
  NO_JZ_WITHOUT_KNOWLEDGE("R17"),
  UNCLASSIFIED_IS_ONE_UNIT("R18"),
  NO_DISCARD_OF_CODE("R19"),
  UNITS_OF_A_LINE("R20"),
  SERVICE_IS_ONE_UNIT("R21"),
  UNITS_OF_PACKAGE("R22");

  private final String code;

  BillingRule(String code) {
    this.code = code;
  }

  /** Returns the published code, such as {@code R1}. */
  public String code() {
    return code;
  }
}
