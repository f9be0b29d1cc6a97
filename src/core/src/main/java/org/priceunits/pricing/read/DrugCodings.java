package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.Diluents;

/**
 * The codings of a drug by the identifiers that billing reads.
 *
 * @param all {@code system|code} of every coding with a system, an NDC in eleven digits
 * @param ndcs the packages named
 * @param rxNorm the RxNorm codings, with their names
 * @param hcpcs the HCPCS codes named
 * @param unreadNdcs the texts of NDCs that name no package, or may name several
 * @param diluted true if what the drug is diluted with was named beside it, and is left out
 */
record DrugCodings(
    Set<String> all,
    Set<Ndc> ndcs,
    List<Coding> rxNorm,
    Set<HcpcsCode> hcpcs,
    List<String> unreadNdcs,
    boolean diluted) {

  /**
   * @param products tells which package an NDC in ten digits names
   */
  static DrugCodings of(List<Coding> codings, ProductCatalog products) {
    Set<String> all = new HashSet<>(2);
    Set<Ndc> ndcs = new LinkedHashSet<>(1);
    List<Coding> rxNorm = new ArrayList<>(1);
    Set<HcpcsCode> hcpcs = new LinkedHashSet<>(1);
    List<String> unreadNdcs = new ArrayList<>(0);
    for (Coding coding : codings) {
      if (!coding.hasCode()) {
        continue;
      }
      String system = Canonicals.preferred(coding.getSystem());
      Optional<Ndc> ndc =
          Canonicals.NDC.equals(system) ? products.ndc(coding.getCode()) : Optional.empty();
      ndc.ifPresent(ndcs::add);
      if (Canonicals.NDC.equals(system) && ndc.isEmpty()) {
        unreadNdcs.add(coding.getCode());
      }
      if (Canonicals.RXNORM.equals(system)) {
        rxNorm.add(coding);
      } else if (Canonicals.HCPCS.equals(system)) {
        HcpcsCode.of(coding.getCode().strip().toUpperCase(Locale.ROOT)).ifPresent(hcpcs::add);
      }
      // A code without a system identifies nothing: two house codes may be two drugs.
      if (coding.hasSystem()) {
        all.add(system + "|" + ndc.map(Ndc::value).orElse(coding.getCode()));
      }
    }
    return new DrugCodings(all, ndcs, rxNorm, hcpcs, unreadNdcs, false);
  }

  /**
   * Leaves out what a drug is diluted with; a liquid named alone is the drug, though it may have
   * both codes of the liquid and a package that is not known.
   */
  DrugCodings withoutDiluents(Diluents diluents, ProductCatalog products) {
    List<Coding> liquids = rxNorm.stream().filter(c -> isDiluent(c, diluents)).toList();
    List<Ndc> bags = ndcs.stream().filter(diluents::has).toList();
    List<Coding> drugs = new ArrayList<>(rxNorm);
    drugs.removeAll(new HashSet<>(liquids));
    Set<Ndc> packages = new LinkedHashSet<>(ndcs);
    bags.forEach(packages::remove);
    if (drugs.isEmpty() && packages.stream().noneMatch(ndc -> isOfAnother(ndc, products))) {
      liquids = List.of();
      drugs = rxNorm;
    }
    if (packages.isEmpty()) {
      bags = List.of();
      packages = ndcs;
    }
    if (liquids.isEmpty() && bags.isEmpty()) {
      return this;
    }
    // Two drugs in the same liquid are not one drug.
    Set<String> others = new HashSet<>(all);
    liquids.forEach(liquid -> others.remove(identifier(liquid)));
    drugs.forEach(drug -> others.add(identifier(drug)));
    bags.forEach(bag -> others.remove(Canonicals.NDC + "|" + bag.value()));
    return new DrugCodings(others, packages, drugs, hcpcs, unreadNdcs, true);
  }

  /** Returns true if a package is known that has none of the RxNorm codes. */
  private boolean isOfAnother(Ndc ndc, ProductCatalog products) {
    return products
        .byNdc(ndc)
        .filter(product -> rxNorm.stream().noneMatch(c -> product.rxNorm().contains(c.getCode())))
        .isPresent();
  }

  /** Returns true if a coding, or all packages, are of a liquid that drugs are diluted with. */
  boolean areOfDiluent(Diluents diluents) {
    return rxNorm.stream().anyMatch(c -> diluents.has(List.of(c.getCode()), ""))
        || !ndcs.isEmpty() && ndcs.stream().allMatch(diluents::has);
  }

  private static boolean isDiluent(Coding coding, Diluents diluents) {
    return diluents.has(
        List.of(coding.getCode()), FhirValues.text(coding.getDisplayElement()).orElse(""));
  }

  private static String identifier(Coding rxNorm) {
    return Canonicals.RXNORM + "|" + rxNorm.getCode();
  }

  /** Returns true if a coding names a drug or a code that can be looked up. */
  boolean identify() {
    return !hcpcs.isEmpty() || !ndcs.isEmpty() || !rxNorm.isEmpty();
  }
}
