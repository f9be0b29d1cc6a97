package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge;

/**
 * Reads an amount of drug with its unit: UCUM's code, else the unit's text by the hosted map, else
 * a refusal.
 */
final class QuantityReader {
  /** More digits than any scale or chart gives; such numbers are typing errors or attacks. */
  private static final int MOST_DIGITS = 18;

  private static final int MOST_DECIMALS = 12;

  private final PricingKnowledge knowledge;

  QuantityReader(PricingKnowledge knowledge) {
    this.knowledge = knowledge;
  }

  sealed interface Amount {
    /**
     * @param unitText the text that the unit was read from; absent where it was coded
     */
    record Read(Dose dose, @Nullable String unitText) implements Amount {}

    record Refused(IssueCode code, String text) implements Amount {}
  }

  /**
   * @param what the amount's name in a sentence: dose, discarded amount
   * @param invalid the issue for a value that it cannot have
   * @param zeroAllowed true for a discarded amount, where zero says that nothing was
   */
  Amount read(@Nullable Quantity quantity, String what, IssueCode invalid, boolean zeroAllowed) {
    BigDecimal value = quantity == null ? null : quantity.getValue();
    if (quantity == null || value == null) {
      return refused(invalid, "The %s has no value. Send the amount with its unit.", what);
    }
    if (quantity.hasComparator()) {
      return refused(invalid, "The %s is not exact (it has a comparator). Send the amount.", what);
    }
    boolean tooSmall = zeroAllowed ? value.signum() < 0 : value.signum() <= 0;
    if (tooSmall || value.precision() > MOST_DIGITS || Math.abs(value.scale()) > MOST_DECIMALS) {
      return refused(
          invalid,
          "The %s is not an amount of drug. Send a number "
              + (zeroAllowed ? "from" : "above")
              + " zero.",
          what);
    }
    if (contradicts(quantity)) {
      return refused(
          invalid,
          "The unit and the code of the %s name two different units. Correct one of them.",
          what);
    }
    if (quantity.hasCode() && Canonicals.UCUM.equals(quantity.getSystem())) {
      String symbol = symbol(quantity.getCode());
      return new Amount.Read(
          Dose.of(value, symbol), isWords(quantity.getCode(), symbol) ? quantity.getCode() : null);
    }
    String text = quantity.hasUnit() ? quantity.getUnit() : quantity.getCode();
    if (text == null || text.isBlank()) {
      return refused(
          IssueCode.DOSE_UNIT_MISSING,
          "The %s has no unit. Send it with a UCUM code, such as mg.",
          what);
    }
    return knowledge
        .unitOf(text)
        .<Amount>map(unit -> new Amount.Read(Dose.of(value, unit), text))
        .orElseGet(
            () ->
                refused(
                    IssueCode.DOSE_UNIT_NOT_CONVERTIBLE,
                    "The unit of the %s is not known here. Send it with a UCUM code, such as mg.",
                    what));
  }

  /**
   * Whether the unit in words and the code name two units: one of them is wrong by a thousand, and
   * nobody can tell which. Words for activity in general go with every unit of activity.
   */
  private boolean contradicts(Quantity quantity) {
    if (!quantity.hasCode() || !quantity.hasUnit()) {
      return false;
    }
    Optional<String> words = knowledge.unitOf(quantity.getUnit());
    String code =
        Canonicals.UCUM.equals(quantity.getSystem())
            ? symbol(quantity.getCode())
            : knowledge.unitOf(quantity.getCode()).orElse("");
    return words.isPresent()
        && !code.isEmpty()
        && !words.get().equalsIgnoreCase(code)
        && !(words.get().startsWith("[") && code.startsWith("["));
  }

  /**
   * Spellings of one activity unit are one. Words that UCUM does not have, such as mcg, are read by
   * the map though they are called UCUM; where only the case differs UCUM may have another unit (MG
   * is a megagauss), so that code is itself.
   */
  private String symbol(String code) {
    return knowledge
        .unitOf(code)
        .filter(unit -> unit.startsWith("[") || isWords(code, unit))
        .orElse(code);
  }

  private static boolean isWords(String code, String symbol) {
    return !symbol.startsWith("[") && !symbol.equalsIgnoreCase(code);
  }

  private static Amount.Refused refused(IssueCode code, String sentence, String what) {
    return new Amount.Refused(code, sentence.replace("%s", what));
  }
}
