package org.priceunits.loading.codes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.priceunits.loading.cms.PaymentLimit;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.write.PublishedLimit;

/** The shipped payment limits, by quarter and posting. */
final class ShippedFees {
  private final Set<String> codes;

  /**
   * @param codes the codes whose limits are kept
   */
  ShippedFees(Set<String> codes) {
    this.codes = Set.copyOf(codes);
  }

  /**
   * Groups the limits by the name of the bundle: {@code fees-2025Q1}, and {@code
   * fees-2025Q1-20250307} for a later posting.
   *
   * @param files the limits read from each file
   */
  Map<String, List<PublishedLimit>> byPosting(Map<SourceFile, List<PaymentLimit>> files) {
    List<PublishedLimit> limits = new ArrayList<>(handKept());
    files.forEach(
        (source, rows) ->
            rows.stream()
                .filter(limit -> codes.contains(limit.code()))
                .forEach(limit -> limits.add(published(limit, source))));
    limits.sort(
        Comparator.comparing(PublishedLimit::from)
            .thenComparing(PublishedLimit::posted)
            .thenComparing(PublishedLimit::code));
    Map<String, List<PublishedLimit>> bundles = new TreeMap<>();
    Map<Quarter, LocalDate> firstPosting = new TreeMap<>();
    for (PublishedLimit limit : limits) {
      Quarter quarter = Quarter.of(limit.from());
      LocalDate first = firstPosting.computeIfAbsent(quarter, any -> limit.posted());
      String name = "fees-" + quarter + (limit.posted().equals(first) ? "" : "-" + limit.version());
      bundles.computeIfAbsent(name, any -> new ArrayList<>()).add(limit);
    }
    return bundles;
  }

  private static PublishedLimit published(PaymentLimit limit, SourceFile source) {
    return new PublishedLimit(
        limit.code(),
        limit.amount(),
        limit.coinsurance(),
        limit.from(),
        limit.to(),
        source.postedOn(),
        "Payment limit of "
            + limit.code()
            + " for "
            + Quarter.of(limit.from())
            + ": CMS, "
            + source.publishedName());
  }

  private static List<PublishedLimit> handKept() {
    return Supplement.table("limits.csv").stream()
        .map(
            row -> {
              LocalDate from = LocalDate.parse(Supplement.cell(row, "from"));
              return new PublishedLimit(
                  Supplement.cell(row, "code"),
                  new BigDecimal(Supplement.cell(row, "amount")),
                  null,
                  from,
                  LocalDate.parse(Supplement.cell(row, "to")),
                  from,
                  Supplement.cell(row, "source"));
            })
        .toList();
  }
}
