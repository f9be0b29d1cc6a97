package org.priceunits.knowledge;

import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.ConceptMap;
import org.priceunits.fhir.Canonicals;

/**
 * The order in which maps are read: those under this project's address first, since what two maps
 * say of one code is decided by the first. Other maps add codes that ours do not name.
 */
final class OwnMaps {
  private static final String ADDRESS = Canonicals.BASE + "/";

  private static final Comparator<ConceptMap> ORDER =
      Comparator.comparing((ConceptMap map) -> !isOwn(map))
          .thenComparing(map -> String.valueOf(map.getUrl()))
          .thenComparing(map -> String.valueOf(map.getVersion()), Comparator.reverseOrder())
          .thenComparing(map -> String.valueOf(map.getIdElement().getIdPart()));

  private OwnMaps() {}

  static List<ConceptMap> first(List<ConceptMap> maps) {
    return maps.stream().sorted(ORDER).toList();
  }

  /** Returns true for a map under this project's address. */
  static boolean isOwn(ConceptMap map) {
    return String.valueOf(map.getUrl()).startsWith(ADDRESS);
  }
}
