package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.FhirValues;

/** The time that an administration took. */
final class Periods {
  private Periods() {}

  /** Returns how long a period lasts; null if one of its ends has no time of day with an offset. */
  static @Nullable BigDecimal milliseconds(Period period) {
    return timed(period.getStartElement()) && timed(period.getEndElement())
        ? BigDecimal.valueOf(period.getEnd().getTime())
            .subtract(BigDecimal.valueOf(period.getStart().getTime()))
        : null;
  }

  /** Returns what is wrong with a period; empty if one administration can have taken it. */
  static Optional<String> fault(Period period) {
    Optional<LocalDate> first = FhirValues.day(period.getStartElement());
    Optional<LocalDate> last = FhirValues.day(period.getEndElement());
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal length = milliseconds(period);
    boolean reversed = length == null ? last.get().isBefore(first.get()) : length.signum() < 0;
    if (reversed) {
      return Optional.of(
          "effectivePeriod ends (%s) before it starts (%s). Correct it."
              .formatted(
                  period.getEndElement().getValueAsString(),
                  period.getStartElement().getValueAsString()));
    }
    return last.get().isBefore(first.get().plusYears(1))
        ? Optional.empty()
        : Optional.of(
            "effectivePeriod lasts a year or more (%s to %s), which no one administration does. Correct it."
                .formatted(
                    period.getStartElement().getValueAsString(),
                    period.getEndElement().getValueAsString()));
  }

  private static boolean timed(DateTimeType time) {
    return ServiceDayReader.hasOffset(time);
  }
}
