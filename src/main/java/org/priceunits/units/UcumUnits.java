package org.priceunits.units;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.priceunits.domain.dose.Units;

/**
 * Converts metric masses and volumes by UCUM's own definitions. Everything else is refused: units
 * of activity do not convert, and the UCUM library takes annotations, percent and mol for numbers
 * that they are not, and rounds customary units to the digits it was given.
 */
public final class UcumUnits implements Units {
  /** Metric units convert by powers of ten, which the library gives exactly. */
  private static final Set<String> METRIC =
      Set.of(
          "kg", "g", "mg", "ug", "ng", "pg", "L", "l", "dL", "cL", "mL", "ml", "uL", "ul", "m3",
          "dm3", "cm3", "mm3");

  private static final int DIGITS = 40;

  private final UcumEssenceService ucum;
  private final ConcurrentHashMap<String, Optional<BigDecimal>> factors = new ConcurrentHashMap<>();

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

  @Override
  public Optional<BigDecimal> factor(String from, String to) {
    if (from.equals(to)) {
      return Optional.of(BigDecimal.ONE);
    }
    if (!METRIC.contains(from) || !METRIC.contains(to)) {
      return Optional.empty();
    }
    return factors.computeIfAbsent(from + ">" + to, pair -> convert(from, to));
  }

  private Optional<BigDecimal> convert(String from, String to) {
    try {
      if (!ucum.isComparable(from, to)) {
        return Optional.empty();
      }
      // The library rounds to the digits of its input, so the one goes in with all of them.
      Decimal one = new Decimal("1." + "0".repeat(DIGITS));
      return Optional.of(
          new BigDecimal(ucum.convert(one, from, to).asDecimal()).stripTrailingZeros());
    } catch (UcumException e) {
      return Optional.empty();
    }
  }
}
