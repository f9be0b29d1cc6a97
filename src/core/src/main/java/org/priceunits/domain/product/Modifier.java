package org.priceunits.domain.product;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A two-character code on a claim line: JW, JZ, 59, XE. Modifiers of digits alone belong to CPT,
 * all others to HCPCS Level II.
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

  /** Parses a modifier; empty if the text is not one. */
  public static Optional<Modifier> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Modifier(text)) : Optional.empty();
  }

  /** Returns true for a CPT modifier of the American Medical Association, which has digits only. */
  public boolean isCpt() {
    return Character.isDigit(value.charAt(0)) && Character.isDigit(value.charAt(1));
  }

  @Override
  public String toString() {
    return value;
  }
}
