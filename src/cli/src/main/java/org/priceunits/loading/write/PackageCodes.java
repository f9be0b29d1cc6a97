package org.priceunits.loading.write;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.Quarter;

/**
 * Determines the codes that bill each package, and their dates. A pair is valid while its code is.
 * The crosswalk narrows that in two cases only: a pair that first appears in a later crosswalk
 * starts with that quarter, and a pair that has left the crosswalk ended with its last quarter. A
 * pair of the very first crosswalk starts with its code, since that crosswalk is merely the first
 * one read.
 */
public final class PackageCodes {
  private final Map<String, HcpcsRecord> codes;

  public PackageCodes(Map<String, HcpcsRecord> codes) {
    this.codes = Map.copyOf(codes);
  }

  /**
   * Returns the pairs of the crosswalks in their order, without pairs whose code is not hosted or
   * whose identifier is not an NDC.
   */
  public List<PackageCode> of(List<PackageRow> rows) {
    CrosswalkSpan span = CrosswalkSpan.of(rows);
    List<PackageCode> pairs = new ArrayList<>();
    for (PackageRow row : rows) {
      Ndc.of(row.ndc())
          .flatMap(
              ndc ->
                  pair(
                      ndc,
                      row.code(),
                      span.knownFrom(row),
                      span.knownTo(row),
                      Quarter.of(row.to())))
          .ifPresent(pairs::add);
    }
    return pairs;
  }

  private Optional<PackageCode> pair(
      Ndc ndc,
      String code,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable Quarter lastNamed) {
    HcpcsRecord hcpcs = codes.get(code);
    return hcpcs == null
        ? Optional.empty()
        : Optional.of(
            new PackageCode(
                ndc, code, later(hcpcs.added(), from), earlier(hcpcs.terminated(), to), lastNamed));
  }

  private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
