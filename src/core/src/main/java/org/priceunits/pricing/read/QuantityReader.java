package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge;

/**
 * Reads an amount of drug with its unit: from the UCUM code, otherwise from the unit's text through
 * the hosted map; otherwise it is refused.
 */
final class QuantityReader {
  /** Numbers with more digits than any scale or chart gives are typing errors or attacks. */
  private static final int MOST_DIGITS = 18;

  /** Further decimals are what is left of binary fractions: 77.00000000000001. */
  private static final int MOST_DECIMALS = 12;

  /** The last decimal of a binary fraction that is nearly nothing. */
  private static final int SMALLEST_POWER = 36;

  /** A unit's text is repeated in a sentence up to this length. */
  private static final int MOST_SHOWN = 40;

  private static final Pattern VOLUME =
      Pattern.compile("[0-9.]*\\s*(mL|L|dL|cc|milliliters?|liters?)", Pattern.CASE_INSENSITIVE);

  /** An amount in a volume, per body weight or surface, or per time. */
  private static final Pattern PER =
      Pattern.compile(
          "/\\s*+[0-9.]*+\\s*+(mL|L|dL|cc|milliliters?|liters?|kg|m2|m²|h|hr|hrs|hours?|min|minutes?|d|days?)\\s*+$",
          Pattern.CASE_INSENSITIVE);

  /** Counts tablets and other pieces. */
  private static final String PIECE = "{each}";

  private final PricingKnowledge knowledge;

  QuantityReader(PricingKnowledge knowledge) {
    this.knowledge = knowledge;
  }

  sealed interface Amount {
    /**
     * @param unitText the text that the unit was read from; absent if it was coded
     * @param unrounded the value as it is stated; absent if it was not rounded
     */
    record Read(Dose dose, @Nullable String unitText, @Nullable BigDecimal unrounded)
        implements Amount {
      Read(Dose dose, @Nullable String unitText) {
        this(dose, unitText, null);
      }
    }

    record Refused(IssueCode code, String text) implements Amount {}
  }

  /**
   * Reads an amount; one with more than twelve decimals is rounded half-up.
   *
   * @param what the amount's name in a sentence: dose, discarded amount
   * @param invalid the issue for an invalid value
   * @param zeroAllowed true for a discarded amount, where zero means that nothing was discarded
   */
  Amount read(@Nullable Quantity quantity, String what, IssueCode invalid, boolean zeroAllowed) {
    BigDecimal value = quantity == null ? null : quantity.getValue();
    if (quantity == null || value == null) {
      return refused(invalid, "The %s has no value. Send the amount with its unit.", what);
    }
    if (quantity.hasComparator()) {
      return refused(invalid, "The %s is not exact (it has a comparator). Send the amount.", what);
    }
    Optional<String> fault = fault(value, zeroAllowed);
    if (fault.isPresent()) {
      return refused(invalid, fault.get(), what);
    }
    if (contradicts(quantity)) {
      return refused(
          invalid,
          "The unit and the code of the %s name two different units. Correct one of them.",
          what);
    }
    return relative(quantity, what)
        .or(() -> inAnotherCase(quantity, what))
        .orElseGet(() -> inUnit(value, quantity, what));
  }

