package org.priceunits.server.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.priceunits.server.guard.Refusal;

/** What the input of one job may come to, over all its streams: bytes, and time. */
final class Budget {
  private final long longest;
  private final long end;
  private final Refusal tooLong;
  private final Refusal tooLate;
  private long read;

  /**
   * @param longest most bytes, after decompression
   * @param time from now on
   */
  Budget(long longest, Duration time, Refusal tooLong, Refusal tooLate) {
    this.longest = longest;
    this.end = System.nanoTime() + time.toNanos();
    this.tooLong = tooLong;
    this.tooLate = tooLate;
  }

  /** Returns the stream, which ends with {@link RefusedException} where the budget does. */
  InputStream bound(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int more = super.read(into, offset, length);
        count(Math.max(0, more));
        return more;
      }
    };
  }

  /**
   * Returns a stream that ends where the time does, for what is compressed: a few bytes of it may
   * keep a reader busy, and give nothing.
   */
  InputStream timed(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        count(0);
        return super.read();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        count(0);
        return super.read(into, offset, length);
      }
    };
  }

  private void count(int more) throws RefusedException {
    read += more;
    if (read > longest) {
      throw new RefusedException(tooLong);
    }
    if (System.nanoTime() - end > 0) {
      throw new RefusedException(tooLate);
    }
  }
}
