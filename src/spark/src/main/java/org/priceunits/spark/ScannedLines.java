package org.priceunits.spark;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.GzipMembers;
import org.priceunits.bulk.LineReader;
import org.priceunits.bulk.LineReader.Line;
import org.priceunits.bulk.RecordScan;
import org.priceunits.bulk.RecordScan.NotReadable;
import org.priceunits.bulk.RecordScan.Scanned;

/** Reads the lines of a part of a file, one at a time, and tells what each of them is. */
final class ScannedLines implements Iterator<ScannedLines.ScannedLine>, Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;
  private static final String TOO_LONG =
      "The line has more than %d MB. Put one record on a line.".formatted(LineReader.LONGEST >> 20);

  private final InputPart part;
  private final InputStream in;
  private final LineReader reader;
  private @Nullable Line next;

  /**
   * A line that is not blank.
   *
   * @param file position of its file
   */
  record ScannedLine(int file, Line line, Scanned scanned) {}

  private ScannedLines(InputPart part, InputStream in, LineReader reader) {
    this.part = part;
    this.in = in;
    this.reader = reader;
    advance();
  }

  /**
   * Opens the part; within a task it is closed with the task.
   *
   * @throws UncheckedIOException if the file cannot be read, with its name
   */
  static ScannedLines of(InputPart part, Configuration hadoop) {
    try {
      ScannedLines lines = open(part, hadoop);
      TaskContext task = TaskContext.get();
      if (task != null) {
        task.addTaskCompletionListener((TaskCompletionListener) ended -> lines.close());
      }
      return lines;
    } catch (IOException e) {
      throw named(part, e);
    }
  }

  private static ScannedLines open(InputPart part, Configuration hadoop) throws IOException {
    Path path = new Path(URI.create(part.address()));
    FSDataInputStream file = path.getFileSystem(hadoop).open(path, BUFFER);
    if (part.isWhole()) {
      InputStream text = unpacked(new BufferedInputStream(file, BUFFER));
      return new ScannedLines(part, text, new LineReader(text));
    }
    long start = part.from();
    if (start > 0) {
      // The line that reaches into this part belongs to the one before.
      file.seek(start - 1);
    }
    InputStream text = new BufferedInputStream(file, BUFFER);
    if (start > 0) {
      start += lengthOfLine(text) - 1;
    }
    long bytes = part.to() == Long.MAX_VALUE ? Long.MAX_VALUE : part.to() - start;
    return new ScannedLines(part, text, new LineReader(text, part.linesBefore(), bytes));
  }

  private static InputStream unpacked(InputStream bytes) throws IOException {
    bytes.mark(2);
    boolean gzip = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
    bytes.reset();
    return gzip ? new BufferedInputStream(GzipMembers.of(bytes, BUFFER), BUFFER) : bytes;
  }

  /** Reads to the end of a line; returns the number of bytes with the end. */
  private static long lengthOfLine(InputStream text) throws IOException {
    long length = 0;
    int read;
    do {
      read = text.read();
      length += read < 0 ? 0 : 1;
    } while (read >= 0 && read != '\n');
    return length;
  }

  private void advance() {
    try {
      next = reader.next();
      if (next == null) {
        in.close();
      }
    } catch (IOException e) {
      throw named(part, e);
    }
  }

  private static UncheckedIOException named(InputPart part, IOException e) {
    return new UncheckedIOException(new IOException(part.name() + ": " + e.getMessage(), e));
  }

  /** Returns how many lines of the part were read, blank ones too. */
  long lines() {
    return reader.number() - part.linesBefore();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public ScannedLine next() {
    Line line = next;
    if (line == null) {
      throw new NoSuchElementException();
    }
    advance();
    return new ScannedLine(
        part.file(),
        line,
        line.tooLong() ? new NotReadable(TOO_LONG) : RecordScan.of(line.bytes()));
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw named(part, e);
    }
  }
}
