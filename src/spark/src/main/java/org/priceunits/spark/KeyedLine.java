package org.priceunits.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.priceunits.bulk.StoredLine;
import scala.Tuple2;

/** A line with its key, in the bytes in which it goes from node to node. */
final class KeyedLine {
  private KeyedLine() {}

  static Tuple2<LineKey, byte[]> of(StoredLine line) {
    return new Tuple2<>(LineKey.of(line), bytes(line));
  }

  static byte[] bytes(StoredLine line) {
    return written(line.text().length, line::write);
  }

  /** Reads what {@link #bytes} wrote. */
  static StoredLine line(byte[] bytes) {
    return read(bytes, in -> Objects.requireNonNull(StoredLine.read(in)));
  }

  /**
   * Returns a shared resource that goes with the records of a patient.
   *
   * @param name {@code type/id}
   */
  static Tuple2<LineKey, byte[]> shared(byte[] patient, String name, String text) {
    byte[] bytes =
        written(
            text.length(),
            out -> {
              out.writeUTF(name);
              out.write(text.getBytes(StandardCharsets.UTF_8));
            });
    return new Tuple2<>(new LineKey(patient, LineKey.SHARED, 0), bytes);
  }

  /** Returns name and text of what {@link #shared} wrote. */
  static Tuple2<String, String> shared(byte[] bytes) {
    return read(
        bytes,
        in -> new Tuple2<>(in.readUTF(), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private static byte[] written(int length, Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length + 128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot be written to.", e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reading<T> reading) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return reading.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot be read.", e);
    }
  }
}
