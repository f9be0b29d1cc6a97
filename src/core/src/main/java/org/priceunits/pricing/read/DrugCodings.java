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

/**
 * The codings of a drug by the identifiers that billing reads.
 *
 * @param all {@code system|code} of every coding with a system, an NDC in eleven digits
 * @param ndcs the packages named
 * @param rxNorm the RxNorm codings, with their names
 * @param hcpcs the HCPCS codes named
 * @param unreadNdcs the texts of NDCs that name no package, or may name several
 */
record DrugCodings(
    Set<String> all,
    Set<Ndc> ndcs,
    List<Coding> rxNorm,
    Set<HcpcsCode> hcpcs,
    List<String> unreadNdcs) {

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
    return new DrugCodings(all, ndcs, rxNorm, hcpcs, unreadNdcs);
  }

  /** Returns true if a coding names a drug or a code that can be looked up. */
  boolean identify() {
    return !hcpcs.isEmpty() || !ndcs.isEmpty() || !rxNorm.isEmpty();
  }
}
