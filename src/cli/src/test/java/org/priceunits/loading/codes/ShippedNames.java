package org.priceunits.loading.codes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.priceunits.loading.cms.CrosswalkFile;
import org.priceunits.loading.cms.PackageRow;

/**
 * The names under which CMS's crosswalks list the packages of a code, brands above all. They become
 * designations of the code, so that a search by brand finds it before any crosswalk is loaded.
 */
final class ShippedNames {
  /** A synonym, in the words of FHIR's own value set for the use of a designation. */
  private static final Coding SYNONYM =
      new Coding("http://snomed.info/sct", "900000000000013009", "Synonym");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}.%]+");
  private static final Pattern MARKS = Pattern.compile("[™®]");

  private final Map<String, Map<String, String>> byCode = new HashMap<>();

  ShippedNames(Path folder) throws IOException {
    for (SourceFile source : SourceFile.all("crosswalk")) {
      Readings.records(source, CrosswalkFile.read(source.bytes(folder))).forEach(this::add);
    }
  }

  private void add(PackageRow row) {
    String name = MARKS.matcher(row.drugName()).replaceAll("").strip();
    byCode
        .computeIfAbsent(row.code(), code -> new TreeMap<>())
        .merge(name.toLowerCase(Locale.ROOT), name, ShippedNames::readable);
  }

  /** Returns the spelling with fewer capitals. */
  private static String readable(String one, String other) {
    return capitals(other) < capitals(one) ? other : one;
  }

  private static long capitals(String name) {
    return name.chars().filter(Character::isUpperCase).count();
  }

  /** Adds to each code the names whose words its description lacks. */
  void addTo(CodeSystem hcpcs) {
    for (ConceptDefinitionComponent concept : hcpcs.getConcept()) {
      Set<String> described = words(concept.getDisplay());
      byCode.getOrDefault(concept.getCode(), Map.of()).values().stream()
          .filter(name -> !described.containsAll(words(name)))
          .forEach(name -> concept.addDesignation().setUse(SYNONYM.copy()).setValue(name));
    }
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT))));
  }
}
