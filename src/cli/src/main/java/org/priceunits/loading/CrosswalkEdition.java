package org.priceunits.loading;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ConceptMap;
import org.priceunits.fhir.FhirValues;
import org.priceunits.loading.write.Edition;
import org.priceunits.loading.write.PackageCodeMapWriter;

/** Version, day and sources of the map of packages and codes after a crosswalk was added to it. */
final class CrosswalkEdition {
  private CrosswalkEdition() {}

  /**
   * Returns the edition of the newest crosswalk. An older one adds its pairs and is named beside
   * it.
   *
   * @param held the maps that the target holds
   * @param version the quarter that is added
   * @param day its first day
   * @param sources what it was made of
   */
  static Edition after(List<ConceptMap> held, String version, LocalDate day, String sources) {
    Optional<ConceptMap> newer =
        held.stream()
            .filter(map -> map.getIdPart().equals(PackageCodeMapWriter.ID) && map.hasVersion())
            .filter(map -> map.getVersion().compareTo(version) > 0)
            .findFirst();
    return newer
        .map(
            map ->
                new Edition(
                    map.getVersion(),
                    FhirValues.day(map.getDateElement()).orElse(day),
                    beside(map.hasDescription() ? map.getDescription() : "", sources)))
        .orElseGet(() -> new Edition(version, day, sources));
  }

  /** Returns true if the target holds the same pairs, whichever file confirmed them. */
  static boolean hasSamePairs(List<ConceptMap> held, ConceptMap map) {
    return held.stream()
        .filter(other -> other.getIdPart().equals(map.getIdPart()))
        .anyMatch(other -> other.getGroupFirstRep().equalsDeep(map.getGroupFirstRep()));
  }

  private static String beside(String newer, String older) {
    return newer.contains(older) ? newer : (newer + " Older: " + older).strip();
  }
}
