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
 * @param earlier whether the claim names an earlier one (REF F8)
 * @param meaning what such a claim does, after "a claim that"
 */
record FrequencyCode(String code, Effect effect, Earlier earlier, String meaning) {
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

  /** Whether a claim names an earlier one. */
  enum Earlier {
    YES,
    /** Payers differ on what adds to a bill. */
    MAY,
    NO
  }

  /** Returns true if the claim has to name an earlier one. */
  boolean mustName() {
    return earlier == Earlier.YES;
  }

  /** Returns true if the claim can name an earlier one. */
  boolean mayName() {
    return earlier != Earlier.NO;
  }

  /** Returns what a code means; empty for one that is none. */
  static Optional<FrequencyCode> of(String code) {
    return Optional.ofNullable(CODES.get(code));
  }

  private static FrequencyCode of(CSVRecord row) {
    return new FrequencyCode(
        row.get("code"),
        Effect.valueOf(row.get("effect").toUpperCase(Locale.ROOT)),
        Earlier.valueOf(row.get("earlier").toUpperCase(Locale.ROOT)),
        row.get("meaning"));
  }
}
