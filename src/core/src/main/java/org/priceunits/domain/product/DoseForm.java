package org.priceunits.domain.product;

import java.util.Optional;

/** What is in a container, as far as it decides how the package is counted on a claim. */
public enum DoseForm {
  /** Counted in millilitres. */
  LIQUID("liquid"),
  /** A dry drug that is dissolved before use; counted in containers. */
  POWDER("powder"),
  /** Tablets, capsules, implants and other pieces; counted in pieces. */
  PIECE("piece"),
  /** Several parts that are sold and counted as one. */
  KIT("kit"),
  /** Creams, ointments and gels; counted in grams. */
  SEMISOLID("semisolid");

  private final String code;

  DoseForm(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** Returns the form with a code; empty for any other text. */
  public static Optional<DoseForm> of(String code) {
    for (DoseForm form : values()) {
      if (form.code.equals(code)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }
}
