package org.priceunits.loading.fda;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads which container the FDA's words name: VIAL, SINGLE-DOSE; Pre-Filled Syringe. */
public final class ContainerWords {
  private static final Map<String, String> UNITS =
      Map.of(
          "VIAL", "{vial}",
          "AMPULE", "{ampule}",
          "SYRINGE", "{syringe}",
          "AUTOINJECTOR", "{pen}",
          "PEN", "{pen}",
          "CARTRIDGE", "{cartridge}",
          "BOTTLE", "{bottle}",
          "BAG", "{bag}");

  private static final Pattern BETWEEN = Pattern.compile("[^A-Z]+");

  private ContainerWords() {}

  /**
   * Returns the UCUM annotation that counts the container; empty if the words name none, or
   * several.
   */
  public static Optional<String> unit(String words) {
    Set<String> named = new HashSet<>();
    BETWEEN
        .splitAsStream(words.toUpperCase(Locale.ROOT))
        .filter(UNITS::containsKey)
        .map(UNITS::get)
        .forEach(named::add);
    return named.size() == 1 ? Optional.of(named.iterator().next()) : Optional.empty();
  }
}
