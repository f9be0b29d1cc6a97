/**
 * What a pricing answers: the lines with their working, the rules that these cite, the issues with
 * their codes, and the claims that the lines stand on.
 *
 * <p>Entry: {@link org.priceunits.domain.billing.result.Pricing} and {@link
 * org.priceunits.domain.billing.result.Issue}. Depends on {@code request}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.billing.result;
