package org.priceunits.loading.write;

import java.time.LocalDate;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/** Creates a Period of whole days, open if a day is null. */
final class Periods {
  private Periods() {}

  static Period of(@Nullable LocalDate from, @Nullable LocalDate to) {
    Period period = new Period();
    if (from != null) {
      period.setStartElement(new DateTimeType(from.toString()));
    }
    if (to != null) {
      period.setEndElement(new DateTimeType(to.toString()));
    }
    return period;
  }
}
