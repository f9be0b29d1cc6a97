package org.priceunits.domain.product;

import org.jspecify.annotations.Nullable;

/**
 * A HCPCS code as CMS publishes it, as far as billing needs it.
 *
 * @param code the code
 * @param validity the dates of service on which it may be used
 * @param dosage what one billing unit stands for; absent where the descriptor is not certain
 * @param dosageText the dosage as published, where there is one
 * @param successor the code that took its place, where one is known
 * @param unclassified true where it stands for any drug without a code of its own
 */
public record DrugCode(
    HcpcsCode code,
    Validity validity,
    @Nullable HcpcsDosage dosage,
    @Nullable String dosageText,
    @Nullable HcpcsCode successor,
    boolean unclassified) {

  /** Whether it is billed by an amount of drug, and not for a visit or a thing. */
  public boolean isDrug() {
    return unclassified || dosage != null || dosageText != null;
  }
}
