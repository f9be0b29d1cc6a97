package org.priceunits.knowledge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Extension;
import org.priceunits.domain.product.DrugConcept;
import org.priceunits.domain.product.DrugConcept.Kind;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/** Reads the drugs that RxNorm names, with their codes, from the RxNorm to HCPCS maps. */
final class DrugConcepts {
  private static final String TERM_TYPE = Canonicals.extension("rxnorm-term-type");
  private static final String ALL_CODES = Canonicals.extension("all-codes");

  /** RxNorm's term types of brands, and of substances; every other one is of a product. */
  private static final Set<String> BRANDS = Set.of("BN", "SBDC", "SBD", "SBDF", "SBDG", "BPCK");

  private static final Set<String> SUBSTANCES = Set.of("IN", "PIN", "MIN");

  private static final Pattern BETWEEN_SUBSTANCES = Pattern.compile("\\s+/\\s+");

  private final Diluents diluents;
  private final Map<String, DrugConcept> concepts = new HashMap<>();

  private DrugConcepts(Diluents diluents) {
    this.diluents = diluents;
  }

  static Map<String, DrugConcept> of(List<ConceptMap> maps, Diluents diluents) {
    DrugConcepts reader = new DrugConcepts(diluents);
    maps.stream()
        .flatMap(map -> map.getGroup().stream())
        .filter(group -> Canonicals.RXNORM.equals(group.getSource()))
        .filter(group -> Canonicals.HCPCS.equals(group.getTarget()))
        .flatMap(group -> group.getElement().stream())
        .forEach(reader::read);
    return reader.concepts;
  }

  private void read(SourceElementComponent element) {
    String code = String.valueOf(element.getCode());
    Kind kind = kind(FhirValues.text(element, TERM_TYPE).orElse(""));
    // A brand's name is not that of a substance, and a product's has its strength and form.
    List<String> substances =
        kind == Kind.SUBSTANCE && element.hasDisplay()
            ? substances(element.getDisplay())
            : List.of();
    concepts.put(
        code,
        new DrugConcept(
            code,
            kind,
            substances,
            element.getTarget().stream().flatMap(DrugConcepts::code).toList(),
            FhirValues.part(element, ALL_CODES)
                .map(Extension::getValue)
                .filter(BooleanType.class::isInstance)
                .map(value -> ((BooleanType) value).booleanValue())
                .orElse(false)));
  }

  private List<String> substances(String name) {
    List<String> all = Arrays.asList(BETWEEN_SUBSTANCES.split(name));
    List<String> drugs = all.stream().filter(each -> !diluents.has(List.of(), each)).toList();
    return drugs.isEmpty() ? all : drugs;
  }

  private static Kind kind(String termType) {
    return SUBSTANCES.contains(termType)
        ? Kind.SUBSTANCE
        : BRANDS.contains(termType) ? Kind.BRAND : Kind.PRODUCT;
  }

  private static Stream<DatedCode> code(TargetElementComponent target) {
    Optional<HcpcsCode> code = FhirValues.code(target.getCode()).flatMap(HcpcsCode::of);
    return code.stream()
        .map(
            c ->
                new DatedCode(
                    c,
                    FhirValues.validity(FhirValues.part(target, Canonicals.extension("valid")))));
  }
}
