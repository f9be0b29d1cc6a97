package org.priceunits.pricing;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resources that a call asks its lines for: the parameter {@code as} of {@code $price-units}.
 */
public enum PricedAs {
  CLAIM("claim"),
  CHARGE_ITEM("charge-item"),
  BOTH("both");

  private final String code;

  PricedAs(String code) {
    this.code = code;
  }

  /** Returns the value of the parameter; empty for any other text. */
  public static Optional<PricedAs> of(String code) {
    return Stream.of(values()).filter(as -> as.code.equals(code)).findFirst();
  }

  /** Returns the value of the parameter. */
  String code() {
    return code;
  }

  /** Returns a sentence with the values that the parameter takes. */
  public static String allowed() {
    return Stream.of(values())
        .map(as -> as.code)
        .collect(Collectors.joining(", ", "as is one of ", "."));
  }

  /** Returns true if the lines are wanted as Claims. */
  public boolean claims() {
    return this != CHARGE_ITEM;
  }

  /** Returns true if the lines are wanted as ChargeItems. */
  public boolean chargeItems() {
    return this != CLAIM;
  }
}
