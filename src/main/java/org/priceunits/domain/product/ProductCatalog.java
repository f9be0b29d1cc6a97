package org.priceunits.domain.product;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The drug packages that are known here. */
public interface ProductCatalog {
  Optional<DrugProduct> byNdc(Ndc ndc);

  /** Every package that an RxNorm code names. */
  List<DrugProduct> byRxNorm(String rxNorm);

  /** Every package billed with a code on a day. */
  List<DrugProduct> billedWith(HcpcsCode code, LocalDate day);
}
