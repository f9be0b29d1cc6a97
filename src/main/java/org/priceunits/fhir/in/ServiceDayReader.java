package org.priceunits.fhir.in;

import java.time.ZoneId;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration.ServiceDay;

/** Reads the date of service: the start's calendar day at the site. */
final class ServiceDayReader {
  private ServiceDayReader() {}

  /**
   * @param zone the site's; absent where the resource's own offset decides
   * @return empty for a year or a month alone, and for a period without a start
   */
  static Optional<ServiceDay> read(MedicationAdministration administration, @Nullable ZoneId zone) {
    BaseDateTimeType start = start(administration);
    return start == null ? Optional.empty() : read(start, zone);
  }

  private static @Nullable BaseDateTimeType start(MedicationAdministration administration) {
    if (administration.getEffective() instanceof Period period) {
      return period.hasStart() ? period.getStartElement() : null;
    }
    return administration.getEffective() instanceof DateTimeType at ? at : null;
  }

  private static Optional<ServiceDay> read(BaseDateTimeType start, @Nullable ZoneId zone) {
    String text = start.getValueAsString();
    boolean hasTime = text != null && text.indexOf('T') > 0;
    if (zone != null && hasTime) {
      return Optional.of(
          new ServiceDay(start.getValue().toInstant().atZone(zone).toLocalDate(), false));
    }
    boolean utc = hasTime && (text.endsWith("Z") || text.endsWith("+00:00"));
    return Reading.day(start).map(day -> new ServiceDay(day, utc));
  }
}
