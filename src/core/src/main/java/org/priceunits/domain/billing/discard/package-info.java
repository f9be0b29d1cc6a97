/**
 * Decides what of the opened containers was discarded, and whether the payer wants JW, JZ or
 * neither.
 *
 * <p>Entry: {@link org.priceunits.domain.billing.discard.DiscardRules}. Depends on {@code group}
 * and what it sees.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.billing.discard;
