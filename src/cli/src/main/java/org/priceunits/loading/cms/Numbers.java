package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses plain positive decimals as tables print them; signs and exponents are not accepted. */
final class Numbers {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{0,9}\\.?[0-9]{1,9}");

  private Numbers() {}

  static Optional<BigDecimal> decimal(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }
}
