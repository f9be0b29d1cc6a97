package org.priceunits.pricing.read;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration.ServiceDay;

/** Tells where a patient was at a moment of an encounter. */
final class EncounterLocations {
  private static final Set<EncounterLocationStatus> NEVER_THERE =
      EnumSet.of(EncounterLocationStatus.PLANNED, EncounterLocationStatus.RESERVED);

  private final @Nullable ZoneId zone;

  /**
   * @param zone time zone of the site; absent if the offsets of the records decide
   */
  EncounterLocations(@Nullable ZoneId zone) {
    this.zone = zone;
  }

  /**
   * Returns the locations whose period holds the moment, in their order; where none does, the only
   * one whose period holds its day. A location that is planned or reserved never counts, and one
   * without a period always may.
   *
   * @param moment the start of what was done; absent if it is not known
   */
  List<Reference> at(Encounter encounter, @Nullable BaseDateTimeType moment) {
    List<EncounterLocationComponent> all =
        encounter.getLocation().stream()
            .filter(EncounterLocationComponent::hasLocation)
            .filter(l -> !l.hasStatus() || !NEVER_THERE.contains(l.getStatus()))
            .toList();
    if (moment == null) {
      return references(all, l -> true);
    }
    List<Reference> then = references(all, l -> holds(l.getPeriod(), moment));
    if (!then.isEmpty()) {
      return then;
    }
    List<Reference> thatDay = references(all, l -> holdsDay(l.getPeriod(), moment));
    return thatDay.size() == 1 ? thatDay : List.of();
  }

  private static List<Reference> references(
      List<EncounterLocationComponent> all, Predicate<EncounterLocationComponent> which) {
    return all.stream().filter(which).map(EncounterLocationComponent::getLocation).toList();
  }

  /** The moment at which the patient leaves belongs to the next location. */
  private boolean holds(Period period, BaseDateTimeType moment) {
    return !isBefore(moment, period.getStartElement())
        && (!period.hasEnd()
            || isBefore(moment, period.getEndElement())
            || !areTimed(moment, period.getEndElement()) && holdsDay(period, moment));
  }

  private boolean holdsDay(Period period, BaseDateTimeType moment) {
    Optional<LocalDate> day = day(moment);
    return day.isEmpty()
        || day(period.getStartElement()).filter(day.get()::isBefore).isEmpty()
            && day(period.getEndElement()).filter(day.get()::isAfter).isEmpty();
  }

  /** Compares days where one of the two has no time. */
  private boolean isBefore(BaseDateTimeType one, BaseDateTimeType other) {
    if (areTimed(one, other)) {
      return one.getValue().before(other.getValue());
    }
    Optional<LocalDate> day = day(one);
    return day.isPresent() && day(other).filter(day.get()::isBefore).isPresent();
  }

  private static boolean areTimed(BaseDateTimeType one, BaseDateTimeType other) {
    return ServiceDayReader.hasOffset(one) && ServiceDayReader.hasOffset(other);
  }

  private Optional<LocalDate> day(BaseDateTimeType time) {
    return ServiceDayReader.read(time, zone).map(ServiceDay::date);
  }
}
