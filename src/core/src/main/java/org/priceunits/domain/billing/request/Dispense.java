package org.priceunits.domain.billing.request;

import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.Ndc;

/**
 * What the pharmacy dispensed of one package for an administration.
 *
 * @param quantity as recorded
 * @param count the number of containers, if the quantity counts them; absent if it is an amount
 * @param ndc the package; of several, one whose containers are those of all
 * @param several true if it names several packages of one product, such as vial and carton, so that
 *     it is not known whose NDC a claim should carry
 */
public record Dispense(Dose quantity, @Nullable Integer count, Ndc ndc, boolean several) {
  /** Creates a dispense that names one package. */
  public Dispense(Dose quantity, @Nullable Integer count, Ndc ndc) {
    this(quantity, count, ndc, false);
  }
}
