package org.priceunits.domain.billing;

import java.math.BigDecimal;
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
    /** One unit of a code that stands for no amount. */
    UNCLASSIFIED
  }

  /**
   * A price in USD.
   *
   * @param unitPrice price of one billing unit, three decimals
   * @param net units times unit price, rounded half-up to cents
   */
  public record Price(BigDecimal unitPrice, BigDecimal net) {}

  public ServiceLine {
    if (units.signum() <= 0 || units.scale() > 0 && units.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("Billing units are whole and positive: " + units);
    }
    modifiers = List.copyOf(modifiers);
  }

  /** Returns the price calculation as text. */
  public String formula() {
    if (kind == Kind.UNCLASSIFIED) {
      return "1 unit for any dose";
    }
    return kind == Kind.DISCARDED ? working.discardedFormula(units) : working.administeredFormula();
  }
}
