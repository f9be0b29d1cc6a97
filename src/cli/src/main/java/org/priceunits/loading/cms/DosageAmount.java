package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with a unit found in a normalized text, as UCUM. */
record DosageAmount(BigDecimal value, String unit, String text, int start, int end) {

  /** The words that CMS uses for units, with their UCUM codes. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("mg|milligrams?", "mg"),
          Map.entry("mcg|micrograms?", "ug"),
          Map.entry("gm|gms|g|grams?", "g"),
          Map.entry("ml|milliliters?|cc|cubic cen(?:ti|it)meters?", "mL"),
          Map.entry("iu|international units?", "[iU]"),
          Map.entry("usp units?", "[USP'U]"),
          Map.entry("units?", "[U]"),
          Map.entry("meq", "meq"),
          Map.entry("mci|millicuries?", "mCi"),
          Map.entry("uci|microcuries?", "uCi"),
          Map.entry("sq cm|square cen(?:ti|it)meters?", "cm2"));

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?:(?<![\\w.-])(?<number>[0-9]*\\.?[0-9]+) ?(?<million>million )?|\\bper )(?<unit>"
              + String.join("|", UNITS.keySet())
              + ")\\b(?!/m)");

  /** "Per unit" without a number may mean a piece; for the other units it means one. */
  private static final Pattern PIECE = Pattern.compile("units?");

  static List<DosageAmount> in(String words) {
    List<DosageAmount> amounts = new ArrayList<>();
    Matcher found = AMOUNT.matcher(words);
    while (found.find()) {
      String number = found.group("number");
      if (number != null || !PIECE.matcher(found.group("unit")).matches()) {
        amounts.add(of(found, number == null ? "1" : number));
      }
    }
    return amounts;
  }

  private static DosageAmount of(Matcher found, String number) {
    BigDecimal value = new BigDecimal(number);
    if (found.group("million") != null) {
      value = value.movePointRight(6);
    }
    return new DosageAmount(
        value, ucum(found.group("unit")), found.group().strip(), found.start(), found.end());
  }

  private static String ucum(String word) {
    return UNITS.entrySet().stream()
        .filter(unit -> word.matches(unit.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  boolean isVolumeOrArea() {
    return unit.equals("mL") || unit.equals("cm2");
  }
}
