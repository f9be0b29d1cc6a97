package org.priceunits.domain.product;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The drug packages that are known here. */
public interface ProductCatalog {
  Optional<DrugProduct> byNdc(Ndc ndc);

  /**
   * The NDC that a text stands for: any unambiguous form, and ten digits without hyphens where they
   * name one package here.
   *
   * @return empty where it names none, or may name several
   */
  default Optional<Ndc> ndc(String text) {
    Optional<Ndc> plain = Ndc.of(text);
    if (plain.isPresent()) {
      return plain;
    }
    List<Ndc> known = Ndc.candidates(text).stream().filter(ndc -> byNdc(ndc).isPresent()).toList();
    return known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty();
  }

  /** Every package that an RxNorm code names. */
  List<DrugProduct> byRxNorm(String rxNorm);

  /** Every package billed with a code on a day. */
  List<DrugProduct> billedWith(HcpcsCode code, LocalDate day);
}
