package org.priceunits.cli.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the lines of an NDJSON file as bytes. Blank lines count as lines, and are skipped. */
public final class LineReader {
  /** Longest line that is kept, in bytes. A longer one is no record of one administration. */
  public static final int LONGEST = 16 << 20;

  private static final int BUFFER = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long number;

  public LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * A line.
   *
   * @param number from 1
   * @param bytes without the line's end; empty for a line that is {@code tooLong}
   */
  public record Line(long number, byte[] bytes, boolean tooLong) {}

  /** Returns the next line that is not blank; null at the end. */
  public @Nullable Line next() throws IOException {
    while (from < to || fill()) {
      Line line = line();
      if (line.tooLong() || !isBlank(line.bytes())) {
        return line;
      }
    }
    return null;
  }

  private Line line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 11);
    boolean tooLong = false;
    boolean ended = false;
    while (!ended && (from < to || fill())) {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      tooLong |= line.size() + (end - from) > LONGEST;
      if (!tooLong) {
        line.write(buffer, from, end - from);
      }
      ended = end < to;
      from = ended ? end + 1 : end;
    }
    number++;
    return new Line(number, tooLong ? new byte[0] : withoutMark(line.toByteArray()), tooLong);
  }

  private byte[] withoutMark(byte[] line) {
    boolean marked =
        number == 1
            && line.length >= BYTE_ORDER_MARK.length
            && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3);
    return marked ? Arrays.copyOfRange(line, BYTE_ORDER_MARK.length, line.length) : line;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
