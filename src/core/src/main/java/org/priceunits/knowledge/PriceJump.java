package org.priceunits.knowledge;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.priceunits.domain.policy.Fee;

/** Compares a price with another one for the same day: a slipped decimal point makes tenfold. */
final class PriceJump {
  /** A quarter's limit seldom changes by half. */
  private static final BigDecimal TIMES = BigDecimal.TEN;

  private PriceJump() {}

  /** Returns a sentence if two prices of the same kind for one day are far apart. */
  static Optional<String> of(Fee fee, Fee held) {
    LocalDate first = fee.validity().from();
    boolean comparable =
        first != null
            && held.validity().on(first)
            && held.basis() == fee.basis()
            && Objects.equals(held.payer(), fee.payer())
            && Objects.equals(held.ndc(), fee.ndc());
    return comparable && isFarFrom(held.usdPerUnit(), fee.usdPerUnit())
        ? Optional.of(
            "%s is priced at %s USD a unit on %s by %s; this is %s USD. Check the decimal point."
                .formatted(
                    fee.code(),
                    held.usdPerUnit().toPlainString(),
                    first,
                    held.source(),
                    fee.usdPerUnit().toPlainString()))
        : Optional.empty();
  }

  private static boolean isFarFrom(BigDecimal one, BigDecimal other) {
    return one.multiply(TIMES).compareTo(other) < 0 || other.multiply(TIMES).compareTo(one) < 0;
  }
}
