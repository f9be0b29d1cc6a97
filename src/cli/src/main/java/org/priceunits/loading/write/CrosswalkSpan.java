package org.priceunits.loading.write;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.Quarter;

/**
 * The days that a set of crosswalks covers. A pair of the first quarter existed before, for an
 * unknown time; a pair of the newest quarter continues.
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
   * Returns the day on which the crosswalks first name the pair; null if they may have named it
   * earlier.
   */
  @Nullable LocalDate knownFrom(PackageRow row) {
    return row.from().equals(first) ? null : row.from();
  }

  /** Returns the last day on which they name it; null if they still do. */
  @Nullable LocalDate knownTo(PackageRow row) {
    return row.to().equals(last) ? null : row.to();
  }

  String version() {
    return Quarter.of(last).toString();
  }
}
