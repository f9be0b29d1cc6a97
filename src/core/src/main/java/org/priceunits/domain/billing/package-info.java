/**
 * Prices administered drugs as claim lines: applies the billing rules in one fixed order and
 * records the reason for every line.
 *
 * <p>Entry: {@link org.priceunits.domain.billing.UnitPricer}. A pricing goes through its rooms in
 * this order: {@code request} is what it is asked, {@code code} finds each administration's code,
 * {@code group} adds up what is billed together, {@code discard} decides over JW and JZ, {@code
 * line} writes the lines, {@code result} is the answer. Depends on the other packages of {@code
 * domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.billing;
