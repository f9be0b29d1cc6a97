package org.priceunits.loading.write;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.StatedDosage;

/**
 * Writes the HCPCS code system: one concept per code and modifier, sorted by kind and code, with
 * the published properties.
 */
public final class HcpcsCodeSystemWriter {
  private final HcpcsConceptWriter concepts;

  public HcpcsCodeSystemWriter(CodeKnowledge knowledge) {
    this.concepts = new HcpcsConceptWriter(knowledge);
  }

  /**
   * Writes the code system as a fragment of HCPCS.
   *
   * @param records records of one release
   * @param release the release, and the version that names it
   */
  public CodeSystem write(List<HcpcsRecord> records, HcpcsRelease release) {
    CodeSystem system = new CodeSystem();
    system.setId("hcpcs");
    system
        .setUrl(Canonicals.HCPCS)
        .setVersion(release.version())
        .setName("HCPCS")
        .setTitle("HCPCS Level II codes and modifiers")
        .setStatus(PublicationStatus.ACTIVE)
        .setExperimental(false)
        .setDateElement(new DateTimeType(release.firstDay().toString()))
        .setPublisher(Publication.PUBLISHER)
        .setDescription(release.description())
        .setCopyright(
            "HCPCS Level II is a work of the Centers for Medicare & Medicaid Services, in the public domain.")
        .setCaseSensitive(true)
        .setContent(
            release.complete() ? CodeSystemContentMode.COMPLETE : CodeSystemContentMode.FRAGMENT)
        .setCount(records.size());
    for (Property property : Property.values()) {
      system
          .addProperty()
          .setCode(property.code)
          .setType(property.type)
          .setDescription(property.meaning);
    }
    records.stream()
        .sorted(Comparator.comparing(HcpcsRecord::kind).thenComparing(HcpcsRecord::code))
        .map(code -> concepts.write(code, release))
        .forEach(system::addConcept);
    return system;
  }

  /** Replaces the dosage of a concept. */
  public static void restate(ConceptDefinitionComponent concept, StatedDosage dosage) {
    Set<String> before =
        Set.of(Property.DOSAGE_VALUE.code, Property.DOSAGE_UNIT.code, Property.DOSAGE_TEXT.code);
    concept.getProperty().removeIf(property -> before.contains(property.getCode()));
    HcpcsConceptWriter.dosage(concept, dosage);
  }

  /** The properties of a concept, as the code system declares them. */
  enum Property {
    KIND("kind", PropertyType.CODE, "code, or modifier (two characters)"),
    STATUS(
        "status",
        PropertyType.CODE,
        "active, or retired when the last day of use lies before this release"),
    INACTIVE("inactive", PropertyType.BOOLEAN, "true for a retired code"),
    SHORT_DESCRIPTION(
        "short-description",
        PropertyType.STRING,
        "CMS's short description (28 characters; carries no dosage)"),
    ADDED("added", PropertyType.DATETIME, "first day on which the code may be used"),
    TERMINATED("terminated", PropertyType.DATETIME, "last day on which the code may be used"),
    ACTION_EFFECTIVE(
        "action-effective", PropertyType.DATETIME, "day on which CMS's last change took effect"),
    SUCCESSOR("successor", PropertyType.CODE, "code to use after the last day of use"),
    COVERAGE("coverage", PropertyType.CODE, "CMS coverage code"),
    PRICING("pricing", PropertyType.CODE, "CMS pricing indicator"),
    BETOS("betos", PropertyType.CODE, "Berenson-Eggers type of service"),
    TOS("tos", PropertyType.STRING, "CMS type of service"),
    DOSAGE_VALUE(
        "dosage-value", PropertyType.DECIMAL, "amount of drug that one billing unit stands for"),
    DOSAGE_UNIT("dosage-unit", PropertyType.CODE, "its unit: UCUM, or [U] for units of activity"),
    DOSAGE_TEXT(
        "dosage-text",
        PropertyType.STRING,
        "the words that state the dosage; alone where no single amount is certain");

    final String code;
    final PropertyType type;
    final String meaning;

    Property(String code, PropertyType type, String meaning) {
      this.code = code;
      this.type = type;
      this.meaning = meaning;
    }
  }
}
