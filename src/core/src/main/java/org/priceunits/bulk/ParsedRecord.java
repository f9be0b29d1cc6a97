package org.priceunits.bulk;

import java.util.Comparator;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Resource;

/** A line with its resource. */
record ParsedRecord(RecordLine line, Resource resource) {
  /** The order in which records are priced, whatever the order of files and lines. */
  static final Comparator<ParsedRecord> ORDER =
      Comparator.comparing(ParsedRecord::day)
          .thenComparing(ParsedRecord::identifier)
          .thenComparing(record -> record.line().text())
          .thenComparing(record -> record.line().file())
          .thenComparing(record -> record.line().number());

  boolean isAdministration() {
    return resource instanceof MedicationAdministration;
  }

  /** Returns {@code type/id}, or the type alone of a resource without an id. */
  String name() {
    return Optional.ofNullable(resource.getIdElement().getIdPart())
        .map(id -> resource.fhirType() + "/" + id)
        .orElse(resource.fhirType());
  }

  private String day() {
    if (!(resource instanceof MedicationAdministration given) || !given.hasEffective()) {
      return "";
    }
    return String.valueOf(
        given.hasEffectivePeriod()
            ? given.getEffectivePeriod().getStartElement().getValueAsString()
            : given.getEffectiveDateTimeType().getValueAsString());
  }

  private String identifier() {
    return resource instanceof MedicationAdministration given
        ? given.getIdentifier().stream()
            .filter(Identifier::hasValue)
            .findFirst()
            .map(i -> i.getSystem() + "|" + i.getValue())
            .orElse("")
        : "";
  }
}
