/**
 * What a payer requires on a claim line and pays for it, as dated data.
 *
 * <p>Entry: {@link org.priceunits.domain.policy.PayerPolicy} and {@link
 * org.priceunits.domain.policy.FeeSchedule}. Depends on {@code domain.dose} and {@code
 * domain.product}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.policy;
