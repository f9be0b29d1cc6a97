package org.priceunits.domain.product;

import java.math.BigDecimal;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;

/**
 * What quarters of CMS's crosswalk say of a package.
 *
 * @param content billing units of one item times the dosage of the code
 * @param size PKG SIZE: millilitres of a liquid, 1 for a powder, a number of tablets, and other
 *     things besides; positive
 * @param first first quarter that says so, such as 2024Q1
 * @param last last such quarter
 */
public record SizeStatement(Dose content, BigDecimal size, String first, String last) {
  /** Returns true if two quarters at least say so. */
  boolean isRepeated() {
    return !first.equals(last);
  }

  /**
   * Returns the content in the size, if that is counted in a unit.
   *
   * @param unit what the size may count: mL, g, {each}
   */
  Strength strength(String unit) {
    return new Strength(content.value().decimal().orElseThrow(), content.unit(), size, unit);
  }

  /** Returns the statement with its source: 100 mg and size 4 (CMS's crosswalk of 2025Q3). */
  String shown() {
    return "%s and size %s (CMS's crosswalk of %s)"
        .formatted(content.shown(), size.stripTrailingZeros().toPlainString(), last);
  }
}
