/**
 * What a pricing is asked: the administrations with drug, dose, day and setting, what the call says
 * of all of them, and the reference data that answers it.
 *
 * <p>Entry: {@link org.priceunits.domain.billing.request.PricingRequest}. Depends on {@code
 * domain.dose}, {@code domain.product} and {@code domain.policy}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.billing.request;
