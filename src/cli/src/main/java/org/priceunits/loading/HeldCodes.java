package org.priceunits.loading;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.StatedDosage;

/** The HCPCS codes that a target already holds, with its settled dosages. */
final class HeldCodes {
  private static final String EARLIER_DOSAGE = Canonicals.extension("earlier-dosage");

  private final Map<String, HcpcsRecord> records = new LinkedHashMap<>();
  private final Map<String, StatedDosage> dosages = new LinkedHashMap<>();
  private final Map<String, ConceptDefinitionComponent> concepts = new LinkedHashMap<>();

  static Optional<CodeSystem> system(List<CodeSystem> systems) {
    return systems.stream().filter(system -> Canonicals.HCPCS.equals(system.getUrl())).findFirst();
  }

  HeldCodes(CodeSystem system) {
    for (ConceptDefinitionComponent concept : system.getConcept()) {
      concepts.put(concept.getCode(), concept);
      if (text(concept, "kind").equals("code")) {
        records.put(concept.getCode(), record(concept));
        dosages.put(concept.getCode(), dosage(concept));
      }
    }
  }

  Map<String, ConceptDefinitionComponent> concepts() {
    return concepts;
  }

  Map<String, HcpcsRecord> records() {
    return records;
  }

  StatedDosage dosage(String code) {
    return dosages.getOrDefault(code, new StatedDosage.NotCertain("", "The code is not hosted."));
  }

  /** Returns true if an earlier descriptor of the code was in force on a day. */
  boolean hadAnotherDescriptor(String code, LocalDate day) {
    ConceptDefinitionComponent concept = concepts.get(code);
    return concept != null
        && concept.getExtension().stream()
            .filter(earlier -> EARLIER_DOSAGE.equals(earlier.getUrl()))
            .flatMap(earlier -> FhirValues.part(earlier, "valid").stream())
            .anyMatch(valid -> FhirValues.validity(Optional.of(valid)).on(day));
  }

  private static HcpcsRecord record(ConceptDefinitionComponent concept) {
    return new HcpcsRecord(
        0,
        concept.getCode(),
        HcpcsRecord.Kind.CODE,
        concept.getDisplay(),
        text(concept, "short-description"),
        List.of(),
        "",
        "",
        text(concept, "betos"),
        List.of(),
        texts(concept, "successor"),
        day(concept, "added"),
        day(concept, "action-effective"),
        day(concept, "terminated"),
        "");
  }

  private static StatedDosage dosage(ConceptDefinitionComponent concept) {
    String value = text(concept, "dosage-value");
    String words = text(concept, "dosage-text");
    return value.isEmpty()
        ? new StatedDosage.NotCertain(
            words, "The target holds no certain dosage of " + concept.getCode() + ".")
        : new StatedDosage.Certain(new BigDecimal(value), text(concept, "dosage-unit"), words);
  }

  private static @Nullable LocalDate day(ConceptDefinitionComponent concept, String property) {
    String value = text(concept, property);
    return value.isEmpty() ? null : LocalDate.parse(value);
  }

  private static String text(ConceptDefinitionComponent concept, String property) {
    return texts(concept, property).stream().findFirst().orElse("");
  }

  private static List<String> texts(ConceptDefinitionComponent concept, String property) {
    return concept.getProperty().stream()
        .filter(candidate -> candidate.getCode().equals(property))
        .map(candidate -> candidate.getValue())
        .map(Type::primitiveValue)
        .toList();
  }
}
