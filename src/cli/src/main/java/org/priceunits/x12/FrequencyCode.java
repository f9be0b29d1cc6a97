package org.priceunits.x12;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A claim frequency, from the table {@code frequencies.csv}.
 *
 * @param namesEarlier true if the claim names the one that it changes (REF F8)
 * @param meaning what such a claim does, after "a claim that"
 */
record FrequencyCode(String code, Effect effect, boolean namesEarlier, String meaning) {
  private static final String TABLE = "/org/priceunits/x12/frequencies.csv";
  private static final Map<String, FrequencyCode> CODES = read();

  /** What a claim does with what was billed before. */
  enum Effect {
    BILLS,
    REPLACES,
    VOIDS,
    /** It asks for no payment. */
    NONE
  }

  /** Returns what a code means; empty for one that is none. */
  static Optional<FrequencyCode> of(String code) {
    return Optional.ofNullable(CODES.get(code));
  }

  private static Map<String, FrequencyCode> read() {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setCommentMarker('#')
            .setHeader()
            .setSkipHeaderRecord(true)
            .get();
    try (InputStream in = FrequencyCode.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("The table of frequencies is missing from the program.");
      }
      try (CSVParser rows =
          CSVParser.parse(new InputStreamReader(in, StandardCharsets.UTF_8), format)) {
        return rows.stream()
            .map(FrequencyCode::of)
            .collect(Collectors.toUnmodifiableMap(FrequencyCode::code, Function.identity()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FrequencyCode of(CSVRecord row) {
    return new FrequencyCode(
        row.get("code"),
        Effect.valueOf(row.get("effect").toUpperCase(Locale.ROOT)),
        row.get("earlier").equals("yes"),
        row.get("meaning"));
  }
}
