package org.priceunits.cli.bulk;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.loading.ProgressBar;

/** Shows how far a run is: administrations a second, and the time that is left. */
final class BulkProgress {
  private final ProgressBar bar;
  private final int partitions;
  private final LongSupplier nanoTime;
  private final long started;
  private int done;
  private long administrations;

  /**
   * @param nanoTime as {@link System#nanoTime} tells it
   */
  BulkProgress(ProgressBar bar, int partitions, LongSupplier nanoTime) {
    this.bar = bar;
    this.partitions = partitions;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
  }

  /** Counts a partition. */
  void done(BulkTotals part) {
    done++;
    administrations += part.results().values().stream().mapToLong(Long::longValue).sum();
    Duration spent = Duration.ofNanos(nanoTime.getAsLong() - started);
    bar.at(
        done,
        partitions,
        String.format(
            Locale.ROOT,
            "%,d administrations, %,d/s",
            administrations,
            administrations * 1000 / Math.max(1, spent.toMillis())),
        spent);
  }
}
