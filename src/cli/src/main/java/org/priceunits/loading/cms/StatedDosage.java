package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The amount of drug that one billing unit stands for, as stated by a CMS text: certain, or refused
 * with the reason. A text is refused in case of doubt, because a wrong amount would be billed many
 * times over.
 */
public sealed interface StatedDosage {

  /**
   * One amount with an unambiguous meaning.
   *
   * @param unit UCUM code, or {@code [U]} for units of activity that the text does not specify
   *     further
   * @param text the words that state it
   */
  record Certain(BigDecimal value, String unit, String text) implements StatedDosage {

    private static final Map<String, Integer> DECIMALS_OF_MICROGRAM =
        Map.of("ug", 0, "mg", 3, "g", 6);

    /**
     * Returns true if both are the same amount, regardless of wording: 1 g is 1000 mg, and
     * unspecified units of one text match the specified units of the other.
     */
    public boolean sameAmountAs(Certain other) {
      Integer one = DECIMALS_OF_MICROGRAM.get(unit);
      Integer two = DECIMALS_OF_MICROGRAM.get(other.unit);
      if (one != null && two != null) {
        return value.movePointRight(one).compareTo(other.value.movePointRight(two)) == 0;
      }
      return value.compareTo(other.value) == 0
          && (unit.equals(other.unit) || (isActivity() && other.isUnnamed()));
    }

    private boolean isActivity() {
      return unit.startsWith("[");
    }

    private boolean isUnnamed() {
      return unit.equals("[U]");
    }
  }

  /**
   * No amount, several, or one with an ambiguous meaning.
   *
   * @param text the words that look like a dosage; empty if there are none
   * @param reason a sentence
   */
  record NotCertain(String text, String reason) implements StatedDosage {}
}
