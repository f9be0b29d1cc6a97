package org.priceunits.loading;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Validity;
import org.priceunits.loading.write.OperatorCharge;

/**
 * Reads an operator's charges: csv in UTF-8 with the headings code, from, to, usd and, for charges
 * of one package, ndc. An empty {@code to} is open. It is the operator's own file, so a single
 * unreadable line refuses all of it.
 */
final class ChargeFile {
  private static final List<String> NEEDED = List.of("code", "from", "to", "usd");
  private static final String NDC = "ndc";
  private static final Pattern USD = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setIgnoreSurroundingSpaces(true)
          .get();

  private final String source;
  private final List<OperatorCharge> charges = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * @param name name of the file, for the description of each charge
   */
  ChargeFile(String name) {
    this.source = "Operator's charge: " + name;
  }

  /** Reads all lines; {@link #faults()} then returns their faults. */
  List<OperatorCharge> read(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    long line = 1;
    try (CSVParser csv = CSVParser.parse(new StringReader(plain), FORMAT)) {
      List<String> headings =
          csv.getHeaderNames().stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
      if (!headings.containsAll(NEEDED)) {
        faults.add("line 1: the headings code, from, to and usd are needed, ndc may be added.");
        return List.of();
      }
      // Before a record is read, the parser is on the line before it.
      line = csv.getCurrentLineNumber() + 1;
      for (CSVRecord row : csv) {
        line(row, line);
        line = csv.getCurrentLineNumber() + 1;
      }
    } catch (IllegalArgumentException e) {
      faults.add("line 1: " + e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      faults.add("line " + line + ": its quotes do not match, so no row after it can be trusted.");
    }
    return List.copyOf(charges);
  }

  /** Returns a sentence for each line that cannot be read, with its number. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  private void line(CSVRecord row, long line) {
    String fault = row.isConsistent() ? add(row, line) : "it has not as many cells as the headings";
    if (fault != null) {
      faults.add("line " + line + ": " + fault + ".");
    }
  }

  private @Nullable String add(CSVRecord row, long line) {
    String code = row.get("code");
    String stated = row.isMapped(NDC) ? row.get(NDC) : "";
    Optional<Ndc> ndc = Ndc.of(stated);
    Optional<LocalDate> from = day(row.get("from"));
    Optional<LocalDate> to = day(row.get("to"));
    if (HcpcsCode.of(code).isEmpty()) {
      return "'" + code + "' is not a HCPCS Level II code";
    }
    if (!stated.isEmpty() && ndc.isEmpty()) {
      return "'" + stated + "' is not an NDC";
    }
    if (from.isEmpty() || to.isEmpty() && !row.get("to").isEmpty()) {
      return "from and to are days such as 2025-07-01; only to may be empty";
    }
    if (to.isPresent() && to.get().isBefore(from.get())) {
      return "it ends before it starts";
    }
    if (!USD.matcher(row.get("usd")).matches()) {
      return "'" + row.get("usd") + "' is not an amount in USD such as 2500.00";
    }
    OperatorCharge charge =
        new OperatorCharge(
            code,
            ndc.map(Ndc::value).orElse(null),
            from.get(),
            to.orElse(null),
            new BigDecimal(row.get("usd")),
            source);
    Optional<Long> earlier = overlap(charge);
    if (earlier.isPresent()) {
      return "line " + earlier.get() + " has a charge for the same days already";
    }
    charges.add(charge);
    lines.add(line);
    return null;
  }

  private Optional<Long> overlap(OperatorCharge charge) {
    for (int i = 0; i < charges.size(); i++) {
      OperatorCharge other = charges.get(i);
      boolean same =
          other.code().equals(charge.code())
              && Optional.ofNullable(other.ndc()).equals(Optional.ofNullable(charge.ndc()));
      if (same && (validity(other).on(charge.from()) || validity(charge).on(other.from()))) {
        return Optional.of(lines.get(i));
      }
    }
    return Optional.empty();
  }

  private static Validity validity(OperatorCharge charge) {
    return new Validity(charge.from(), charge.to());
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
