/**
 * Fault injection on real processes: nodes killed, the database killed, the disk full. Run by the
 * scripts in {@code bench/faults}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.faults;
