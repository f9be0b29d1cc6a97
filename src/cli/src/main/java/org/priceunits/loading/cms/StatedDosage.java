package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The amount of drug that one billing unit stands for, as a text of CMS states it: certain, or
 * refused with the reason. A refusal is the right answer wherever a wrong amount would be billed a
 * hundred times over.
 */
public sealed interface StatedDosage {

  /**
   * One amount, and no doubt what it belongs to.
   *
   * @param unit UCUM code, or {@code [U]} for units of activity that the text does not name further
   * @param text the words that state it
   */
  record Certain(BigDecimal value, String unit, String text) implements StatedDosage {

    private static final Map<String, Integer> DECIMALS_OF_MICROGRAM =
        Map.of("ug", 0, "mg", 3, "g", 6);

    /**
     * The same amount whatever the words: 1 g is 1000 mg, and units that the other text leaves
     * unnamed are those that this one names.
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
   * No amount, several, or one whose meaning is open.
   *
   * @param text the words that look like a dosage; empty where there are none
   * @param reason a sentence
   */
  record NotCertain(String text, String reason) implements StatedDosage {}
}
