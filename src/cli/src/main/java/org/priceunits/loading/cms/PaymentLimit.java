package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Medicare's payment limit for one billing unit in one quarter.
 *
 * @param dosageText the dosage in the file's wording, a second source beside the long description
 * @param amount USD per billing unit, with the file's three decimals
 * @param from first day of the period in the file's title
 * @param to last day of that period
 */
public record PaymentLimit(
    int line, String code, String dosageText, BigDecimal amount, LocalDate from, LocalDate to) {}
