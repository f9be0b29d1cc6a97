package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Medicare's payment limit for an amount of a drug that has no code of its own (NOC), in one
 * quarter.
 *
 * @param drug the drug's generic name as printed, which the NOC crosswalk repeats
 * @param dosageText the amount that the limit is for
 * @param amount USD for that amount
 * @param from first day of the period in the file's title
 * @param to last day of that period
 */
public record NocLimit(
    int line, String drug, String dosageText, BigDecimal amount, LocalDate from, LocalDate to) {}
