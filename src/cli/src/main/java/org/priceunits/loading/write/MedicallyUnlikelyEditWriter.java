package org.priceunits.loading.write;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.MedicallyUnlikelyEditProperties;
import org.priceunits.loading.cms.MueRow;

/** Writes a table of medically unlikely edits as a HCPCS supplement, dated by its first day. */
public final class MedicallyUnlikelyEditWriter {
  private static final String OUTPATIENT_HOSPITAL = "outpatient_hospital";

  /**
   * Writes the supplement with its codes in order.
   *
   * @param table the ceilings of one service from one day, at least one
   * @param fileName file name for the description
   */
  public CodeSystem write(List<MueRow> table, String fileName) {
    MueRow any = table.get(0);
    String service = any.service().replace('_', '-').toLowerCase(Locale.ROOT);
    CodeSystem supplement = new CodeSystem();
    supplement.setId(
        "hcpcs-unit-ceilings-" + service + "-" + any.from().toString().replace("-", ""));
    new Edition(
            any.from().toString(),
            any.from(),
            "Medically unlikely edits ("
                + any.service()
                + ") in force from "
                + any.from()
                + ": CMS, "
                + fileName
                + ".")
        .describe(supplement, "HcpcsUnitCeilings", "Unit ceilings of HCPCS codes");
    claimType(supplement, any.service());
    supplement.setContent(CodeSystemContentMode.SUPPLEMENT).setSupplements(Canonicals.HCPCS);
    properties(supplement);
    table.stream()
        .sorted(Comparator.comparing(MueRow::code))
        .map(MedicallyUnlikelyEditWriter::concept)
        .forEach(supplement::addConcept);
    return supplement;
  }

  /** States the kind of claim that the ceilings of a service are for. */
  private static void claimType(CodeSystem supplement, String service) {
    supplement
        .addUseContext()
        .setCode(
            new Coding(
                Canonicals.codeSystem("context-type"),
                MedicallyUnlikelyEditProperties.CLAIM_TYPE,
                null))
        .setValue(
            new CodeableConcept(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/claim-type",
                    service.equals(OUTPATIENT_HOSPITAL)
                        ? MedicallyUnlikelyEditProperties.INSTITUTIONAL
                        : MedicallyUnlikelyEditProperties.PROFESSIONAL,
                    null)));
  }

  private static void properties(CodeSystem supplement) {
    supplement
        .addProperty()
        .setCode(MedicallyUnlikelyEditProperties.CEILING)
        .setType(PropertyType.INTEGER)
        .setDescription("most units for one patient on one day, or on one line");
    supplement
        .addProperty()
        .setCode(MedicallyUnlikelyEditProperties.INDICATOR)
        .setType(PropertyType.CODE)
        .setDescription(
            "adjudication indicator: 1 each line, 2 the day by policy, 3 the day by clinical judgement");
    supplement
        .addProperty()
        .setCode(MedicallyUnlikelyEditProperties.RATIONALE)
        .setType(PropertyType.STRING)
        .setDescription("CMS's rationale");
  }

  private static ConceptDefinitionComponent concept(MueRow ceiling) {
    ConceptDefinitionComponent concept = new ConceptDefinitionComponent().setCode(ceiling.code());
    concept
        .addProperty()
        .setCode(MedicallyUnlikelyEditProperties.CEILING)
        .setValue(new IntegerType(ceiling.units()));
    concept
        .addProperty()
        .setCode(MedicallyUnlikelyEditProperties.INDICATOR)
        .setValue(new CodeType(String.valueOf(ceiling.adjudication())));
    concept
        .addProperty()
        .setCode(MedicallyUnlikelyEditProperties.RATIONALE)
        .setValue(new StringType(ceiling.rationale()));
    return concept;
  }
}
