package org.priceunits.loading.write;

import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.ServiceUnit;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.ServiceText;
import org.priceunits.loading.cms.StatedDosage;

/** Writes one HCPCS code or modifier as a concept. */
final class HcpcsConceptWriter {
  private final CodeKnowledge knowledge;

  HcpcsConceptWriter(CodeKnowledge knowledge) {
    this.knowledge = knowledge;
  }

  ConceptDefinitionComponent write(HcpcsRecord hcpcs, HcpcsRelease release) {
    ConceptDefinitionComponent concept =
        new ConceptDefinitionComponent().setCode(hcpcs.code()).setDisplay(hcpcs.longDescription());
    boolean retired = hcpcs.terminated() != null && hcpcs.terminated().isBefore(release.firstDay());
    add(
        concept,
        HcpcsProperty.KIND,
        new CodeType(hcpcs.kind() == HcpcsRecord.Kind.MODIFIER ? "modifier" : "code"));
    add(concept, HcpcsProperty.STATUS, new CodeType(retired ? "retired" : "active"));
    if (retired) {
      add(concept, HcpcsProperty.INACTIVE, new BooleanType(true));
    }
    text(concept, HcpcsProperty.SHORT_DESCRIPTION, hcpcs.shortDescription());
    date(concept, HcpcsProperty.ADDED, hcpcs.added());
    date(concept, HcpcsProperty.TERMINATED, hcpcs.terminated());
    date(concept, HcpcsProperty.ACTION_EFFECTIVE, hcpcs.actionEffective());
    codes(concept, HcpcsProperty.SUCCESSOR, knowledge.successors(hcpcs));
    codes(concept, HcpcsProperty.COVERAGE, List.of(hcpcs.coverage()));
    codes(concept, HcpcsProperty.PRICING, hcpcs.pricing());
    codes(concept, HcpcsProperty.BETOS, List.of(hcpcs.betos()));
    hcpcs.typesOfService().forEach(tos -> text(concept, HcpcsProperty.TOS, tos));
    if (hcpcs.kind() == HcpcsRecord.Kind.CODE) {
      dosage(concept, knowledge.dosage(hcpcs));
    }
    return concept;
  }

  static void dosage(ConceptDefinitionComponent concept, StatedDosage dosage) {
    if (dosage instanceof StatedDosage.Certain certain) {
      add(concept, HcpcsProperty.DOSAGE_VALUE, new DecimalType(certain.value()));
      add(concept, HcpcsProperty.DOSAGE_UNIT, new CodeType(certain.unit()));
      text(concept, HcpcsProperty.DOSAGE_TEXT, certain.text());
    } else if (dosage instanceof StatedDosage.NotCertain open) {
      text(concept, HcpcsProperty.DOSAGE_TEXT, open.text());
      if (!open.text().isEmpty()) {
        ServiceText.read(concept.getDisplay()).ifPresent(service -> service(concept, service));
      }
    }
  }

  private static void service(ConceptDefinitionComponent concept, ServiceUnit service) {
    add(concept, HcpcsProperty.SERVICE_UNIT, new CodeType(service.kind().code()));
    Dose most = service.most();
    if (most != null) {
      add(
          concept,
          HcpcsProperty.SERVICE_MOST_VALUE,
          new DecimalType(most.value().decimal().orElseThrow()));
      add(concept, HcpcsProperty.SERVICE_MOST_UNIT, new CodeType(most.unit()));
    }
  }

  private static void codes(
      ConceptDefinitionComponent concept, HcpcsProperty property, List<String> values) {
    values.stream()
        .filter(value -> !value.isEmpty())
        .forEach(value -> add(concept, property, new CodeType(value)));
  }

  private static void text(
      ConceptDefinitionComponent concept, HcpcsProperty property, String value) {
    if (!value.isEmpty()) {
      add(concept, property, new StringType(value));
    }
  }

  private static void date(
      ConceptDefinitionComponent concept, HcpcsProperty property, @Nullable LocalDate value) {
    if (value != null) {
      add(concept, property, new DateTimeType(value.toString()));
    }
  }

  private static void add(ConceptDefinitionComponent concept, HcpcsProperty property, Type value) {
    concept.addProperty().setCode(property.code).setValue(value);
  }
}
