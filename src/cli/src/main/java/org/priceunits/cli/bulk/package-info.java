/**
 * Prices files of any size on one machine: NDJSON in, NDJSON out, in bounded memory.
 *
 * <p>Entry: {@link org.priceunits.cli.bulk.BulkRun}. Two passes: {@link
 * org.priceunits.cli.bulk.PatientPartitions} sorts the lines by patient into files on disk, then
 * the partitions are priced in parallel, a patient at a time. May depend on {@code bulk}, {@code
 * pricing} and {@code loading}'s progress bar.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cli.bulk;
