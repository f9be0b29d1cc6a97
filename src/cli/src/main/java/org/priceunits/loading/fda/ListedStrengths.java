package org.priceunits.loading.fda;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a strength of the NDC Directory: the number "2.5" with the unit "mg/.5mL", or "500" with
 * "mg/1", which is an amount in one piece or one container.
 */
final class ListedStrengths {
  private static final Pattern UNIT = Pattern.compile("(\\S+?)/([0-9]*\\.?[0-9]*)(mL|L|g|1)?");
  private static final Map<String, String> AMOUNTS =
      Map.ofEntries(
          Map.entry("kg", "kg"),
          Map.entry("g", "g"),
          Map.entry("mg", "mg"),
          Map.entry("ug", "ug"),
          Map.entry("mcg", "ug"),
          Map.entry("ng", "ng"),
          Map.entry("mL", "mL"),
          Map.entry("[iU]", "[iU]"),
          Map.entry("[USP'U]", "[USP'U]"),
          Map.entry("U", "[U]"));
  private static final BigDecimal LITRE = BigDecimal.valueOf(1000);

  private ListedStrengths() {}

  /**
   * Returns the strength; empty for several substances and for a unit that is no mass, volume or
   * activity.
   */
  static Optional<NdcListing.Strength> read(String number, String unit) {
    Matcher matcher = UNIT.matcher(unit.strip());
    if (!matcher.matches() || !AMOUNTS.containsKey(matcher.group(1))) {
      return Optional.empty();
    }
    Optional<BigDecimal> amount = decimal(number.strip());
    String per = String.valueOf(matcher.group(3));
    // "mg/1": the one belongs to the number.
    boolean piece = matcher.group(3) == null || per.equals("1");
    Optional<BigDecimal> volume =
        matcher.group(2).isEmpty() ? Optional.of(BigDecimal.ONE) : decimal(matcher.group(2));
    if (amount.isEmpty() || volume.isEmpty()) {
      return Optional.empty();
    }
    if (piece) {
      boolean one = volume.get().compareTo(BigDecimal.ONE) == 0;
      return one
          ? Optional.of(
              new NdcListing.Strength(
                  amount.get(), AMOUNTS.get(matcher.group(1)), BigDecimal.ONE, "{each}"))
          : Optional.empty();
    }
    boolean litre = per.equals("L");
    return Optional.of(
        new NdcListing.Strength(
            amount.get(),
            AMOUNTS.get(matcher.group(1)),
            litre ? volume.get().multiply(LITRE) : volume.get(),
            litre ? "mL" : per));
  }

  private static Optional<BigDecimal> decimal(String text) {
    return text.matches("[0-9]{0,9}\\.?[0-9]{1,9}") && new BigDecimal(text).signum() > 0
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
