package org.priceunits.pricing.read;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration.ServiceDay;
import org.priceunits.fhir.FhirValues;

/** Reads the date of service: the calendar day of the start at the site. */
public final class ServiceDayReader {
  /** A time without an offset is the site's own, regardless of this server's time zone. */
  private static final Pattern OFFSET = Pattern.compile(".*T.*(Z|[+-]\\d\\d:\\d\\d)");

  private static final Set<String> UTC = Set.of("Z", "+00:00", "-00:00");

  private ServiceDayReader() {}

  /**
   * @param zone time zone of the site; absent if the resource's own offset decides
   * @return empty for a year or a month alone, and for a period without a start
   */
  public static Optional<ServiceDay> read(
      MedicationAdministration administration, @Nullable ZoneId zone) {
    BaseDateTimeType start = start(administration);
    return start == null ? Optional.empty() : read(start, zone);
  }

  /** Returns when an administration began; null if the record does not say. */
  static @Nullable BaseDateTimeType start(MedicationAdministration administration) {
    if (administration.getEffective() instanceof Period period) {
      return period.hasStart() ? period.getStartElement() : null;
    }
    return administration.getEffective() instanceof DateTimeType at ? at : null;
  }

  /** Returns true for a time of day with an offset. */
  static boolean hasOffset(BaseDateTimeType time) {
    String text = time.getValueAsString();
    return text != null && OFFSET.matcher(text).matches();
  }

  static Optional<ServiceDay> read(BaseDateTimeType start, @Nullable ZoneId zone) {
    String text = start.getValueAsString();
    String offset = text == null ? "" : OFFSET.matcher(text).replaceFirst("$1");
    if (zone != null && text != null && !offset.equals(text)) {
      return Optional.of(
          new ServiceDay(start.getValue().toInstant().atZone(zone).toLocalDate(), null));
    }
    LocalTime utc =
        UTC.contains(offset)
            ? start.getValue().toInstant().atOffset(ZoneOffset.UTC).toLocalTime()
            : null;
    return FhirValues.day(start).map(day -> new ServiceDay(day, utc));
  }
}
