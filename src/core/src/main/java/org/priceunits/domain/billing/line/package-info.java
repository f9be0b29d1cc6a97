/**
 * Writes the lines of a group: units, modifiers in the payer's order, NDC quantities and prices.
 *
 * <p>Entry: {@link org.priceunits.domain.billing.line.LineComposer}. Depends on {@code discard} and
 * what it sees.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.billing.line;
