package org.priceunits.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ValueSet;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Validity;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * Reads codes, modifiers and places of service with their validity from the hosted code systems.
 */
final class CodeCatalogReader {
  private static final String UNCLASSIFIED = Canonicals.BASE + "/ValueSet/unclassified-drug-codes";
  private static final String ORIGINS = Canonicals.BASE + "/CodeSystem/substance-origin-text";
  private static final String DEVICES = Canonicals.BASE + "/ValueSet/device-codes";

  /** The words of CMS's long descriptions for codes that stand for any drug without one. */
  private static final Pattern WITHOUT_A_CODE =
      Pattern.compile(
          "unclassified|not otherwise (classified|specified)|\\bno[cs]\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DRUG =
      Pattern.compile(
          "drug|biologic|clotting factor|radiopharm|contrast", Pattern.CASE_INSENSITIVE);

  /**
   * CMS's types of service (BETOS) for drugs, equipment's drugs and imaging agents. Drug is also a
   * word of services: drug abuse, drugs coded separately.
   */
  private static final Pattern OF_DRUGS = Pattern.compile("[ODI]1[A-Z]");

  private final Set<HcpcsCode> unclassified = new HashSet<>();
  private final Set<HcpcsCode> devices = new HashSet<>();
  private final Set<String> origins = new HashSet<>();
  private final Map<HcpcsCode, HcpcsCode> successors = new HashMap<>();
  private final Map<HcpcsCode, DrugCode> codes = new HashMap<>();
  private final Map<HcpcsCode, String> descriptions = new HashMap<>();
  private final Map<String, List<HcpcsCode>> packageNames = new HashMap<>();
  private final Map<Modifier, Validity> modifiers = new HashMap<>();
  private final Map<String, Validity> places = new HashMap<>();
  private final UnitEquivalents equivalents;
  private String version = "";

  private CodeCatalogReader(List<CodeSystem> systems) {
    this.equivalents = UnitEquivalents.of(systems);
  }

  static CodeCatalog read(List<CodeSystem> systems, List<ConceptMap> maps, List<ValueSet> sets) {
    return new CodeCatalogReader(systems).all(systems, maps, sets);
  }

  private CodeCatalog all(List<CodeSystem> systems, List<ConceptMap> maps, List<ValueSet> sets) {
    maps.forEach(this::successors);
    sets.forEach(set -> listed(set, UNCLASSIFIED, unclassified));
    sets.forEach(set -> listed(set, DEVICES, devices));
    for (CodeSystem system : systems) {
      switch (String.valueOf(system.getUrl())) {
        case Canonicals.HCPCS -> hcpcs(system);
        case ORIGINS ->
            system.getConcept().forEach(c -> FhirValues.code(c.getCode()).ifPresent(origins::add));
        case Canonicals.CPT -> system.getConcept().forEach(this::modifier);
        case Canonicals.PLACE_OF_SERVICE ->
            system
                .getConcept()
                .forEach(c -> places.put(String.valueOf(c.getCode()), CodeProperties.validity(c)));
        default -> {
          // Pricing does not read this system.
        }
      }
    }
    return new HostedCodes(
        codes,
        new CodeDescriptions(
            descriptions, Routes.of(systems, maps), DoseForms.of(systems), origins),
        packageNames,
        modifiers,
        places,
        SingleDoseCodes.of(sets),
        devices,
        equivalents,
        version);
  }

  private void successors(ConceptMap map) {
    for (ConceptMap.ConceptMapGroupComponent group : map.getGroup()) {
      if (!Canonicals.HCPCS.equals(group.getSource())
          || !Canonicals.HCPCS.equals(group.getTarget())) {
        continue;
      }
      for (ConceptMap.SourceElementComponent element : group.getElement()) {
        Optional<HcpcsCode> from = FhirValues.code(element.getCode()).flatMap(HcpcsCode::of);
        Optional<HcpcsCode> to =
            element.getTarget().stream()
                .flatMap(t -> FhirValues.code(t.getCode()).stream())
                .findFirst()
                .flatMap(HcpcsCode::of);
        if (from.isPresent() && to.isPresent()) {
          successors.putIfAbsent(from.get(), to.get());
        }
      }
    }
  }

  private static void listed(ValueSet set, String url, Set<HcpcsCode> listed) {
    if (!url.equals(set.getUrl())) {
      return;
    }
    for (ValueSet.ConceptSetComponent include : set.getCompose().getInclude()) {
      if (Canonicals.isHcpcs(String.valueOf(include.getSystem()))) {
        include.getConcept().stream()
            .flatMap(c -> FhirValues.code(c.getCode()).stream())
            .flatMap(c -> HcpcsCode.of(c).stream())
            .forEach(listed::add);
      }
    }
  }

  /** The names of a code's packages in CMS's crosswalks are its designations. */
  private void packageNames(HcpcsCode code, ConceptDefinitionComponent concept) {
    concept.getDesignation().stream()
        .map(ConceptDefinitionDesignationComponent::getValue)
        .flatMap(name -> FhirValues.code(name).stream())
        .map(HostedCodes::listed)
        .distinct()
        .forEach(name -> packageNames.computeIfAbsent(name, n -> new ArrayList<>(1)).add(code));
  }

  private void hcpcs(CodeSystem system) {
    version = system.hasVersion() ? system.getVersion() : "";
    for (ConceptDefinitionComponent concept : system.getConcept()) {
      FhirValues.code(concept.getCode())
          .flatMap(HcpcsCode::of)
          .ifPresentOrElse(
              code -> {
                codes.put(code, drugCode(code, concept));
                descriptions.put(code, String.valueOf(concept.getDisplay()));
                packageNames(code, concept);
              },
              () -> modifier(concept));
    }
  }

  private void modifier(ConceptDefinitionComponent concept) {
    FhirValues.code(concept.getCode())
        .flatMap(Modifier::of)
        .ifPresent(m -> modifiers.put(m, CodeProperties.validity(concept)));
  }

  private DrugCode drugCode(HcpcsCode code, ConceptDefinitionComponent concept) {
    HcpcsCode successor =
        Optional.ofNullable(successors.get(code))
            .or(() -> CodeProperties.text(concept, "successor").flatMap(HcpcsCode::of))
            .filter(next -> !next.equals(code))
            .orElse(null);
    return new DrugCode(
        code,
        CodeProperties.validity(concept),
        CodeProperties.dosage(concept),
        CodeProperties.text(concept, "dosage-text").orElse(null),
        Optional.ofNullable(CodeProperties.service(concept))
            .orElseGet(() -> equivalents.service(code)),
        successor,
        unclassified.contains(code) || readsAsUnclassified(concept),
        CodeProperties.earlier(concept),
        CodeProperties.lastRelease(concept));
  }

  /**
   * Returns true if the description says that the code is for drugs without a code of their own. A
   * code with an amount bills that amount, whatever else its description says.
   */
  private static boolean readsAsUnclassified(ConceptDefinitionComponent concept) {
    String description = String.valueOf(concept.getDisplay());
    return WITHOUT_A_CODE.matcher(description).find()
        && DRUG.matcher(description).find()
        && CodeProperties.text(concept, "betos")
            .map(betos -> OF_DRUGS.matcher(betos).matches())
            .orElse(true)
        && CodeProperties.property(concept, "dosage-value").isEmpty()
        && CodeProperties.property(concept, "dosage-text").isEmpty();
  }
}
