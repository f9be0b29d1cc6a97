package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An ended code and the code to use after it.
 *
 * @param from the day after the last day of the ended code
 * @param unitsRatio units of the successor that equal one unit of the ended code; absent if a
 *     dosage is not certain
 * @param source the source, as text
 */
public record Succession(
    String ended,
    String successor,
    LocalDate from,
    Optional<BigDecimal> unitsRatio,
    String source) {}
