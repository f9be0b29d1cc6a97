package org.priceunits.loading.write;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.Quarter;

/**
 * The days that a set of crosswalks covers. A pair of the first quarter was there before, nobody
 * knows since when; a pair of the newest quarter goes on.
 */
record CrosswalkSpan(LocalDate first, LocalDate last) {

  static CrosswalkSpan of(List<PackageRow> rows) {
    LocalDate first =
        rows.stream().map(PackageRow::from).min(LocalDate::compareTo).orElse(LocalDate.MIN);
    LocalDate last =
        rows.stream().map(PackageRow::to).max(LocalDate::compareTo).orElse(LocalDate.MAX);
    return new CrosswalkSpan(first, last);
  }

  /**
   * The day on which the crosswalks first name the pair; null where they may have named it earlier.
   */
  @Nullable LocalDate knownFrom(PackageRow row) {
    return row.from().equals(first) ? null : row.from();
  }

  /** The last day on which they name it; null while they do. */
  @Nullable LocalDate knownTo(PackageRow row) {
    return row.to().equals(last) ? null : row.to();
  }

  String version() {
    return Quarter.of(last).toString();
  }
}
