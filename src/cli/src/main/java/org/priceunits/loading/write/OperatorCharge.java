package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The operator's charge for one billing unit.
 *
 * @param code HCPCS code
 * @param ndc the only package that it applies to, eleven digits; absent if it applies to all
 * @param from first date of service
 * @param to last date of service; absent if it is open
 * @param usd USD per billing unit
 * @param source the file, as text
 */
public record OperatorCharge(
    String code,
    @Nullable String ndc,
    LocalDate from,
    @Nullable LocalDate to,
    BigDecimal usd,
    String source) {

  /**
   * Returns the id. The same code, package and first day give the same id, so that a correction
   * replaces the charge.
   */
  String id() {
    return ("charge-" + code + (ndc == null ? "" : "-" + ndc) + "-" + version())
        .toLowerCase(Locale.ROOT);
  }

  String version() {
    return from.toString().replace("-", "");
  }
}
