package org.priceunits.loading.write;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.UsageContext;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.fhir.MedicallyUnlikelyEditProperties;

/**
 * Ends the unit ceilings that a later table leaves out, on the day before that table. CMS publishes
 * each table whole; one that has fewer than half of the codes that begin with a letter is taken for
 * a part of it, and says nothing of the codes of that letter that it does not have.
 */
public final class CeilingEnds {
  private static final int WHOLE = 2;

  private CeilingEnds() {}

  /**
   * Returns copies of the tables among the code systems, with the ends of their ceilings, whatever
   * the order in which they were written.
   */
  public static List<CodeSystem> of(Collection<CodeSystem> systems) {
    Map<String, List<CodeSystem>> byService = new TreeMap<>();
    systems.stream()
        .filter(CeilingEnds::isTable)
        .sorted(Comparator.comparing(CeilingEnds::day))
        .forEach(
            table ->
                byService
                    .computeIfAbsent(service(table), any -> new ArrayList<>())
                    .add(table.copy()));
    byService.values().forEach(CeilingEnds::end);
    return byService.values().stream().flatMap(List::stream).toList();
  }

  private static void end(List<CodeSystem> oldestFirst) {
    for (int i = 0; i < oldestFirst.size(); i++) {
      CodeSystem table = oldestFirst.get(i);
      Map<Character, Integer> sizes = sizes(table);
      Map<String, LocalDate> ends = new HashMap<>();
      // From the newest to the next one, whose end is the first and stays.
      for (int later = oldestFirst.size() - 1; later > i; later--) {
        CodeSystem newer = oldestFirst.get(later);
        Map<Character, Integer> newerSizes = sizes(newer);
        Set<String> codes = codes(newer);
        for (String code : codes(table)) {
          int whole = sizes.getOrDefault(code.charAt(0), 0);
          boolean told = newerSizes.getOrDefault(code.charAt(0), 0) * WHOLE >= whole;
          if (codes.contains(code)) {
            ends.remove(code);
          } else if (told) {
            ends.put(code, day(newer).minusDays(1));
          }
        }
      }
      write(table, ends);
    }
  }

  private static void write(CodeSystem table, Map<String, LocalDate> ends) {
    for (ConceptDefinitionComponent concept : table.getConcept()) {
      concept.getProperty().removeIf(p -> MedicallyUnlikelyEditProperties.LAST.equals(p.getCode()));
      LocalDate end = ends.get(concept.getCode());
      if (end != null) {
        concept
            .addProperty()
            .setCode(MedicallyUnlikelyEditProperties.LAST)
            .setValue(new DateTimeType(end.toString()));
      }
    }
    table.getProperty().removeIf(p -> MedicallyUnlikelyEditProperties.LAST.equals(p.getCode()));
    if (!ends.isEmpty()) {
      table
          .addProperty()
          .setCode(MedicallyUnlikelyEditProperties.LAST)
          .setType(PropertyType.DATETIME)
          .setDescription("last day of the ceiling, since the next table leaves the code out");
    }
  }

  private static boolean isTable(CodeSystem system) {
    return Canonicals.HCPCS.equals(system.getSupplements())
        && FhirValues.day(system.getDateElement()).isPresent()
        && system.getUseContext().stream().anyMatch(CeilingEnds::isClaimType);
  }

  private static String service(CodeSystem table) {
    return table.getUseContext().stream()
        .filter(CeilingEnds::isClaimType)
        .map(use -> String.valueOf(use.getValueCodeableConcept().getCodingFirstRep().getCode()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isClaimType(UsageContext use) {
    return MedicallyUnlikelyEditProperties.CLAIM_TYPE.equals(use.getCode().getCode())
        && use.hasValueCodeableConcept();
  }

  private static LocalDate day(CodeSystem table) {
    return FhirValues.day(table.getDateElement()).orElseThrow();
  }

  private static Set<String> codes(CodeSystem table) {
    return table.getConcept().stream()
        .map(ConceptDefinitionComponent::getCode)
        .filter(code -> code != null && !code.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Map<Character, Integer> sizes(CodeSystem table) {
    Map<Character, Integer> sizes = new HashMap<>();
    codes(table).forEach(code -> sizes.merge(code.charAt(0), 1, Integer::sum));
    return sizes;
  }
}
