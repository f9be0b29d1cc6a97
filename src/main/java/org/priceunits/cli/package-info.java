/**
 * The command line.
 *
 * <p>Entry: {@link org.priceunits.cli.PriceUnits}. May depend on everything.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cli;
