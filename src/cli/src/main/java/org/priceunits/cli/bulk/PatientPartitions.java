package org.priceunits.cli.bulk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.StoredLine;

/**
 * Files on disk that hold the lines by patient: all lines of a patient are in one file, and the
 * files are in the order of the patients' keys. Safe for use by several threads while it is
 * written.
 */
final class PatientPartitions implements Closeable {
  private static final int BUFFER = 1 << 14;

  private final Path folder;
  private final int prefix;
  private final int bits;
  private final @Nullable DataOutputStream[] files;

  /**
   * A file of lines.
   *
   * @param prefix number of leading bits that all keys in it share
   */
  record Partition(Path path, int prefix) {}

  /**
   * @param prefix number of leading bits of the keys that do not distinguish, since all lines share
   *     them
   * @param bits number of bits after these that do: there are as many files as they have values
   */
  PatientPartitions(Path folder, int prefix, int bits) throws IOException {
    // Its parent is there, or an interrupted run has removed it.
    this.folder = Files.createDirectory(folder);
    this.prefix = prefix;
    this.bits = bits;
    this.files = new DataOutputStream[1 << bits];
  }

  /** Returns the number of bits that splits lines of a total size into files of a given one. */
  static int bits(long total, long size, int most) {
    int bits = 0;
    while (bits < most && total >> bits > size) {
      bits++;
    }
    return bits;
  }

  void add(StoredLine line) throws IOException {
    int index = index(line.key().bytes());
    synchronized (files) {
      DataOutputStream file = files[index];
      if (file == null) {
        file =
            new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(path(index)), BUFFER));
        files[index] = file;
      }
      line.write(file);
    }
  }

  private int index(byte[] key) {
    int value = 0;
    for (int bit = prefix; bit < prefix + bits; bit++) {
      value = value << 1 | key[bit / Byte.SIZE] >> Byte.SIZE - 1 - bit % Byte.SIZE & 1;
    }
    return value;
  }

  private Path path(int index) {
    return folder.resolve("%05d".formatted(index));
  }

  /** Returns the files that hold lines, in the order of the keys. */
  List<Partition> partitions() {
    List<Partition> written = new ArrayList<>();
    for (int i = 0; i < files.length; i++) {
      if (files[i] != null) {
        written.add(new Partition(path(i), prefix + bits));
      }
    }
    return written;
  }

  /** Ends writing. */
  @Override
  public void close() throws IOException {
    for (DataOutputStream file : files) {
      if (file != null) {
        file.close();
      }
    }
  }

  /** Receives the lines of a partition, one at a time. */
  interface LineSink {
    void accept(StoredLine line) throws IOException;
  }

  static void read(Path partition, LineSink sink) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(partition), 1 << 16))) {
      for (StoredLine line = StoredLine.read(in); line != null; line = StoredLine.read(in)) {
        sink.accept(line);
      }
    }
  }
}
