package org.priceunits.x12;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim.DetailComponent;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/**
 * Tells the drugs of a claim's lines apart. One code is one drug in packages of any size, unless it
 * stands for any drug: then the package tells.
 */
final class DrugOfLine {
  /** The digits at the end of an NDC that tell the size of the package. */
  private static final int SIZE = 2;

  private final X12Terms terms;

  DrugOfLine(X12Terms terms) {
    this.terms = terms;
  }

  /** Returns the same text for the same drug; empty for a line of another service. */
  Optional<String> of(ItemComponent item) {
    String code = code(item);
    boolean any = terms.unclassified().test(code);
    boolean isDrug = any || terms.drugs().test(code) || packages(item).findAny().isPresent();
    return isDrug
        ? Optional.of(any ? code + " " + packages(item).findFirst().orElse("") : code)
        : Optional.empty();
  }

  /** Returns true if one of the concepts has a code of the line's drug. */
  boolean isNamed(ItemComponent item, List<CodeableConcept> concepts) {
    List<String> ofLine =
        Stream.concat(
                Stream.of(item.getProductOrService()),
                item.getDetail().stream().map(DetailComponent::getProductOrService))
            .flatMap(this::names)
            .toList();
    return concepts.stream().flatMap(this::names).anyMatch(ofLine::contains);
  }

  /** A code for any drug names none. */
  private Stream<String> names(CodeableConcept concept) {
    return concept.getCoding().stream()
        .filter(Coding::hasCode)
        .filter(coding -> !terms.unclassified().test(capitals(coding.getCode())))
        .map(DrugOfLine::name);
  }

  private static String name(Coding coding) {
    String system = Canonicals.preferred(coding.getSystem());
    String code = capitals(coding.getCode());
    boolean isNdc = system.equals(Canonicals.NDC);
    return system + "|" + (isNdc ? Ndc.of(code).map(DrugOfLine::product).orElse(code) : code);
  }

  private static String code(ItemComponent item) {
    return Codes.in(item.getProductOrService(), Canonicals.HCPCS)
        .or(() -> Codes.in(item.getProductOrService(), Canonicals.CPT))
        .map(DrugOfLine::capitals)
        .orElse("");
  }

  private static Stream<String> packages(ItemComponent item) {
    return item.getDetail().stream()
        .flatMap(detail -> Codes.in(detail.getProductOrService(), Canonicals.NDC).stream())
        .flatMap(code -> Ndc.of(code).stream())
        .map(DrugOfLine::product);
  }

  private static String product(Ndc ndc) {
    return ndc.value().substring(0, ndc.value().length() - SIZE);
  }

  private static String capitals(String code) {
    return code.strip().toUpperCase(Locale.ROOT);
  }
}
