package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.BillingRule;
import org.priceunits.domain.billing.IssueCode;

/**
 * One thing in which a claim differs from what was given.
 *
 * @param code which of the published issues
 * @param text a sentence that names what is expected and found, and says what to do
 * @param place where on the claim, or in which record
 * @param expected by the record; empty where nothing is
 * @param found on the claim; empty where nothing is
 * @param effect billed minus expected in USD; absent where no price is known or money does not
 *     change
 * @param ground what decides; absent where no rule is in force
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
   * What a difference is about.
   *
   * @param items positions of claim lines, from 0; empty where no line is there
   * @param administrations positions of the records in the call
   */
  public record Place(List<Integer> items, Part part, List<Integer> administrations) {
    public Place {
      items = List.copyOf(items);
      administrations = List.copyOf(administrations);
    }
  }

  /** What kind of knowledge decides. */
  public enum Kind {
    POLICY,
    PRICE,
    CODE_SYSTEM
  }

  /**
   * What decides.
   *
   * @param rule of billing; absent where the code system or the price decides
   * @param source canonical and version of a policy or price; version alone of the code system
   */
  public record Ground(Kind kind, @Nullable BillingRule rule, String source) {}

  /** True where it changes money or gets the line denied. */
  public boolean isError() {
    return code.severity() == IssueCode.Severity.ERROR;
  }
}
