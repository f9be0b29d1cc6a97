package org.priceunits.loading.write;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.StatedDosage;

/**
 * Writes the HCPCS code system: one concept per code and modifier, sorted by kind and code, with
 * the published properties.
 */
public final class HcpcsCodeSystemWriter {
  /** A code is a letter and four digits, a modifier a letter and one letter or digit. */
  private static final String MODIFIERS = "[A-Z][A-Z0-9]";

  private static final String FORM = "[A-Z][0-9]{4}|" + MODIFIERS;

  private final HcpcsConceptWriter concepts;

  public HcpcsCodeSystemWriter(CodeKnowledge knowledge) {
    this.concepts = new HcpcsConceptWriter(knowledge);
  }

  /**
   * Writes the code system, complete or as a fragment of HCPCS.
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
            release.completeFor() == null
                ? CodeSystemContentMode.COMPLETE
                : CodeSystemContentMode.FRAGMENT)
        .setCount(records.size());
    system.addExtension(Canonicals.CODE_FORM, new StringType(FORM));
    if (release.completeFor() != null) {
      system.addExtension(Canonicals.COMPLETE_FOR, new StringType(release.completeFor()));
    }
    system.addExtension(HcpcsReleases.FILE, new StringType(release.name().file()));
    for (HcpcsProperty property : HcpcsProperty.values()) {
      system
          .addProperty()
          .setCode(property.code)
          .setType(property.type)
          .setDescription(property.meaning);
    }
    Extension form = system.getPropertyFirstRep().addExtension().setUrl(Canonicals.VALUE_FORM);
    form.addExtension("value", new StringType("modifier"));
    form.addExtension("form", new StringType(MODIFIERS));
    records.stream()
        .sorted(Comparator.comparing(HcpcsRecord::kind).thenComparing(HcpcsRecord::code))
        .map(code -> concepts.write(code, release))
        .forEach(system::addConcept);
    return system;
  }

  /** Replaces the dosage of a concept. */
  public static void restate(ConceptDefinitionComponent concept, StatedDosage dosage) {
    Set<String> before =
        Set.of(
            HcpcsProperty.DOSAGE_VALUE.code,
            HcpcsProperty.DOSAGE_UNIT.code,
            HcpcsProperty.DOSAGE_TEXT.code,
            HcpcsProperty.SERVICE_UNIT.code,
            HcpcsProperty.SERVICE_MOST_VALUE.code,
            HcpcsProperty.SERVICE_MOST_UNIT.code);
    concept.getProperty().removeIf(property -> before.contains(property.getCode()));
    HcpcsConceptWriter.dosage(concept, dosage);
    HcpcsProperty.sort(concept);
  }
}
