package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An ended code and the code to use after it.
 *
 * @param from the day after the last day of the ended code
 * @param unitsRatio how many units of the successor hold one unit of the ended code; absent where a
 *     dosage is not certain
 * @param source in words
 */
public record Succession(
    String ended,
    String successor,
    LocalDate from,
    Optional<BigDecimal> unitsRatio,
    String source) {}
