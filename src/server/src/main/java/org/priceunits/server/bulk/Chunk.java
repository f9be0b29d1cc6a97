package org.priceunits.server.bulk;

import org.jspecify.annotations.Nullable;

/**
 * Some whole patients of a job.
 *
 * @param first first part of the input; {@link Parts#WITHOUT_PATIENT} for the records without one
 * @param last last part
 * @param administrations number of them
 * @param priced true if its claims are written
 * @param stored true if its claims are put into the store, or need not be
 * @param totals sums in JSON; null until it is priced
 */
record Chunk(
    int number,
    int first,
    int last,
    int administrations,
    boolean priced,
    boolean stored,
    @Nullable String totals) {

  boolean isDone() {
    return priced && stored;
  }
}
