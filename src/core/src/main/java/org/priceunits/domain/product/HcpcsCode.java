package org.priceunits.domain.product;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A HCPCS Level II procedure code: one letter and four digits, J9010.
 *
 * @param value the five characters, upper case
 */
public record HcpcsCode(String value) implements Comparable<HcpcsCode> {
  private static final Pattern FORM = Pattern.compile("[A-Z]\\d{4}");

  public HcpcsCode {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a HCPCS code: " + value);
    }
  }

  /** Parses a code; empty if the text is not one. */
  public static Optional<HcpcsCode> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new HcpcsCode(text)) : Optional.empty();
  }

  /**
   * Returns the unit in which drug is counted if the code's descriptor states no single amount:
   * {@code {J9298}}, one billing unit of J9298.
   */
  public String unit() {
    return "{" + value + "}";
  }

  @Override
  public int compareTo(HcpcsCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
