package org.priceunits.domain.product;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A two-character code on a claim line: JW, JZ, 59, XE. Digits alone are CPT's, all others HCPCS
 * Level II.
 *
 * @param value two characters, upper case
 */
public record Modifier(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{2}");

  public Modifier {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a modifier: " + value);
    }
  }

  /** The modifier, or empty where the text is not one. */
  public static Optional<Modifier> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Modifier(text)) : Optional.empty();
  }

  /** True for the American Medical Association's modifiers, which are digits only. */
  public boolean isCpt() {
    return Character.isDigit(value.charAt(0)) && Character.isDigit(value.charAt(1));
  }

  @Override
  public String toString() {
    return value;
  }
}
