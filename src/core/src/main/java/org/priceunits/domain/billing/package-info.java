/**
 * From administered drugs to billable lines: the rules, in one ordered list, and the reason on
 * every line.
 *
 * <p>Entry: {@link org.priceunits.domain.billing.UnitPricer}. Depends on the other packages of
 * {@code domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.billing;
