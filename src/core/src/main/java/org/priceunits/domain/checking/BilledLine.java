package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.NdcQuantity;

/**
 * A line of a submitted claim, as written; none of its values has been validated.
 *
 * @param item position on the claim, from 0
 * @param code service code, as found
 * @param modifiers as found, in their order
 * @param text description of the service; empty if the line has none
 * @param units as found; zero if the line has none
 * @param unitTexts the stated unit of the quantity, as text or code
 * @param date date of service; absent if the line has none
 * @param setting where the service was given
 * @param ndc eleven digits if the text is an NDC, otherwise the text; absent if there is none
 * @param ndcQuantity absent if there is none, or none in an X12 unit
 * @param unitPrice USD, unless {@code currency} names another
 * @param net USD, unless {@code currency} names another
 * @param currency the currency of the line's money, if it is not USD
 */
public record BilledLine(
    int item,
    String code,
    List<String> modifiers,
    String text,
    BigDecimal units,
    List<String> unitTexts,
    @Nullable LocalDate date,
    Setting setting,
    @Nullable String ndc,
    @Nullable NdcQuantity ndcQuantity,
    @Nullable BigDecimal unitPrice,
    @Nullable BigDecimal net,
    @Nullable String currency) {
  private static final int CENTS = 2;

  /**
   * The setting of a service.
   *
   * @param placeOfService CMS place-of-service code; absent if the line has none
   * @param revenueCode revenue code of the facility's department; absent if the line has none
   */
  public record Setting(@Nullable String placeOfService, @Nullable String revenueCode) {}

  public BilledLine {
    modifiers = List.copyOf(modifiers);
    unitTexts = List.copyOf(unitTexts);
  }

  /**
   * Returns the amount charged for the line in USD; empty if not stated, or in another currency.
   */
  Optional<BigDecimal> money() {
    if (currency != null) {
      return Optional.empty();
    }
    if (net != null) {
      return Optional.of(net);
    }
    return unitPrice == null ? Optional.empty() : Optional.of(times(unitPrice));
  }

  /** Returns the line's units times a price, rounded half-up to cents. */
  BigDecimal times(BigDecimal price) {
    return price.multiply(units).setScale(CENTS, RoundingMode.HALF_UP);
  }

  /** Returns the modifiers that are well-formed. */
  List<Modifier> readable() {
    List<Modifier> readable = new ArrayList<>(modifiers.size());
    modifiers.forEach(m -> Modifier.of(m).ifPresent(readable::add));
    return readable;
  }
}
