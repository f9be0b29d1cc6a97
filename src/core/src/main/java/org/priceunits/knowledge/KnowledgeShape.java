package org.priceunits.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/**
 * Checks what the readers rely on: codes are present, periods end after they start, and amounts are
 * ones that a publisher can mean. FHIR allows more, so a stored resource may violate this.
 */
final class KnowledgeShape {
  private static final Set<String> SYSTEMS =
      Set.of(Canonicals.HCPCS, Canonicals.CPT, Canonicals.PLACE_OF_SERVICE);

  private final Resource resource;
  private final List<KnowledgeFault> faults = new ArrayList<>();

  private KnowledgeShape(Resource resource) {
    this.resource = resource;
  }

  /** Returns the faults; none if the readers accept the resource, or do not read it. */
  static List<KnowledgeFault> faults(Resource resource) {
    KnowledgeShape shape = new KnowledgeShape(resource);
    if (resource instanceof CodeSystem system
        && SYSTEMS.contains(String.valueOf(system.getUrl()))) {
      shape.concepts(system.getConcept());
    } else if (resource instanceof CodeSystem system
        && Canonicals.HCPCS.equals(system.getSupplements())) {
      shape.equivalents(system.getConcept());
    } else if (resource instanceof ConceptMap map) {
      shape.groups(map.getGroup());
    } else if (resource instanceof MedicationKnowledge knowledge) {
      shape.period(
          knowledge.getExtensionByUrl(Canonicals.extension("free-of-charge")),
          "MedicationKnowledge.extension");
      shape.amounts(knowledge);
    } else if (resource instanceof ChargeItemDefinition definition
        && reversed(
            definition.getEffectivePeriod().getStartElement(),
            definition.getEffectivePeriod().getEndElement())) {
      shape.fault("ChargeItemDefinition.effectivePeriod", "The period ends before it starts.");
    }
    return shape.faults;
  }

  private void concepts(List<ConceptDefinitionComponent> concepts) {
    if (concepts.isEmpty()) {
      fault(
          "CodeSystem.concept",
          "The list has no codes, and would refuse every dose. Send it with all of its codes.");
    }
    for (int i = 0; i < concepts.size(); i++) {
      ConceptDefinitionComponent concept = concepts.get(i);
      String path = "CodeSystem.concept[" + i + "]";
      if (!concept.hasCode()) {
        fault(path + ".code", "A concept needs its code.");
      }
      if (reversed(day(concept, "added"), day(concept, "terminated"))) {
        fault(path + ".property", "The code ends before it is added.");
      }
      dosage(concept, path);
    }
  }

  private void equivalents(List<ConceptDefinitionComponent> concepts) {
    for (int i = 0; i < concepts.size(); i++) {
      String path = "CodeSystem.concept[" + i + "].property";
      concepts.get(i).getProperty().stream()
          .filter(p -> UnitEquivalents.AMOUNTS.contains(String.valueOf(p.getCode())))
          .filter(
              p ->
                  UnitEquivalents.amount(p.getValue())
                      .filter(amount -> Plausible.isAmount(amount.value()))
                      .isEmpty())
          .forEach(
              p ->
                  fault(
                      path,
                      p.getCode()
                          + " is a whole number of a UCUM unit, such as 1125.mg. Correct it."));
    }
  }

  private void dosage(ConceptDefinitionComponent concept, String path) {
    concept.getProperty().stream()
        .filter(p -> "dosage-value".equals(p.getCode()))
        .flatMap(p -> FhirValues.decimal(p.getValue()).stream())
        .filter(value -> !Plausible.isAmount(value))
        .forEach(
            value ->
                fault(
                    path + ".property",
                    "No billing unit stands for an amount of "
                        + value.toEngineeringString()
                        + ". Correct dosage-value."));
  }

