package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.priceunits.loading.cms.Quarter;

/**
 * A Medicare payment limit and its posting.
 *
 * @param amount USD per billing unit
 * @param coinsurance the patient's share in percent; null if it is not known
 * @param from first day of the quarter
 * @param to last day of the quarter
 * @param posted the day of publication; the quarter's first day if unknown
 * @param source the file and its content, as text
 */
public record PublishedLimit(
    String code,
    BigDecimal amount,
    @Nullable BigDecimal coinsurance,
    LocalDate from,
    LocalDate to,
    LocalDate posted,
    String source) {

  String id() {
    return String.format("fee-medicare-%s-%s-%s", code, Quarter.of(from), version())
        .toLowerCase(Locale.ROOT);
  }

  /** Returns the posting date as yyyyMMdd, so that a reposted limit is a later version. */
  public String version() {
    return posted.toString().replace("-", "");
  }
}
