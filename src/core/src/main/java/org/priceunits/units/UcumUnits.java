package org.priceunits.units;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Units;

/**
 * Converts metric masses, volumes, areas and radioactivity by UCUM's own definitions, and the
 * customary units that a chart may contain by their defined metric values. Everything else is
 * refused: units of biological activity do not convert, and the UCUM library treats annotations,
 * percent and mol as numbers, which they are not.
 */
public final class UcumUnits implements Units {
  /** Metric units convert by powers of ten, which the library computes exactly. */
  private static final Set<String> METRIC =
      Set.of(
          "kg", "g", "mg", "ug", "ng", "pg", "L", "l", "dL", "cL", "mL", "ml", "uL", "ul", "m3",
          "dm3", "cm3", "mm3", "m2", "dm2", "cm2", "mm2", "Bq", "kBq", "MBq", "GBq");

  /**
   * Units defined as an exact number of metric ones; the library would round them to the digits of
   * its input. Curie: 3.7 x 10^10 becquerel. Avoirdupois pound: 0.45359237 kg, 16 ounces, 7,000
   * grains. US gallon: 231 cubic inches of 25.4 mm, 128 fluid ounces; a fluid ounce is two
   * tablespoons or six teaspoons (NIST Handbook 44, appendix C).
   */
  private static final Map<String, Metric> DEFINED =
      Map.of(
          "Ci", new Metric(new BigDecimal("37"), "GBq"),
          "mCi", new Metric(new BigDecimal("37"), "MBq"),
          "uCi", new Metric(new BigDecimal("37"), "kBq"),
          "[lb_av]", new Metric(new BigDecimal("453.59237"), "g"),
          "[oz_av]", new Metric(new BigDecimal("28.349523125"), "g"),
          "[gr]", new Metric(new BigDecimal("64.79891"), "mg"),
          "[foz_us]", new Metric(new BigDecimal("29.5735295625"), "mL"),
          "[tbs_us]", new Metric(new BigDecimal("14.78676478125"), "mL"),
          "[tsp_us]", new Metric(new BigDecimal("4.92892159375"), "mL"));

  private static final int DIGITS = 40;

  private final UcumEssenceService ucum;
  private final ConcurrentHashMap<Pair, Optional<Quotient>> factors = new ConcurrentHashMap<>();

  public UcumUnits() {
    try (InputStream essence = UcumUnits.class.getResourceAsStream("/ucum-essence.xml")) {
      if (essence == null) {
        throw new IllegalStateException("ucum-essence.xml is missing on the class path");
      }
      this.ucum = new UcumEssenceService(essence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UcumException e) {
      throw new IllegalStateException("ucum-essence.xml cannot be read", e);
    }
  }

  /** A number of a metric unit. */
  private record Metric(BigDecimal count, String unit) {}

  private record Pair(String from, String to) {}

  @Override
  public Optional<Quotient> factor(String from, String to) {
    if (from.equals(to)) {
      return Optional.of(Quotient.of(BigDecimal.ONE));
    }
    Pair pair = new Pair(from, to);
    Optional<Quotient> known = factors.get(pair);
    if (known != null) {
      return known;
    }
    Optional<Metric> source = metric(from);
    Optional<Metric> target = metric(to);
    // Units that a caller invents are not cached.
    if (source.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    Optional<Quotient> factor = quotient(source.get(), target.get());
    factors.put(pair, factor);
    return factor;
  }

  private static Optional<Metric> metric(String unit) {
    return METRIC.contains(unit)
        ? Optional.of(new Metric(BigDecimal.ONE, unit))
        : Optional.ofNullable(DEFINED.get(unit));
  }

  private Optional<Quotient> quotient(Metric from, Metric to) {
    return convert(from.unit(), to.unit())
        .map(ten -> new Quotient(ten.multiply(from.count()), to.count()));
  }

  private Optional<BigDecimal> convert(String from, String to) {
    try {
      if (!ucum.isComparable(from, to)) {
        return Optional.empty();
      }
      // The library rounds to the digits of its input, so the 1 is given with all of them.
      Decimal one = new Decimal("1." + "0".repeat(DIGITS));
      return Optional.of(
          new BigDecimal(ucum.convert(one, from, to).asDecimal()).stripTrailingZeros());
    } catch (UcumException e) {
      return Optional.empty();
    }
  }
}
