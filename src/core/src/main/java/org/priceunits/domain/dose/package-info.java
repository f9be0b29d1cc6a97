/**
 * Amounts of drug, their strength, and the conversion between units.
 *
 * <p>Entry: {@link org.priceunits.domain.dose.Dose}. Depends on {@code java.*} only.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.dose;
