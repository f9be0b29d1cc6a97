package org.priceunits.domain.product;

import org.jspecify.annotations.Nullable;

/**
 * A HCPCS code as CMS publishes it, reduced to what billing needs.
 *
 * @param code the code
 * @param validity the dates of service on which it may be used
 * @param dosage the amount that one billing unit stands for; absent if the descriptor is ambiguous
 * @param dosageText the dosage as published, if any
 * @param successor the code that replaced it, if known
 * @param unclassified true if it stands for any drug without a code of its own
 */
public record DrugCode(
    HcpcsCode code,
    Validity validity,
    @Nullable HcpcsDosage dosage,
    @Nullable String dosageText,
    @Nullable HcpcsCode successor,
    boolean unclassified) {

  /** Returns true if the code bills an amount of drug, as opposed to a visit or a supply. */
  public boolean isDrug() {
    return unclassified || dosage != null || dosageText != null;
  }
}
