package org.priceunits.server.bulk;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.PatientKey;
import org.priceunits.bulk.RecordLine;

/**
 * A record on its way from a request to a chunk.
 *
 * @param file name of its source, for messages
 * @param number of the line in its source
 * @param id of an administration, or of the one that this is part of; empty if there is none
 * @param text the record in UTF-8; the reason, if there is no record
 */
record JobLine(PatientKey key, Kind kind, String file, long number, String id, byte[] text) {
  /** Longer names cannot be ids in FHIR. */
  private static final int LONGEST_NAME = 1_000;

  private static final Kind[] KINDS = Kind.values();

  /** What a line is. */
  enum Kind {
    ADMINISTRATION,
    /** An administration that is stored here. */
    STORED_ADMINISTRATION,
    OTHER_RECORD,
    NOT_READABLE,
    NOT_FOUND;

    boolean isAdministration() {
      return this == ADMINISTRATION || this == STORED_ADMINISTRATION;
    }
  }

  JobLine {
    file = file.length() > LONGEST_NAME ? file.substring(0, LONGEST_NAME) : file;
    id = id.length() > LONGEST_NAME ? "" : id;
  }

  JobLine with(PatientKey other) {
    return new JobLine(other, kind, file, number, id, text);
  }

  RecordLine record() {
    return RecordLine.of(file, number, text);
  }

  void write(DataOutputStream out) throws IOException {
    out.write(key.bytes());
    out.writeByte(kind.ordinal());
    out.writeUTF(file);
    out.writeLong(number);
    out.writeUTF(id);
    out.writeInt(text.length);
    out.write(text);
  }

  /** Returns the next line; null at the end. */
  static @Nullable JobLine read(DataInputStream in) throws IOException {
    byte[] key = new byte[PatientKey.BYTES];
    try {
      in.readFully(key);
    } catch (EOFException e) {
      return null;
    }
    Kind kind = KINDS[in.readByte()];
    String file = in.readUTF();
    long number = in.readLong();
    String id = in.readUTF();
    byte[] text = new byte[in.readInt()];
    in.readFully(text);
    return new JobLine(PatientKey.ofBytes(key), kind, file, number, id, text);
  }
}
