package org.priceunits.cli.bulk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.priceunits.bulk.SharedLines;

/**
 * The resources that records of any patient may refer to, on disk; memory holds 16 bytes for each.
 * Of several lines with one name it keeps those that decide which one counts. Safe for use by
 * several threads.
 */
final class SharedRecords implements Closeable {
  private static final int FIRST_CAPACITY = 1 << 10;
  private static final long EMPTY = -1;

  private final FileChannel file;
  private long[] hashes = new long[FIRST_CAPACITY];
  private long[] places = filled(FIRST_CAPACITY);
  private int count;
  private long end;

  SharedRecords(Path path) throws IOException {
    this.file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * @param name {@code type/id}
   */
  synchronized void put(String name, byte[] line) throws IOException {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    int slot = slot(name, key);
    boolean fresh = places[slot] == EMPTY;
    byte[] before = fresh ? line : text(places[slot]);
    byte[] text = SharedLines.merged(before, line);
    if (!fresh && Arrays.equals(text, before)) {
      return;
    }
    hashes[slot] = hash(name);
    places[slot] = end;
    ByteBuffer record =
        ByteBuffer.allocate(2 * Integer.BYTES + key.length + text.length)
            .putInt(key.length)
            .put(key)
            .putInt(text.length)
            .put(text)
            .flip();
    while (record.hasRemaining()) {
      end += file.write(record, end);
    }
    if (fresh && ++count > hashes.length / 2) {
      grow();
    }
  }

  /** Returns the resource with a name, as {@link SharedLines} keep it. */
  Optional<String> find(String name) throws IOException {
    int slot = slot(name, name.getBytes(StandardCharsets.UTF_8));
    return places[slot] == EMPTY
        ? Optional.empty()
        : Optional.of(new String(text(places[slot]), StandardCharsets.UTF_8));
  }

  /** Returns the slot that has the name, otherwise the one that it would have. */
  private int slot(String name, byte[] key) throws IOException {
    long hash = hash(name);
    int slot = (int) (hash & hashes.length - 1);
    while (places[slot] != EMPTY
        && !(hashes[slot] == hash && Arrays.equals(part(places[slot]), key))) {
      slot = slot + 1 & hashes.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    long[] oldPlaces = places;
    hashes = new long[oldHashes.length * 2];
    places = filled(hashes.length);
    for (int i = 0; i < oldPlaces.length; i++) {
      if (oldPlaces[i] != EMPTY) {
        int slot = (int) (oldHashes[i] & hashes.length - 1);
        while (places[slot] != EMPTY) {
          slot = slot + 1 & hashes.length - 1;
        }
        hashes[slot] = oldHashes[i];
        places[slot] = oldPlaces[i];
      }
    }
  }

  private byte[] text(long place) throws IOException {
    return part(place + Integer.BYTES + part(place).length);
  }

  /** Reads a length and as many bytes. */
  private byte[] part(long place) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    readFully(length, place);
    ByteBuffer part = ByteBuffer.allocate(length.flip().getInt());
    readFully(part, place + Integer.BYTES);
    return part.array();
  }

  private void readFully(ByteBuffer into, long from) throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int read = file.read(into, at);
      if (read < 0) {
        throw new IOException("A temporary file is shorter than it was. Is the disk full?");
      }
      at += read;
    }
  }

  /** Mixes the bits of a polynomial hash, since names differ in their last digits only. */
  private static long hash(String name) {
    long hash = 1;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + name.charAt(i);
    }
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    return hash ^ hash >>> 33;
  }

  private static long[] filled(int length) {
    long[] places = new long[length];
    Arrays.fill(places, EMPTY);
    return places;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
