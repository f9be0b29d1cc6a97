/**
 * Amounts of drug: what was given, how strong it is, and how one unit turns into another.
 *
 * <p>Entry: {@link org.priceunits.domain.dose.Dose}. Depends on {@code java.*} only.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.dose;
