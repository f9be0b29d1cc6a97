/**
 * The commands {@code price} and {@code load}: options in, tables or NDJSON out, and an exit code.
 *
 * <p>Entry: {@link org.priceunits.cli.PriceUnitsCommand}. May depend on {@code pricing}, {@code
 * loading} with its rooms, and {@code fhir}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cli;
