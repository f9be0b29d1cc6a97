package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads CMS's quarterly payment limits ("ASP Pricing File", section 508 version): title rows, a
 * header that begins with {@code HCPCS Code}, one row for each code. A code for which CMS publishes
 * no price ("N/A": the contractor decides) is named. A row without a readable price or without a
 * HCPCS code is rejected, and so are rows that state different limits for one code; a file without
 * the header or without the period in its title is refused.
 */
public final class PaymentLimitFile {
  private static final String CODE = "HCPCS CODE";
  private static final String DOSAGE = "HCPCS CODE DOSAGE";
  private static final String LIMIT = "PAYMENT LIMIT";
  private static final String COINSURANCE = "CO-INSURANCE PERCENTAGE";

  /** The contractors decide the price. */
  private static final String NOT_PUBLISHED = "N/A";

  private static final Pattern PRICE = Pattern.compile("\\$?[0-9,]*\\.?[0-9]+");

  private PaymentLimitFile() {}

  public static Reading<PaymentLimit> read(byte[] file) {
    CsvText csv = CsvText.of(file);
    if (csv.fault() != null) {
      return new Reading.WrongFile<>(csv.fault());
    }
    CsvText.Table table = csv.below(CODE::equals);
    if (!table.columns().keySet().containsAll(List.of(CODE, DOSAGE, LIMIT))) {
      return new Reading.WrongFile<>(
          "This is no file of payment limits: no row has the headings HCPCS Code, HCPCS Code Dosage and Payment Limit.");
    }
    Optional<EffectivePeriod> period = EffectivePeriod.in(csv.rows());
    if (period.isEmpty()) {
      return new Reading.WrongFile<>(
          "The title of this file of payment limits does not say for which days it is effective.");
    }
    List<PaymentLimit> limits = new ArrayList<>();
    List<RejectedLine> rejected = new ArrayList<>();
    List<String> unpublished = new ArrayList<>();
    for (CsvText.Row row : table.rows(rejected)) {
      if (CodeForm.isHcpcs(table.cell(row, CODE))
          && table.cell(row, LIMIT).equalsIgnoreCase(NOT_PUBLISHED)) {
        unpublished.add(table.cell(row, CODE));
        continue;
      }
      PaymentLimit limit = limit(table, row, period.get(), rejected);
      if (limit != null) {
        limits.add(limit);
      }
    }
    return new Reading.Read<>(agreed(limits, rejected), rejected, unpublished);
  }

  /** Rejects codes with two different limits, since the right one is unknown. */
  private static List<PaymentLimit> agreed(List<PaymentLimit> limits, List<RejectedLine> rejected) {
    Map<String, List<PaymentLimit>> byCode =
        limits.stream()
            .collect(
                Collectors.groupingBy(PaymentLimit::code, LinkedHashMap::new, Collectors.toList()));
    List<PaymentLimit> agreed = new ArrayList<>();
    byCode.forEach(
        (code, stated) -> {
          PaymentLimit first = stated.get(0);
          if (stated.stream().allMatch(limit -> limit.amount().compareTo(first.amount()) == 0)) {
            agreed.add(first);
          } else {
            stated.forEach(
                limit ->
                    rejected.add(
                        new RejectedLine(
                            limit.line(),
                            "The rows of %s state different limits; none is taken."
                                .formatted(code))));
          }
        });
    return agreed;
  }

  private static @Nullable PaymentLimit limit(
      CsvText.Table table, CsvText.Row row, EffectivePeriod period, List<RejectedLine> rejected) {
    String code = table.cell(row, CODE);
    String price = table.cell(row, LIMIT);
    if (!CodeForm.isHcpcs(code)) {
      rejected.add(new RejectedLine(row.line(), "'" + code + "' is not a HCPCS Level II code."));
      return null;
    }
    if (!PRICE.matcher(price).matches()) {
      rejected.add(
          new RejectedLine(row.line(), "No limit is published for " + code + ": '" + price + "'."));
      return null;
    }
    BigDecimal amount = new BigDecimal(price.replaceAll("[$,]", ""));
    return new PaymentLimit(
        row.line(),
        code,
        table.cell(row, DOSAGE),
        amount,
        Numbers.decimal(table.cell(row, COINSURANCE)).orElse(null),
        period.from(),
        period.to());
  }
}
