package org.priceunits.loading.codes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.cms.TabTable;
import org.priceunits.loading.write.PackageCodeMapWriter;

/**
 * The pairs of package and code that are not shipped. For some of them a table names the last of
 * the quarters up to 2026Q1 whose crosswalk has the package; the others are known up to the newest
 * crosswalk that was read.
 */
final class PublicPairs {
  private final Path folder;

  PublicPairs(Path folder) {
    this.folder = folder;
  }

  ConceptMap added(Map<String, Resource> held, Collection<Resource> shipped) throws IOException {
    ConceptMap map = ((ConceptMap) held.get("ConceptMap/" + PackageCodeMapWriter.ID)).copy();
    Set<String> known = new HashSet<>();
    shipped.stream()
        .filter(resource -> resource.getIdPart().equals(PackageCodeMapWriter.ID))
        .flatMap(resource -> ((ConceptMap) resource).getGroupFirstRep().getElement().stream())
        .forEach(element -> known.add(element.getCode()));
    map.getGroupFirstRep().getElement().removeIf(element -> known.contains(element.getCode()));
    lastNamed(map);
    return map;
  }

  private void lastNamed(ConceptMap map) throws IOException {
    Map<String, TabTable.Row> facts = new HashMap<>();
    Quarter newest = null;
    for (TabTable.Row row : TabTable.of(SourceFile.only("package-facts").bytes(folder)).rows()) {
      facts.put(row.cell("NDC11"), row);
      Quarter last = Quarter.of(row.cell("LAST_QUARTER")).orElseThrow();
      newest = newest == null || last.compareTo(newest) > 0 ? last : newest;
    }
    for (SourceElementComponent element : map.getGroupFirstRep().getElement()) {
      TabTable.Row row = facts.get(element.getCode());
      // A package with several codes does not say which of them the last quarter is of.
      if (row != null
          && element.getTarget().size() == 1
          && row.cell("HCPCS").equals(element.getTargetFirstRep().getCode())) {
        Quarter last = Quarter.of(row.cell("LAST_QUARTER")).orElseThrow();
        named(element.getTargetFirstRep(), last, last.equals(newest));
      }
    }
  }

  private static void named(TargetElementComponent target, Quarter last, boolean goesOn) {
    StringType before =
        (StringType) target.getExtensionByUrl(PackageCodeMapWriter.LAST_NAMED).getValue();
    Period valid = (Period) target.getExtensionByUrl(Canonicals.extension("valid")).getValue();
    if (last.toString().compareTo(before.getValue()) <= 0) {
      return;
    }
    before.setValue(last.toString());
    if (!goesOn && !valid.hasEnd()) {
      valid.setEndElement(new DateTimeType(last.lastDay().toString()));
    }
  }
}
