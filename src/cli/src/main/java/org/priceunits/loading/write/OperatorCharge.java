package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the operator charges for one billing unit.
 *
 * @param code HCPCS
 * @param ndc the only package that it is for, eleven digits; absent where it is for all
 * @param from first date of service
 * @param to last date of service; absent where it is open
 * @param usd for one billing unit
 * @param source file in words
 */
public record OperatorCharge(
    String code,
    @Nullable String ndc,
    LocalDate from,
    @Nullable LocalDate to,
    BigDecimal usd,
    String source) {

  /** The same code, package and first day give the same id, so that a correction replaces it. */
  String id() {
    return ("charge-" + code + (ndc == null ? "" : "-" + ndc) + "-" + version())
        .toLowerCase(Locale.ROOT);
  }

  String version() {
    return from.toString().replace("-", "");
  }
}