  private void amounts(MedicationKnowledge knowledge) {
    amount(knowledge.getAmount(), "MedicationKnowledge.amount");
    for (int i = 0; i < knowledge.getIngredient().size(); i++) {
      Ratio strength = knowledge.getIngredient().get(i).getStrength();
      String path = "MedicationKnowledge.ingredient[" + i + "].strength";
      amount(strength.getNumerator(), path + ".numerator");
      amount(strength.getDenominator(), path + ".denominator");
    }
    for (Extension size : knowledge.getExtensionsByUrl(Canonicals.extension("crosswalk-size"))) {
      FhirValues.part(size, "content")
          .map(Extension::getValue)
          .filter(Quantity.class::isInstance)
          .ifPresent(q -> amount((Quantity) q, "MedicationKnowledge.extension"));
    }
  }

  private void amount(Quantity amount, String path) {
    if (amount.hasValue() && !Plausible.isAmount(amount.getValue())) {
      fault(
          path,
          "No package holds "
              + amount.getValue().toEngineeringString()
              + " of a drug. Correct the amount.");
    }
  }

  private static @Nullable BaseDateTimeType day(ConceptDefinitionComponent concept, String name) {
    return concept.getProperty().stream()
        .filter(p -> name.equals(p.getCode()) && p.getValue() instanceof BaseDateTimeType)
        .map(p -> (BaseDateTimeType) p.getValue())
        .findFirst()
        .orElse(null);
  }

  private void groups(List<ConceptMapGroupComponent> groups) {
    for (int g = 0; g < groups.size(); g++) {
      ConceptMapGroupComponent group = groups.get(g);
      if (isRead(group)) {
        for (int e = 0; e < group.getElement().size(); e++) {
          String path = "ConceptMap.group[" + g + "].element[" + e + "]";
          // The name of a substance counts too: descriptions of codes have it.
          boolean named =
              Canonicals.RXNORM.equals(group.getSource()) && group.getElement().get(e).hasDisplay();
          element(group.getElement().get(e), path, named);
        }
      }
    }
  }

  private static boolean isRead(ConceptMapGroupComponent group) {
    String target = String.valueOf(group.getTarget());
    return Canonicals.HCPCS.equals(target)
        || Canonicals.PLACE_OF_SERVICE.equals(target)
        || Canonicals.codeSystem("administration-route").equals(target)
        || Canonicals.codeSystem("dose-unit-text").equals(group.getSource());
  }

  private void element(SourceElementComponent element, String path, boolean mayLackTargets) {
    if (!element.hasCode()) {
      fault(path + ".code", "What is mapped needs its code.");
    }
    if (element.getTarget().isEmpty() && !mayLackTargets) {
      fault(path + ".target", "What is mapped needs a target.");
    }
    for (int t = 0; t < element.getTarget().size(); t++) {
      TargetElementComponent target = element.getTarget().get(t);
      String place = path + ".target[" + t + "]";
      if (!target.hasCode()) {
        fault(place + ".code", "A target needs its code.");
      }
      period(target.getExtensionByUrl(Canonicals.extension("valid")), place + ".extension");
      ratio(target.getExtensionByUrl(Canonicals.extension("units-ratio")), place + ".extension");
    }
  }

  private void ratio(@Nullable Extension extension, String path) {
    if (extension != null
        && FhirValues.decimal(extension.getValue()).filter(Plausible::isUnitsRatio).isEmpty()) {
      fault(
          path,
          "units-ratio is how many units of the successor one unit of the code is, such as 10. Correct it, or leave it out.");
    }
  }

  private void period(@Nullable Extension extension, String path) {
    if (extension == null) {
      return;
    }
    if (!(extension.getValue() instanceof Period period)) {
      fault(path, "Its value is a Period.");
    } else if (reversed(period.getStartElement(), period.getEndElement())) {
      fault(path, "The period ends before it starts.");
    }
  }

  private static boolean reversed(
      @Nullable BaseDateTimeType start, @Nullable BaseDateTimeType end) {
    return FhirValues.day(start)
        .flatMap(first -> FhirValues.day(end).map(last -> last.isBefore(first)))
        .orElse(false);
  }

  private void fault(String path, String text) {
    faults.add(
        new KnowledgeFault(
            resource.fhirType() + "/" + resource.getIdElement().getIdPart(), path, text));
  }
}
