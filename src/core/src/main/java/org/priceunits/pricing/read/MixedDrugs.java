package org.priceunits.pricing.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;

/** Tells whether the drugs of a mixture are one drug, such as two vials of it. */
final class MixedDrugs {
  private final Catalogs catalogs;

  MixedDrugs(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  /**
   * Returns true if all have a code in common: one that bills them, or that of RxNorm. Whether they
   * have it on the day is seen when it is chosen.
   */
  boolean areOne(List<CodeableConcept> drugs) {
    List<DrugCodings> codings =
        drugs.stream().map(each -> DrugCodings.of(each.getCoding(), catalogs.products())).toList();
    return haveInCommon(codings.stream().map(this::billed).toList())
        || haveInCommon(codings.stream().map(MixedDrugs::rxNorm).toList());
  }

  private static <T> boolean haveInCommon(List<Set<T>> all) {
    if (all.isEmpty()) {
      return false;
    }
    Set<T> common = new HashSet<>(all.get(0));
    all.forEach(common::retainAll);
    return !common.isEmpty();
  }

  private static Set<String> rxNorm(DrugCodings codings) {
    Set<String> codes = new HashSet<>();
    codings.rxNorm().stream().map(Coding::getCode).forEach(codes::add);
    return codes;
  }

  /** Returns the codes that ever billed the drug; one for any drug tells nothing. */
  private Set<HcpcsCode> billed(DrugCodings codings) {
    Set<HcpcsCode> codes = new HashSet<>(codings.hcpcs());
    Stream<List<DatedCode>> ofPackages =
        codings.ndcs().stream()
            .flatMap(ndc -> catalogs.products().byNdc(ndc).stream())
            .map(product -> product.codes());
    Stream<List<DatedCode>> ofRxNorm = rxNorm(codings).stream().flatMap(this::ofRxNorm);
    Stream.concat(ofPackages, ofRxNorm)
        .flatMap(List::stream)
        .map(DatedCode::code)
        .forEach(codes::add);
    codes.removeIf(code -> catalogs.codes().code(code).filter(DrugCode::unclassified).isPresent());
    return codes;
  }

  private Stream<List<DatedCode>> ofRxNorm(String code) {
    return Stream.concat(
        catalogs.products().byRxNorm(code).stream().map(product -> product.codes()),
        catalogs.products().concept(code).stream().map(concept -> concept.codes()));
  }
}
