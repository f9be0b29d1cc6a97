package org.priceunits.x12;

import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.FhirValues;

/** Reads the days of a line: a date, or a period with both ends. */
final class ServiceDays {
  private ServiceDays() {}

  /**
   * Returns the days; null for none, which is reported, as are days that cannot be.
   *
   * @param path FHIRPath of the line
   * @param today the day of the file
   */
  static @Nullable Days read(ItemComponent item, String path, LocalDate today, Findings findings) {
    Optional<LocalDate> from;
    Optional<LocalDate> to;
    if (item.getServiced() instanceof DateType date) {
      from = FhirValues.day(date);
      to = from;
    } else if (item.getServiced() instanceof Period period) {
      from = FhirValues.day(period.getStartElement());
      to = FhirValues.day(period.getEndElement());
    } else {
      from = Optional.empty();
      to = from;
    }
    if (from.isEmpty() || to.isEmpty()) {
      findings.missing(path + ".serviced", "An 837 needs the day of the line. Add it.");
      return null;
    }
    if (to.get().isBefore(from.get())) {
      findings.notValid(path + ".serviced", "The period ends before it starts. Correct it.");
    } else if (to.get().isAfter(today)) {
      findings.notValid(
          path + ".serviced", "The day of the line is after the day of the file. Correct it.");
    }
    return new Days(from.get(), to.get());
  }
}
