package org.priceunits.cli.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.priceunits.loading.ProgressBar;

/** Shows how much of the inputs is read: megabytes a second, and the time that is left. */
final class ReadProgress {
  private static final int STEPS = 1_000_000;
  private static final long MEGABYTE = 1_000_000;

  /** A terminal that is written to more often is only slower. */
  private static final long BETWEEN = Duration.ofMillis(100).toNanos();

  private final ProgressBar bar;
  private final long total;
  private final LongSupplier nanoTime;
  private final long started;
  private long shown;
  private long read;

  /**
   * @param total bytes of all inputs, as they lie on disk; 0 if that is not known
   * @param nanoTime as {@link System#nanoTime} tells it
   */
  ReadProgress(ProgressBar bar, long total, LongSupplier nanoTime) {
    this.bar = bar;
    this.total = total;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
  }

  /** Returns a stream of the same bytes, which are counted. */
  InputStream of(InputStream in, String name) {
    show(name);
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1, name);
        return next;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int more = super.read(into, offset, length);
        count(Math.max(0, more), name);
        return more;
      }
    };
  }

  private void count(int more, String name) {
    read += more;
    if (nanoTime.getAsLong() - shown >= BETWEEN) {
      show(name);
    }
  }

  private void show(String name) {
    shown = nanoTime.getAsLong();
    Duration spent = Duration.ofNanos(shown - started);
    String rate =
        String.format(
            Locale.ROOT,
            "reading %s, %,d MB, %,d MB/s",
            name,
            read / MEGABYTE,
            read / MEGABYTE * 1_000 / Math.max(1, spent.toMillis()));
    // A file may grow while it is read.
    int step = total == 0 ? 0 : (int) (Math.min(read, total) * STEPS / total);
    if (step == 0) {
      bar.show(rate);
    } else {
      bar.at(step, STEPS, rate, spent);
    }
  }
}
