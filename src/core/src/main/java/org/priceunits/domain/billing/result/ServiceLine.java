package org.priceunits.domain.billing.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.NdcQuantity;

/**
 * A claim line.
 *
 * @param kind what the line bills
 * @param code the HCPCS code
 * @param description the drug given, in words; absent if the code identifies it
 * @param modifiers in the payer's order
 * @param units billing units, whole and positive
 * @param ofUnits all units of the service, of which this line may bill a part: several packages, or
 *     more units than one line takes
 * @param date date of service
 * @param ndc the package, if stated
 * @param ndcQuantity the NDC quantity; absent if the package is not certain
 * @param price absent if none is known
 * @param working the calculation behind the line
 */
public record ServiceLine(
    Kind kind,
    HcpcsCode code,
    @Nullable String description,
    List<Modifier> modifiers,
    BigDecimal units,
    BigDecimal ofUnits,
    LocalDate date,
    @Nullable Ndc ndc,
    @Nullable NdcQuantity ndcQuantity,
    @Nullable Price price,
    Working working) {

  /** The kinds of line by what they bill. */
  public enum Kind {
    ADMINISTERED,
    DISCARDED,
    /** One line for the content of all opened containers. */
    CONTAINERS,
    /** One unit for the dose of a drug whose code stands for no amount. */
    UNCLASSIFIED
  }

  /**
   * A price in USD.
   *
   * @param unitPrice price of one billing unit, three decimals
   * @param net units times unit price, rounded half-up to cents
   */
  public record Price(BigDecimal unitPrice, BigDecimal net) {
    private static final int CENTS = 2;

    /** Prices a number of units; the amount is rounded half-up to cents. */
    public static Price of(BigDecimal unitPrice, BigDecimal units) {
      return new Price(unitPrice, unitPrice.multiply(units).setScale(CENTS, RoundingMode.HALF_UP));
    }
  }

  public ServiceLine {
    if (units.signum() <= 0 || units.scale() > 0 && units.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("Billing units are whole and positive: " + units);
    }
    modifiers = List.copyOf(modifiers);
  }

  /** Returns a part of this line with modifiers, units and NDC quantity of its own (R20). */
  public ServiceLine part(List<Modifier> own, BigDecimal some, @Nullable NdcQuantity quantity) {
    return new ServiceLine(
        kind,
        code,
        description,
        own,
        some,
        ofUnits,
        date,
        ndc,
        quantity,
        price == null ? null : Price.of(price.unitPrice(), some),
        working);
  }

  /** Returns this line with one more rule in its working. */
  public ServiceLine citing(BillingRule rule) {
    return new ServiceLine(
        kind,
        code,
        description,
        modifiers,
        units,
        ofUnits,
        date,
        ndc,
        ndcQuantity,
        price,
        working.citing(rule));
  }

  /** Returns the calculation of the units as text. */
  public String formula() {
    if (working.rules().contains(BillingRule.UNCLASSIFIED_IS_ONE_UNIT)) {
      return kind == Kind.DISCARDED ? "1 unit for any discarded amount" : "1 unit for any dose";
    }
    String whole =
        kind == Kind.DISCARDED ? working.discardedFormula(ofUnits) : working.administeredFormula();
    return units.compareTo(ofUnits) == 0
        ? whole
        : whole + ", of which this line has " + units.toPlainString();
  }
}
