package org.priceunits.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The forms in which {@code price} writes its answer. */
enum OutputFormat {
  TABLE,
  FHIR,
  CSV,
  X12,
  X12_LINES,
  NDJSON;

  /** Reads a format by its name in small letters. */
  static final class ByName implements ITypeConverter<OutputFormat> {
    @Override
    public OutputFormat convert(String value) {
      return Stream.of(values())
          .filter(format -> format.toString().equals(value.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("a format is one of " + Arrays.toString(values())));
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isX12() {
    return this == X12 || this == X12_LINES;
  }

  /** Returns true if {@code --bulk} writes it. */
  boolean isOfBulk() {
    return this == NDJSON || this == CSV;
  }
}
