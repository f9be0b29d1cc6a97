package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.IssueCode;

/**
 * A difference between a claim and the record of what was given.
 *
 * @param code the published issue code
 * @param text a sentence that names the expected and the found value, and says what to do
 * @param place the place on the claim, or the record
 * @param expected value according to the record; empty if there is none
 * @param found value on the claim; empty if there is none
 * @param effect billed minus expected amount in USD; absent if no price is known or the amount does
 *     not change
 * @param ground what the finding is based on; absent if no rule is in force
 */
public record Difference(
    IssueCode code,
    String text,
    Place place,
    String expected,
    String found,
    @Nullable BigDecimal effect,
    @Nullable Ground ground) {

  /** A part of a claim line. */
  public enum Part {
    LINE,
    CODE,
    MODIFIER,
    UNITS,
    DATE,
    PLACE,
    REVENUE,
    NDC,
    NDC_QUANTITY,
    PRICE
  }

  /**
   * The location of a difference.
   *
   * @param items positions of claim lines, from 0; empty if the claim has no such line
   * @param administrations positions of the records in the call
   */
  public record Place(List<Integer> items, Part part, List<Integer> administrations) {
    public Place {
      items = List.copyOf(items);
      administrations = List.copyOf(administrations);
    }
  }

  /** The kinds of reference data that a finding is based on. */
  public enum Kind {
    POLICY,
    PRICE,
    CODE_SYSTEM
  }

  /**
   * The basis of a finding.
   *
   * @param rule the billing rule; absent if the code system or the price decides
   * @param source canonical and version of a policy or price; for the code system, its version
   *     alone
   */
  public record Ground(Kind kind, @Nullable BillingRule rule, String source) {}

  /** Returns true if the difference changes the amount or causes a denial. */
  public boolean isError() {
    return code.severity() == IssueCode.Severity.ERROR;
  }
}
