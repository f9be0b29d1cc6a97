package org.priceunits.domain.product;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The known drug packages. */
public interface ProductCatalog {
  Optional<DrugProduct> byNdc(Ndc ndc);

  /**
   * Returns the NDC that a text stands for, in any unambiguous format; ten digits without hyphens
   * count if they match one known package.
   *
   * @return empty if the text names no NDC, or may name several
   */
  default Optional<Ndc> ndc(String text) {
    Optional<Ndc> plain = Ndc.of(text);
    if (plain.isPresent()) {
      return plain;
    }
    List<Ndc> known = Ndc.candidates(text).stream().filter(ndc -> byNdc(ndc).isPresent()).toList();
    return known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty();
  }

  /** Returns every package that an RxNorm code names. */
  List<DrugProduct> byRxNorm(String rxNorm);

  /** Returns the drug that an RxNorm code names, with its codes; empty if it is not known. */
  default Optional<DrugConcept> concept(String rxNorm) {
    return Optional.empty();
  }

  /** Returns the drugs of RxNorm that are of one substance alone, by its name in any case. */
  default List<DrugConcept> ofSubstance(String name) {
    return List.of();
  }

  /** Returns every package of a brand, in any case. */
  default List<DrugProduct> ofBrand(String brand) {
    return List.of();
  }

  /** Returns every package billed with a code on a day. */
  List<DrugProduct> billedWith(HcpcsCode code, LocalDate day);
}
