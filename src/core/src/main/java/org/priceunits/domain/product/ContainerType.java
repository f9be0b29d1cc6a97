package org.priceunits.domain.product;

import java.util.Optional;

/** The container types of FDA labels. Only waste of a single-dose container is payable (R7). */
public enum ContainerType {
  SINGLE_DOSE("single-dose"),
  MULTI_DOSE("multi-dose");

  private final String code;

  ContainerType(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<ContainerType> of(String code) {
    for (ContainerType type : values()) {
      if (type.code.equals(code)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