  /** Returns the sentence that refuses a value; empty if it is one of a scale or a chart. */
  private static Optional<String> fault(BigDecimal value, boolean zeroAllowed) {
    if (value.signum() < 0 || value.signum() == 0 && !zeroAllowed) {
      return Optional.of(
          "The %s is not an amount of drug. Send a number "
              + (zeroAllowed ? "from" : "above")
              + " zero.");
    }
    BigDecimal digits = value.stripTrailingZeros();
    boolean measured =
        digits.precision() <= MOST_DIGITS
            && digits.scale() >= -MOST_DECIMALS
            && digits.scale() <= SMALLEST_POWER
            && (zeroAllowed || rounded(value).signum() > 0);
    return measured
        ? Optional.empty()
        : Optional.of(
            "The %s has more than "
                + MOST_DIGITS
                + " digits, or is larger or smaller than any scale or chart gives. Send the amount"
                + " with the digits that were measured.");
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.scale() > MOST_DECIMALS
        ? value.setScale(MOST_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros()
        : value;
  }

  private Amount inUnit(BigDecimal stated, Quantity quantity, String what) {
    BigDecimal value = rounded(stated);
    Amount amount = inUnitOf(value, quantity, what);
    return amount instanceof Amount.Read read && value.compareTo(stated) != 0
        ? new Amount.Read(read.dose(), read.unitText(), stated)
        : amount;
  }

  private Amount inUnitOf(BigDecimal value, Quantity quantity, String what) {
    if (quantity.hasCode() && Canonicals.UCUM.equals(quantity.getSystem())) {
      String symbol = symbol(quantity.getCode());
      return new Amount.Read(
          dose(value, symbol), isWords(quantity.getCode(), symbol) ? quantity.getCode() : null);
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
        .or(() -> counted(text.strip()))
        .<Amount>map(unit -> new Amount.Read(dose(value, unit), text))
        .orElseGet(
            () ->
                refused(
                    IssueCode.DOSE_UNIT_NOT_CONVERTIBLE,
                    knowledge
                        .readingsOf(text)
                        .map(readings -> "The unit of the %s is unclear: " + readings + ".")
                        .orElseGet(
                            () ->
                                "The unit of the %s, "
                                    + shown(text)
                                    + ", is not known here. Send it with a UCUM code, such as mg."),
                    what));
  }

  /** Returns an amount of a unit; a power of ten before the unit is multiplied out. */
  private Dose dose(BigDecimal value, String unit) {
    UnitPower power = UnitPower.of(unit);
    return power.ten() == 0
        ? Dose.of(value, unit)
        : Dose.of(value.scaleByPowerOfTen(power.ten()), symbol(power.unit()));
  }

  /** Refuses an amount per something else: a concentration, a dose per body weight, a rate. */
  private static Optional<Amount> relative(Quantity quantity, String what) {
    String unit =
        quantity.hasCode() && Canonicals.UCUM.equals(quantity.getSystem()) || !quantity.hasUnit()
            ? quantity.getCode()
            : quantity.getUnit();
    if (unit == null || unit.indexOf('/') < 1) {
      return Optional.empty();
    }
    boolean volume = VOLUME.matcher(unit.substring(unit.indexOf('/') + 1).strip()).matches();
    return Optional.of(
        refused(
            IssueCode.DOSE_UNIT_NOT_CONVERTIBLE,
            volume
                ? "The %s is a concentration, an amount in a volume. Send the amount that was"
                    + " given, such as in mg or mL."
                : "The unit of the %s is an amount per something else. Send the whole amount that"
                    + " was given, such as in mg.",
            what));
  }

  /**
   * Refuses a UCUM code that is the code of a known unit but for its case: ML is a megalitre. Both
   * l and L are litres.
   */
  private Optional<Amount> inAnotherCase(Quantity quantity, String what) {
    if (!quantity.hasCode() || !Canonicals.UCUM.equals(quantity.getSystem())) {
      return Optional.empty();
    }
    String code = quantity.getCode();
    return knowledge
        .unitOf(code)
        .filter(unit -> !unit.startsWith("[") && unit.equalsIgnoreCase(code))
        .filter(unit -> !unit.equals(code) && !unit.equals(code.replace('l', 'L')))
        .map(
            unit ->
                refused(
                    IssueCode.DOSE_UNIT_NOT_CONVERTIBLE,
                    "The code of the unit of the %s is "
                        + code
                        + ", which is another unit than "
                        + unit
                        + ": UCUM tells upper from lower case. Send "
                        + unit
                        + " if that is meant.",
                    what));
  }

  /**
   * Returns true if unit text and code name two different units: one of them may be wrong by a
   * factor of a thousand, and it is unknown which. Text for activity in general matches every unit
   * of activity.
   */
  boolean contradicts(Quantity quantity) {
    if (!quantity.hasCode() || !quantity.hasUnit()) {
      return false;
    }
    if (quantity.getCode().indexOf('/') < 0 && PER.matcher(quantity.getUnit()).find()) {
      return true;
    }
    Optional<String> words = knowledge.unitOf(quantity.getUnit());
    String code =
        Canonicals.UCUM.equals(quantity.getSystem())
            ? symbol(quantity.getCode())
            : knowledge.unitOf(quantity.getCode()).orElse("");
    return words.isPresent() && !code.isEmpty() && !powerOf(words.get()).isSame(powerOf(code));
  }

  /** Returns true if the text is that of a unit. */
  boolean isKnown(String text) {
    return knowledge.unitOf(text).isPresent();
  }

  private UnitPower powerOf(String unit) {
    UnitPower power = UnitPower.of(unit);
    return power.ten() == 0 ? power : new UnitPower(power.ten(), symbol(power.unit()));
  }

  /**
   * Normalizes a unit code. All spellings of one activity unit are the same. Texts that UCUM lacks,
   * such as mcg, are read through the map even if coded as UCUM; if only the case differs, UCUM may
   * have another unit (MG is a megagauss), so the code is kept.
   */
  private String symbol(String code) {
    if (code.startsWith("{") && code.endsWith("}")) {
      return counted(code).orElse(code);
    }
    return knowledge
        .unitOf(code)
        .filter(unit -> unit.startsWith("[") || isWords(code, unit))
        .orElse(code);
  }

  /** Returns the unit that an annotation stands for, if it counts pieces or containers: {vials}. */
  private Optional<String> counted(String annotation) {
    return annotation.startsWith("{") && annotation.endsWith("}") && annotation.length() > 2
        ? knowledge
            .unitOf(annotation.substring(1, annotation.length() - 1))
            .filter(unit -> PIECE.equals(unit) || knowledge.containerUnits().contains(unit))
        : Optional.empty();
  }

  /** Returns true if the amount counts containers, so that it is no amount of drug. */
  boolean countsContainers(Dose amount) {
    return knowledge.containerUnits().contains(amount.unit());
  }

  /**
   * Returns true if the amount counts containers of a package as it is sold.
   *
   * @param product the package; absent if it is not known
   */
  boolean countsSold(Dose amount, Optional<DrugProduct> product) {
    return knowledge.containerUnits().countSold(amount.unit(), product);
  }

  private static boolean isWords(String code, String symbol) {
    return !symbol.startsWith("[") && !symbol.equalsIgnoreCase(code) && !code.startsWith("{");
  }

  private static String shown(String unit) {
    String text = unit.strip();
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
  }

  private static Amount.Refused refused(IssueCode code, String sentence, String what) {
    return new Amount.Refused(code, sentence.replace("%s", what));
  }
}
