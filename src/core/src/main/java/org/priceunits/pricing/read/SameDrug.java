package org.priceunits.pricing.read;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.ProductCatalog;

/** Compares the drug of an administration with that of a record about the same dose. */
final class SameDrug {
  private final ProductCatalog products;

  SameDrug(ProductCatalog products) {
    this.products = products;
  }

  /**
   * Returns true if both name one drug, or if a code of the day bills both.
   *
   * @param stated the code that the caller states for the administration; absent if there is none
   */
  boolean isOne(Drug given, Drug other, @Nullable HcpcsCode stated, LocalDate day) {
    if (given.isNamedAs(other)) {
      return true;
    }
    Set<HcpcsCode> codes = codes(given, day);
    if (stated != null) {
      codes.add(stated);
    }
    codes.retainAll(codes(other, day));
    return !codes.isEmpty();
  }

  /**
   * Returns true if both have codes for their drug and nothing in them is common: no coding, no
   * code of the day, no name. Words alone ("rest of the vial") contradict nothing.
   *
   * @param stated the code that the caller states for the administration; absent if there is none
   */
  boolean contradict(Drug given, Drug other, @Nullable HcpcsCode stated, LocalDate day) {
    return isCoded(given)
        && isCoded(other)
        && !isOne(given, other, stated, day)
        && !isNamedAlike(given, other, day);
  }

  private static boolean isCoded(Drug drug) {
    return drug.codings().stream().anyMatch(coding -> !coding.startsWith(Drug.REFERENCE));
  }

  /** Names count where the codes of the day are not known for both. */
  private boolean isNamedAlike(Drug given, Drug other, LocalDate day) {
    boolean words = !given.name().isEmpty() && given.name().equalsIgnoreCase(other.name());
    boolean substances =
        !Collections.disjoint(given.named().substances(), other.named().substances());
    return (words || substances) && (codes(given, day).isEmpty() || codes(other, day).isEmpty());
  }

  private Set<HcpcsCode> codes(Drug drug, LocalDate day) {
    Set<HcpcsCode> codes = new HashSet<>(drug.hcpcs());
    drug.ndcs().stream()
        .flatMap(ndc -> products.byNdc(ndc).stream())
        .forEach(p -> codes.addAll(p.codesOn(day)));
    drug.rxNorm().stream()
        .flatMap(code -> products.byRxNorm(code).stream())
        .forEach(p -> codes.addAll(p.codesOn(day)));
    return codes;
  }
}
