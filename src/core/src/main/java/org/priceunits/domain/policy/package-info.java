/**
 * Payer policies and prices as dated data: the requirements on a claim line, and the payment for
 * it.
 *
 * <p>Entry: {@link org.priceunits.domain.policy.PayerPolicy} and {@link
 * org.priceunits.domain.policy.FeeSchedule}. Depends on {@code domain.dose} and {@code
 * domain.product}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.policy;
