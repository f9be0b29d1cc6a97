package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ValueSet.ValueSetComposeComponent;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Enumerations.FilterOperator;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetFilterComponent;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/** Converts R4 resources to R5, the model of HL7's library, as the library needs them. */
final class R5Conversion {
  private static final String R5_OPERATOR =
      "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.compose.include.filter.op";

  private static final String R5_PROPERTY =
      "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.compose.property";
  private static final String EXPANSION_PROPERTY =
      "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.property";

  private R5Conversion() {}

  static CodeSystem codeSystem(org.hl7.fhir.r4.model.CodeSystem system) {
    checkConcepts(system.getConcept());
    CodeSystem converted = (CodeSystem) convertResource(system);
    Hierarchy.link(converted);
    return converted;
  }

  static ValueSet valueSet(org.hl7.fhir.r4.model.ValueSet set) {
    check(set.getCompose());
    ValueSet converted = (ValueSet) convertResource(set);
    restoreOperators(set, converted);
    parts(converted)
        .filter(ConceptSetComponent::hasSystem)
        .forEach(part -> part.setSystem(Canonicals.preferred(part.getSystem())));
    parts(converted)
        .filter(part -> Canonicals.NDC.equals(part.getSystem()))
        .forEach(R5Conversion::eleven);
    set.getCompose().getExtensionsByUrl(R5_PROPERTY).stream()
        .filter(property -> property.hasValue())
        .forEach(
            property -> converted.getCompose().addProperty(property.getValue().primitiveValue()));
    return converted;
  }

  private static Stream<ConceptSetComponent> parts(ValueSet set) {
    return Stream.concat(
        set.getCompose().getInclude().stream(), set.getCompose().getExclude().stream());
  }

  /** Checks what the library fails at without saying where. */
  private static void check(ValueSetComposeComponent compose) {
    Stream.concat(compose.getInclude().stream(), compose.getExclude().stream())
        .forEach(
            part -> {
              checkCodes(part);
              part.getFilter().forEach(R5Conversion::checkOperator);
            });
  }

  private static void checkOperator(
      org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent filter) {
    if (operator(filter.getOpElement()).isEmpty() && filter.getOp() == null) {
      throw QueryRefusedException.of(
          422,
          IssueType.INVALID,
          "A filter of a value set states no operator. Send its op, such as =.");
    }
  }

  private static void checkConcepts(
      List<org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent> concepts) {
    for (var concept : concepts) {
      if (!concept.hasCode()) {
        throw QueryRefusedException.of(
            422,
            IssueType.INVALID,
            "A concept of a code system has no code. Send its code, or leave the concept out.");
      }
      checkConcepts(concept.getConcept());
    }
  }

  private static void checkCodes(org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent part) {
    if (!part.getConcept().stream().allMatch(concept -> concept.hasCode())) {
      throw QueryRefusedException.of(
          422,
          IssueType.INVALID,
          "A concept that a value set lists has no code. Send its code, or leave the concept out.");
    }
  }

  /** Normalizes the NDCs of a list to eleven digits, the format of the codes that are hosted. */
  private static void eleven(ConceptSetComponent part) {
    part.getConcept()
        .forEach(
            concept -> Ndc.of(concept.getCode()).ifPresent(ndc -> concept.setCode(ndc.value())));
  }

  /** Converts an expansion to R4; the library's conversion writes a URI of no value. */
  static org.hl7.fhir.r4.model.ValueSet expansion(ValueSet expanded) {
    var converted = (org.hl7.fhir.r4.model.ValueSet) convertResource(expanded);
    converted
        .getExpansion()
        .getExtensionsByUrl(EXPANSION_PROPERTY)
        .forEach(
            property ->
                property.getExtension().removeIf(part -> part.isEmpty() || !part.hasValue()));
    return converted;
  }

  /**
   * Restores R5's operators, which R4 carries in an extension and the library's conversion drops.
   */
  private static void restoreOperators(org.hl7.fhir.r4.model.ValueSet from, ValueSet to) {
    for (int i = 0; i < from.getCompose().getInclude().size(); i++) {
      var filters = from.getCompose().getInclude().get(i).getFilter();
      for (int j = 0; j < filters.size(); j++) {
        ConceptSetFilterComponent filter = to.getCompose().getInclude().get(i).getFilter().get(j);
        operator(filters.get(j).getOpElement()).ifPresent(filter::setOp);
      }
    }
  }

  private static Optional<FilterOperator> operator(Element element) {
    Extension stated = element.getExtensionByUrl(R5_OPERATOR);
    if (stated == null) {
      return Optional.empty();
    }
    String code = stated.hasValue() ? String.valueOf(stated.getValue().primitiveValue()) : "";
    try {
      FilterOperator operator = FilterOperator.fromCode(code);
      if (operator != null) {
        return Optional.of(operator);
      }
    } catch (FHIRException unknown) {
      // Refused below, in words of ours.
    }
    throw QueryRefusedException.of(
        422,
        IssueType.CODEINVALID,
        "The extension of a filter's op holds '%s', which is no operator of R5. Name one, or leave the extension out."
            .formatted(code));
  }
}
