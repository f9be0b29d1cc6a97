/**
 * The commands {@code price}, {@code check} and {@code load}: options in, tables, NDJSON or X12
 * out, and an exit code.
 *
 * <p>Entry: {@link org.priceunits.cli.PriceUnitsCommand}. May depend on {@code pricing}, {@code
 * knowledge}, {@code units}, {@code x12}, {@code loading} with its rooms, and {@code fhir}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cli;
