package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.NdcQuantity;

/**
 * A line of a claim as someone wrote it; nothing in it is certain to be right.
 *
 * @param item position on the claim, from 0
 * @param code of the service, as found
 * @param modifiers as found, in their order
 * @param text of the service in words; empty where the line has none
 * @param units as found; zero where the line has none
 * @param unitTexts what the units are said to count, in words or as a code
 * @param date of service; absent where the line has none
 * @param setting where the service was given
 * @param ndc eleven digits where the text is an NDC, else the text; absent where there is none
 * @param ndcQuantity absent where there is none, or none in a unit of X12
 * @param unitPrice USD
 * @param net USD
 * @param currency that the line's money is in, where it is another than USD
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
   * Where the service was given.
   *
   * @param placeOfService CMS's code; absent where the line has none
   * @param revenueCode of the facility's department; absent where the line has none
   */
  public record Setting(@Nullable String placeOfService, @Nullable String revenueCode) {}

  public BilledLine {
    modifiers = List.copyOf(modifiers);
    unitTexts = List.copyOf(unitTexts);
  }

  /** True where the two are the same but for package, units and money. */
  boolean sameService(BilledLine other) {
    return code.equals(other.code)
        && modifiers.equals(other.modifiers)
        && Objects.equals(date, other.date);
  }

  /** What is asked for the line in USD; empty where it does not say. */
  Optional<BigDecimal> money() {
    if (net != null) {
      return Optional.of(net);
    }
    return unitPrice == null ? Optional.empty() : Optional.of(times(unitPrice));
  }

  /** The line's units at a price, half-up to cents. */
  BigDecimal times(BigDecimal price) {
    return price.multiply(units).setScale(CENTS, RoundingMode.HALF_UP);
  }

  /** Those of its modifiers that have the form of one. */
  List<Modifier> readable() {
    List<Modifier> readable = new ArrayList<>(modifiers.size());
    modifiers.forEach(m -> Modifier.of(m).ifPresent(readable::add));
    return readable;
  }
}
