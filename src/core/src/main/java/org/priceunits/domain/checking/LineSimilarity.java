package org.priceunits.domain.checking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;

/**
 * The features in which a billed line and an expected one may agree. The features that two lines
 * share form a number: each bit is a feature and the more significant features have the higher
 * bits, so the greater number means the closer match.
 */
final class LineSimilarity {
  /** The value for all features in common. */
  static final int WHOLE = 127;

  private static final int CODE = 64;
  private static final int DATE = 32;
  private static final int KIND = 16;
  private static final int UNITS = 8;
  private static final int PACKAGE = 2;
  private static final int PACKAGE_AT = 5;

  /** Code, date, kind, units, modifiers, package and place of service. */
  private final List<Object> features;

  private LineSimilarity(Object... features) {
    this.features = List.of(features);
  }

  /**
   * @param discards the modifiers that report discarded drug
   * @param packages the expected packages, among which ten digits without hyphens are looked up
   */
  static LineSimilarity of(BilledLine line, Set<Modifier> discards, Set<Ndc> packages) {
    return new LineSimilarity(
        line.code(),
        Optional.ofNullable(line.date()),
        line.readable().stream().anyMatch(discards::contains),
        line.units().stripTrailingZeros(),
        new HashSet<>(line.readable()),
        Optional.ofNullable(line.ndc())
            .map(
                text ->
                    Ndc.readings(text).stream()
                        .filter(packages::contains)
                        .findFirst()
                        .map(Ndc::value)
                        .orElse(text))
            .orElse(""),
        Optional.ofNullable(line.setting().placeOfService()).orElse(""));
  }

  static LineSimilarity of(ExpectedLine wanted) {
    return new LineSimilarity(
        wanted.line().code().value(),
        Optional.of(wanted.line().date()),
        wanted.isDiscard(),
        wanted.line().units().stripTrailingZeros(),
        new HashSet<>(wanted.line().modifiers()),
        Optional.ofNullable(wanted.line().ndc()).map(Ndc::value).orElse(""),
        wanted.group().placeOfService());
  }

  /**
   * Returns true if lines with these features in common can be the same service. Code and date
   * together suffice; with only one of them, the kind and another feature must agree too.
   */
  static boolean suffices(int common) {
    boolean code = has(common, CODE);
    boolean date = has(common, DATE);
    boolean further =
        code && has(common, UNITS) || date && (has(common, UNITS) || has(common, PACKAGE));
    return code && date || has(common, KIND) && further;
  }

  /**
   * Returns the values of these features; empty if a package is required to match lines and there
   * is none.
   */
  Optional<List<Object>> key(int common) {
    boolean byPackage = !has(common, CODE) && !has(common, UNITS);
    if (byPackage && features.get(PACKAGE_AT).equals("")) {
      return Optional.empty();
    }
    List<Object> key = new ArrayList<>(features.size());
    for (int i = 0; i < features.size(); i++) {
      if (has(common, CODE >> i)) {
        key.add(features.get(i));
      }
    }
    return Optional.of(key);
  }

  private static boolean has(int common, int feature) {
    return (common & feature) != 0;
  }
}
