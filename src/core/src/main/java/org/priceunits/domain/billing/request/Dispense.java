package org.priceunits.domain.billing.request;

import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.Ndc;

/**
 * What the pharmacy dispensed of one package for an administration.
 *
 * @param quantity as recorded
 * @param count the number of containers, if the quantity counts them; absent if it is an amount
 * @param ndc the package
 */
public record Dispense(Dose quantity, @Nullable Integer count, Ndc ndc) {}
