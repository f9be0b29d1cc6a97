/**
 * One call of {@code Claim/$check-units} without HTTP: compares a claim that someone wrote with
 * what its administrations give.
 *
 * <p>Entry: {@link org.priceunits.pricing.check.CheckUnitsOperation}. May depend on {@code pricing}
 * and all that {@code pricing} sees.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.pricing.check;
