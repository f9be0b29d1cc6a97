/**
 * The commands {@code price} and {@code load}: options in, tables or NDJSON out, and an exit code.
 *
 * <p>Entry: {@link org.priceunits.cli.PriceUnitsCommand}. May depend on {@code pricing} and {@code
 * loading}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cli;
