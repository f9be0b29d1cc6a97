package org.priceunits.bulk;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A line on its way from its file to the pricing of its patient.
 *
 * @param file position of its file among the inputs
 * @param number of the line in its file
 * @param id of an administration; empty if it has none, and for any other line
 * @param text the line in UTF-8; for one that cannot be read, the reason
 */
public record StoredLine(PatientKey key, Kind kind, int file, long number, String id, byte[] text) {
  /** What is on the line. */
  public enum Kind {
    ADMINISTRATION,
    OTHER_RECORD,
    NOT_READABLE
  }

  private static final Kind[] KINDS = Kind.values();

  /** Returns the line of a record that {@link RecordScan} has read. */
  public static StoredLine of(int file, long number, byte[] text, RecordScan.OfPatient record) {
    PatientKey key =
        record.patient() == null
            ? PatientKey.ofRecord(text)
            : PatientKey.ofPatient(record.patient());
    Kind kind = record.isAdministration() ? Kind.ADMINISTRATION : Kind.OTHER_RECORD;
    String id = record.isAdministration() && record.id() != null ? record.id() : "";
    return new StoredLine(key, kind, file, number, id, text);
  }

  /** Returns a line that is nobody's record. */
  public static StoredLine of(int file, long number, RecordScan.NotReadable not) {
    byte[] reason = not.reason().getBytes(StandardCharsets.UTF_8);
    return new StoredLine(
        PatientKey.ofPlace(file, number), Kind.NOT_READABLE, file, number, "", reason);
  }

  /** Returns the same line as a record of another patient. */
  public StoredLine with(PatientKey other) {
    return new StoredLine(other, kind, file, number, id, text);
  }

  /** Writes the line as {@link #read} reads it. */
  public void write(DataOutputStream out) throws IOException {
    out.write(key.bytes());
    out.writeByte(kind.ordinal());
    out.writeInt(file);
    out.writeLong(number);
    out.writeUTF(id);
    out.writeInt(text.length);
    out.write(text);
  }

  /** Returns the next line; null at the end. */
  public static @Nullable StoredLine read(DataInputStream in) throws IOException {
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
