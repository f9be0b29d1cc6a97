package org.priceunits.knowledge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.priceunits.domain.product.DrugConcept;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.domain.product.Validity;

/**
 * The hosted packages, by what names them.
 *
 * @param ndcs each package by its NDC
 * @param rxNorm packages by RxNorm code
 * @param brands packages by brand, in lower case
 * @param concepts the drugs that RxNorm names, by RxNorm code
 * @param substances those of these drugs that are of one substance alone, by its name in lower case
 * @param codes packages by billing code
 */
record HostedProducts(
    Map<Ndc, DrugProduct> ndcs,
    Map<String, List<DrugProduct>> rxNorm,
    Map<String, List<DrugProduct>> brands,
    Map<String, DrugConcept> concepts,
    Map<String, List<DrugConcept>> substances,
    Map<HcpcsCode, List<Billed>> codes)
    implements ProductCatalog {

  /** A product and the days on which it is billed with the code of the index entry. */
  record Billed(DrugProduct product, Validity validity) {}

  @Override
  public Optional<DrugProduct> byNdc(Ndc ndc) {
    return Optional.ofNullable(ndcs.get(ndc));
  }

  @Override
  public List<DrugProduct> byRxNorm(String code) {
    return rxNorm.getOrDefault(code, List.of());
  }

  @Override
  public List<DrugProduct> ofBrand(String brand) {
    return brands.getOrDefault(brand.toLowerCase(Locale.ROOT), List.of());
  }

  @Override
  public Optional<DrugConcept> concept(String code) {
    return Optional.ofNullable(concepts.get(code));
  }

  @Override
  public List<DrugConcept> ofSubstance(String name) {
    return substances.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  @Override
  public List<DrugProduct> billedWith(HcpcsCode code, LocalDate day) {
    List<DrugProduct> products = new ArrayList<>(4);
    DrugProduct last = null;
    for (Billed billed : codes.getOrDefault(code, List.of())) {
      // The periods of one product are in sequence, and may overlap.
      if (billed.product() != last && billed.validity().on(day)) {
        last = billed.product();
        products.add(last);
      }
    }
    return products;
  }
}
