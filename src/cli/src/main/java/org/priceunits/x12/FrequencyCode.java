package org.priceunits.x12;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;

/**
 * A claim frequency, from the table {@code frequencies.csv}.
 *
 * @param namesEarlier true if the claim names the one that it changes (REF F8)
 * @param meaning what such a claim does, after "a claim that"
 */
record FrequencyCode(String code, Effect effect, boolean namesEarlier, String meaning) {
  private static final Map<String, FrequencyCode> CODES =
      Table.rows("frequencies.csv").stream()
          .map(FrequencyCode::of)
          .collect(Collectors.toUnmodifiableMap(FrequencyCode::code, Function.identity()));

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

  private static FrequencyCode of(CSVRecord row) {
    return new FrequencyCode(
        row.get("code"),
        Effect.valueOf(row.get("effect").toUpperCase(Locale.ROOT)),
        row.get("earlier").equals("yes"),
        row.get("meaning"));
  }
}
