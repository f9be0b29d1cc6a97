/**
 * Exact conversion between units of mass and volume, by UCUM.
 *
 * <p>Entry: {@link org.priceunits.units.UcumUnits}. May depend on {@code domain} only.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.units;
