package org.priceunits.cli.bulk;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.PatientKey;

/**
 * A line between the two passes.
 *
 * @param file position of its file among the inputs
 * @param number of the line in its file
 * @param id of an administration; empty if it has none, and for any other line
 * @param text the line in UTF-8; for one that cannot be read, the reason
 */
record StoredLine(PatientKey key, Kind kind, int file, long number, String id, byte[] text) {
  /** What is on the line. */
  enum Kind {
    ADMINISTRATION,
    OTHER_RECORD,
    NOT_READABLE
  }

  private static final Kind[] KINDS = Kind.values();

  StoredLine with(PatientKey other) {
    return new StoredLine(other, kind, file, number, id, text);
  }

  void write(DataOutputStream out) throws IOException {
    out.write(key.bytes());
    out.writeByte(kind.ordinal());
    out.writeInt(file);
    out.writeLong(number);
    out.writeUTF(id);
    out.writeInt(text.length);
    out.write(text);
  }

  /** Returns the next line; null at the end. */
  static @Nullable StoredLine read(DataInputStream in) throws IOException {
    byte[] key = new byte[PatientKey.BYTES];
    try {
      in.readFully(key);
    } catch (EOFException e) {
      return null;
    }
    Kind kind = KINDS[in.readByte()];
    int file = in.readInt();
    long number = in.readLong();
    String id = in.readUTF();
    byte[] text = new byte[in.readInt()];
    in.readFully(text);
    return new StoredLine(PatientKey.ofBytes(key), kind, file, number, id, text);
  }
}
