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
 * A billed row.
 *
 * @param kind what it bills
 * @param code HCPCS
 * @param description what was given, in words; absent where the code says it
 * @param modifiers in the payer's order
 * @param units billing units, whole and positive
 * @param date of service
 * @param ndc the package, where stated
 * @param ndcQuantity how much of it; absent where the package is not certain
 * @param price absent where none is known
 * @param working the reason
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

  /** What a line bills. */
  public enum Kind {
    ADMINISTERED,
    DISCARDED,
    /** One line for all that was opened. */
    CONTAINERS,
    /** One unit of a code that stands for no amount. */
    UNCLASSIFIED
  }

  /**
   * Money in USD.
   *
   * @param unitPrice for one billing unit, three decimals
   * @param net units times unit price, half-up to cents
   */
  public record Price(BigDecimal unitPrice, BigDecimal net) {}

  public ServiceLine {
    if (units.signum() <= 0 || units.scale() > 0 && units.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("Billing units are whole and positive: " + units);
    }
    modifiers = List.copyOf(modifiers);
  }

  /** The arithmetic in words. */
  public String formula() {
    if (kind == Kind.UNCLASSIFIED) {
      return "1 unit for any dose";
    }
    return kind == Kind.DISCARDED ? working.discardedFormula(units) : working.administeredFormula();
  }
}
