package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.priceunits.loading.cms.Quarter;

/**
 * A payment limit of Medicare and its posting.
 *
 * @param amount USD for one billing unit
 * @param from first day of the quarter
 * @param to last day of the quarter
 * @param posted the day of publication; the quarter's first day where that is not known
 * @param source file and what it says, in words
 */
public record PublishedLimit(
    String code, BigDecimal amount, LocalDate from, LocalDate to, LocalDate posted, String source) {

  String id() {
    return String.format("fee-medicare-%s-%s-%s", code, Quarter.of(from), version())
        .toLowerCase(Locale.ROOT);
  }

  /** The posting date as yyyyMMdd, so that a reposted limit is a later version. */
  public String version() {
    return posted.toString().replace("-", "");
  }
}
