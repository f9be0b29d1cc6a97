package org.priceunits.loading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.priceunits.loading.cms.DosageText;
import org.priceunits.loading.cms.NocLimit;
import org.priceunits.loading.cms.RejectedLine;
import org.priceunits.loading.cms.StatedDosage;

/**
 * The rows of a table of drugs without a code of their own that agree on the limit of their drug.
 * Rows of one drug and amount that state different limits would price one package twice, so none of
 * them is taken.
 */
final class NocPrices {
  private static final Map<String, Integer> DECIMALS_OF_MICROGRAM =
      Map.of("ug", 0, "mg", 3, "g", 6);

  private final List<NocLimit> agreed = new ArrayList<>();
  private final List<RejectedLine> rejected;

  NocPrices(List<NocLimit> limits, List<RejectedLine> rejected) {
    this.rejected = new ArrayList<>(rejected);
    Map<String, List<NocLimit>> byDrug = new LinkedHashMap<>();
    limits.forEach(
        limit -> byDrug.computeIfAbsent(drug(limit), any -> new ArrayList<>(1)).add(limit));
    byDrug.values().forEach(this::add);
    this.rejected.sort(Comparator.comparingInt(RejectedLine::line));
  }

  /** Returns one row of each drug. */
  List<NocLimit> agreed() {
    return agreed;
  }

  /** Returns the lines that were left out, with the reason of each. */
  List<RejectedLine> rejected() {
    return rejected;
  }

  /** Returns a drug's name in the form in which names are compared. */
  static String name(String drug) {
    return drug.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
  }

  private void add(List<NocLimit> rows) {
    NocLimit first = rows.get(0);
    if (rows.stream().allMatch(row -> row.amount().compareTo(first.amount()) == 0)) {
      agreed.add(first);
      return;
    }
    for (NocLimit row : rows) {
      NocLimit other =
          rows.stream()
              .filter(each -> each.amount().compareTo(row.amount()) != 0)
              .findFirst()
              .orElseThrow();
      rejected.add(
          new RejectedLine(
              row.line(),
              "'%s' has the limit %s here and %s in line %d; none is taken."
                  .formatted(
                      row.drug(),
                      row.amount().toPlainString(),
                      other.amount().toPlainString(),
                      other.line())));
    }
  }

  /** Returns the name and the amount, in whichever unit it is written. */
  private static String drug(NocLimit limit) {
    if (!(DosageText.read(limit.dosageText()) instanceof StatedDosage.Certain amount)) {
      return name(limit.drug()) + "|" + limit.dosageText();
    }
    Integer decimals = DECIMALS_OF_MICROGRAM.get(amount.unit());
    BigDecimal value = amount.value().movePointRight(decimals == null ? 0 : decimals);
    String unit = decimals != null ? "ug" : amount.unit().startsWith("[") ? "[U]" : amount.unit();
    return name(limit.drug()) + "|" + value.stripTrailingZeros().toPlainString() + " " + unit;
  }
}
