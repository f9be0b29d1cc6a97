package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dosage from a HCPCS long description or an ASP dosage text. Exactly one amount with an
 * unambiguous meaning is a dosage. Everything else is refused with a reason: several amounts, one
 * amount for several drugs, a dose as the unit, a bound instead of an amount, a unit of a named
 * activity. {@link ServiceText} reads a dose or a treatment as the unit.
 */
public final class DosageText {

  /**
   * Text beside the dosage that contains numbers with units but does not state the billed amount.
   */
  private static final Pattern BESIDE =
      Pattern.compile(
          "(up to )?[0-9]+(-[0-9]+)?( or greater)? mg/ml( iodine concentration)?|,? provided in [0-9.]+ mg vial| excludes biosimilar,?"
              + "|, containing nominal [0-9x^ ]+ vector genomes");

  /** "500 ml = 1 unit" states in words what one unit is. */
  private static final Pattern EQUALS_ONE_UNIT = Pattern.compile("= ?1 unit\\b");

  /** A vial is an amount if the text states no other: containers are counted. */
  private static final Pattern PER_VIAL = Pattern.compile("\\bper (single )?((use|dose) )?vial\\b");

  private static final String VIAL = "{vial}";

  private static final Map<Pattern, String> REFUSALS = refusals();

  /**
   * The companion enzyme of a subcutaneous form is named after the amount and has no amount of its
   * own.
   */
  private static final Pattern HYALURONIDASE = Pattern.compile(" and hyaluronidase(-[a-z]{4})?");

  private static final Pattern SEVERAL_DRUGS =
      Pattern.compile(" and | with |; (?!oral)|[a-z]{3}/[a-z]{3}| plus ");
  private static final Pattern PARENTHESIS = Pattern.compile("\\([^()]*\\)");

  private DosageText() {}

  /**
   * Returns the dosage that the text states; never throws: a text without any dosage is refused
   * like one with two.
   */
  public static StatedDosage read(String text) {
    String words = normalised(text);
    String billed = EQUALS_ONE_UNIT.matcher(BESIDE.matcher(words).replaceAll("")).replaceAll("");
    List<DosageAmount> amounts = DosageAmount.in(billed);
    Matcher vial = PER_VIAL.matcher(billed);
    if (amounts.isEmpty() && vial.find()) {
      return new StatedDosage.Certain(BigDecimal.ONE, VIAL, vial.group());
    }
    for (Map.Entry<Pattern, String> refusal : REFUSALS.entrySet()) {
      Matcher found = refusal.getKey().matcher(billed);
      if (found.find()) {
        return new StatedDosage.NotCertain(
            tail(billed, amounts, found.start()), refusal.getValue());
      }
    }
    if (amounts.isEmpty()) {
      return new StatedDosage.NotCertain("", "The text states no amount.");
    }
    if (amounts.size() > 1) {
      return new StatedDosage.NotCertain(
          tail(billed, amounts, billed.length()), "The text states several amounts.");
    }
    return single(billed, amounts.get(0));
  }

  private static StatedDosage single(String billed, DosageAmount amount) {
    String around =
        billed.substring(0, amount.start())
            + " "
            + HYALURONIDASE.matcher(billed.substring(amount.end())).replaceFirst("");
    boolean several = SEVERAL_DRUGS.matcher(PARENTHESIS.matcher(around).replaceAll("")).find();
    if (several && !amount.isVolumeOrArea()) {
      return new StatedDosage.NotCertain(amount.text(), "One amount is stated for several drugs.");
    }
    return new StatedDosage.Certain(amount.value(), amount.unit(), amount.text());
  }

  private static String normalised(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("\\bi\\. ?u\\.", "iu")
        // Releases until 2013 print a blank behind the decimal point: "0. 5 mg" is half a
        // milligram.
        .replaceAll("(?<=[0-9])\\. (?=[0-9])", ".")
        .replaceAll("(?<=[0-9]),(?=[0-9]{3}\\b)", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String tail(String words, List<DosageAmount> amounts, int otherwise) {
    int from = amounts.isEmpty() ? otherwise : Math.min(otherwise, amounts.get(0).start());
    return from >= words.length() ? "" : words.substring(from).strip();
  }

  private static Map<Pattern, String> refusals() {
    Map<Pattern, String> refusals = new LinkedHashMap<>();
    refusals.put(
        Pattern.compile("\\b(less|greater) than\\b|\\bminimum\\b|\\bover [0-9]"),
        "The text states a bound, not an amount.");
    refusals.put(
        Pattern.compile("\\bper (study |therapeutic )?dose\\b|" + PER_VIAL.pattern()),
        "The unit is a dose or a vial, not an amount.");
    refusals.put(
        Pattern.compile(
            "\\bper (instillation|infusion|treatment|implant|applicator|day|month)\\b"
                + "|\\beach\\b|\\bea\\b|applicator|dosage form"),
        "The unit is a piece or a service, not an amount.");
    refusals.put(
        Pattern.compile("\\bcells\\b|plaque forming|\\bpfu\\b|vector genomes|days of therapy"),
        "The unit is not one of mass, volume or activity.");
    refusals.put(
        Pattern.compile("\\bfactor viii iu\\b|vwf:rco"),
        "The unit is one of two activities of the product, and a record does not say which.");
    return refusals;
  }
}
