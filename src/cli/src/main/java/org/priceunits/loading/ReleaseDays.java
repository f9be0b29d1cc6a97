package org.priceunits.loading;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DateType;
import org.priceunits.fhir.FhirValues;
import org.priceunits.loading.write.ConceptCodeMapWriter;
import org.priceunits.loading.write.ConceptCodes;

/**
 * The days of the RxNorm releases that a target's concepts are of: each pair states its own, and
 * the map that of the newest.
 */
record ReleaseDays(Optional<ConceptMap> map) {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  static ReleaseDays of(List<ConceptMap> held) {
    return new ReleaseDays(
        held.stream().filter(map -> map.getIdPart().equals(ConceptCodeMapWriter.ID)).findFirst());
  }

  /** Returns true if the concept is of a later release than that of a day. */
  boolean isNewer(ConceptCodes held, LocalDate released) {
    return held.targets().stream()
        .map(ConceptCodes.Target::source)
        .flatMap(source -> DAY.matcher(source).results().map(MatchResult::group))
        .flatMap(ReleaseDays::day)
        .max(Comparator.naturalOrder())
        .filter(day -> day.isAfter(released))
        .isPresent();
  }

  /** Returns the map if it is of a later release than that of a day. */
  Optional<ConceptMap> newerThan(LocalDate released) {
    return map.filter(
        held -> FhirValues.day(held.getDateElement()).filter(released::isBefore).isPresent());
  }

  private static Stream<LocalDate> day(String text) {
    return FhirValues.day(new DateType(text)).stream();
  }
}
