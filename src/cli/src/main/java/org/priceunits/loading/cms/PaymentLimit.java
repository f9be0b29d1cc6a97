package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Medicare's payment limit for one billing unit in one quarter.
 *
 * @param dosageText the dosage in the file's wording, a second source beside the long description
 * @param amount USD per billing unit, with the file's three decimals
 * @param coinsurance the patient's share in percent; null if the file does not state it
 * @param from first day of the period in the file's title
 * @param to last day of that period
 */
public record PaymentLimit(
    int line,
    String code,
    String dosageText,
    BigDecimal amount,
    @Nullable BigDecimal coinsurance,
    LocalDate from,
    LocalDate to) {}
