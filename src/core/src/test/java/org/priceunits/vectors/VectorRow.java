package org.priceunits.vectors;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A worked case: the data given and stated, and the expected lines and issues. */
public record VectorRow(
    String id,
    String drug,
    String code,
    List<Given> given,
    String payer,
    List<String> modifiers,
    String status,
    List<Line> lines,
    List<String> issues,
    BigDecimal total) {
  private static final Pattern CONTAINER = Pattern.compile("(\\d+)x(\\S+) (\\S+) (SDV|MDV)");
  private static final Pattern LINE =
      Pattern.compile(
          "(?:(\\d+) x )?([A-Z]\\d{4})\\*(\\d+)(?:\\[([^]]*)])?(?:, total ([0-9.]+) USD.*)?");

  /** One administration of the case. */
  public record Given(
      LocalDate date, Amount dose, Container container, Amount discarded, String distinct) {}

  public record Amount(BigDecimal value, String unit) {
    static Amount of(String text) {
      String[] parts = text.strip().split(" ");
      return new Amount(new BigDecimal(parts[0]), parts[1]);
    }
  }

  public record Container(int count, Amount size, boolean multiDose, boolean shared) {}

  /** An expected line; an optional modifier may be present or absent. */
  public record Line(String code, int units, List<String> modifiers, boolean modifiersOptional) {}

  public static List<VectorRow> all() {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(VectorRow.class.getResourceAsStream("/vectors/price-units.csv")),
            StandardCharsets.UTF_8)) {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(reader)
          .stream()
          .map(VectorRow::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static VectorRow of(CSVRecord row) {
    List<Line> lines = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    for (String text : row.get("expect_lines").split(";")) {
      Matcher m = LINE.matcher(text.strip());
      if (m.matches()) {
        int times = m.group(1) == null ? 1 : Integer.parseInt(m.group(1));
        for (int i = 0; i < times; i++) {
          lines.add(line(m));
        }
        total = m.group(5) == null ? total : new BigDecimal(m.group(5));
      }
    }
    List<String> issues =
        Arrays.stream(row.get("expect_issues").split(";"))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
    List<String> modifiers =
        Arrays.stream(row.get("modifiers").split(" ")).filter(s -> !s.isEmpty()).toList();
    return new VectorRow(
        row.get("id"),
        row.get("drug"),
        row.get("code"),
        given(row),
        row.get("payer"),
        modifiers,
        row.get("status"),
        lines,
        issues,
        total);
  }

  private static Line line(Matcher m) {
    String inBrackets = m.group(4) == null ? "" : m.group(4);
    boolean optional = inBrackets.startsWith("(");
    List<String> modifiers =
        Arrays.stream(inBrackets.replaceAll("[()]", "").split(" "))
            .filter(s -> !s.isEmpty())
            .toList();
    return new Line(m.group(2), Integer.parseInt(m.group(3)), modifiers, optional);
  }

  private static List<Given> given(CSVRecord row) {
    List<LocalDate> dates = dates(row.get("date"));
    String dose = row.get("dose").replace(" each day", "");
    // The waste record has its amount as the dose.
    String amount = dose.isEmpty() ? row.get("discarded") : dose;
    List<String> doses = List.of(amount.split(" \\+ | and "));
    boolean firstOnly = dose.contains(" + ");
    boolean wasteRecord = dose.isEmpty();
    List<Given> given = new ArrayList<>();
    int count = Math.max(dates.size(), doses.size());
    for (int i = 0; i < count; i++) {
      boolean has = i == 0 || !firstOnly;
      String distinct = row.get("distinct");
      String own =
          distinct.endsWith(" on the second") ? (i == 1 ? distinct.split(" ")[0] : "") : distinct;
      given.add(
          new Given(
              dates.get(Math.min(i, dates.size() - 1)),
              Amount.of(doses.get(Math.min(i, doses.size() - 1))),
              has ? container(row) : null,
              has && !wasteRecord && !row.get("discarded").isEmpty()
                  ? Amount.of(row.get("discarded").replace(" each", ""))
                  : null,
              own));
    }
    return given;
  }

  private static List<LocalDate> dates(String text) {
    String[] ends = text.split("\\.\\.");
    LocalDate first = LocalDate.parse(ends[0]);
    return ends.length == 1
        ? List.of(first)
        : first.datesUntil(LocalDate.parse(ends[1]).plusDays(1)).toList();
  }

  private static Container container(CSVRecord row) {
    Matcher m = CONTAINER.matcher(row.get("containers"));
    return m.lookingAt()
        ? new Container(
            Integer.parseInt(m.group(1)),
            new Amount(new BigDecimal(m.group(2)), m.group(3)),
            m.group(4).equals("MDV"),
            row.get("shared").equals("yes"))
        : null;
  }

  /** Returns true for a row that is a waste record without its administration. */
  public boolean isWasteRecord() {
    return status.equals("not-done");
  }

  @Override
  public String toString() {
    return id + " " + drug + " " + given.get(0).date();
  }
}
