/**
 * Prices administered drugs as claim lines: applies the billing rules in one fixed order and
 * records the reason for every line.
 *
 * <p>Entry: {@link org.priceunits.domain.billing.UnitPricer}. Depends on the other packages of
 * {@code domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.billing;
