package org.priceunits.domain.product;

import java.time.LocalDate;
import java.util.List;
import org.priceunits.domain.product.DrugProduct.DatedCode;

/**
 * A drug as RxNorm names it, without its package.
 *
 * @param code RxNorm code
 * @param kind how much of the drug it names
 * @param substances names of the drug substances, diluents left out; empty if unknown
 * @param codes the codes of its packages
 * @param whole true if these are all codes that the drug can have, so that descriptions add none
 */
public record DrugConcept(
    String code, Kind kind, List<String> substances, List<DatedCode> codes, boolean whole) {

  /** How much of a drug a concept names. */
  public enum Kind {
    /** A substance, or several: whatever its form and maker (IN, PIN, MIN). */
    SUBSTANCE,
    /** Substance, strength and form, whatever its maker (SCDC, SCD, GPCK). */
    PRODUCT,
    /** The product of one maker (BN, SBDC, SBD, BPCK). */
    BRAND
  }

  public DrugConcept {
    substances = List.copyOf(substances);
    codes = List.copyOf(codes);
  }

  /** Returns the codes of its packages on a day. */
  public List<HcpcsCode> codesOn(LocalDate day) {
    return codes.stream()
        .filter(dated -> dated.validity().on(day))
        .map(DatedCode::code)
        .distinct()
        .toList();
  }
}
