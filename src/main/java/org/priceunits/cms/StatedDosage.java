package org.priceunits.cms;

import java.math.BigDecimal;

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

    /** The same amount in the same unit, whatever the words. */
    public boolean sameAmountAs(Certain other) {
      return unit.equals(other.unit) && value.compareTo(other.value) == 0;
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
