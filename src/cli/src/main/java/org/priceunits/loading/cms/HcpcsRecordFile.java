package org.priceunits.loading.cms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CMS's fixed-width HCPCS file ("contractor record"): 320 bytes, 293 until 2013, with the
 * long description continued over further records. Disclaimers above the data are skipped. A record
 * with any damaged part is rejected as a whole, since a truncated description has lost its dosage.
 * A file with fewer readable than damaged records is refused.
 */
public final class HcpcsRecordFile {
  private final List<HcpcsRecord> records = new ArrayList<>();
  private final List<RejectedLine> rejected = new ArrayList<>();
  private @Nullable FixedRecord first;
  private String description = "";
  private String damagedCode = "";

  private HcpcsRecordFile() {}

  /** Reads Latin-1 bytes with lines ended by CRLF or LF. */
  public static Reading<HcpcsRecord> read(byte[] file) {
    HcpcsRecordFile reader = new HcpcsRecordFile();
    String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      FixedRecord line = new FixedRecord(i + 1, lines[i]);
      if (line.isRecord()) {
        reader.accept(line);
      }
    }
    reader.finish();
    return reader.records.size() <= reader.rejected.size()
        ? new Reading.WrongFile<>(
            "This is no HCPCS record file: "
                + reader.records.size()
                + " records can be read and "
                + reader.rejected.size()
                + " cannot.")
        : new Reading.Read<>(reader.records, reader.rejected);
  }

  private void accept(FixedRecord line) {
    if (line.isContinuation()) {
      carryOn(line);
    } else {
      finish();
      start(line);
    }
  }

  private void start(FixedRecord line) {
    String fault = line.fault();
    damagedCode = fault.isEmpty() ? "" : line.code();
    if (fault.isEmpty()) {
      first = line;
      description = line.description();
    } else {
      rejected.add(new RejectedLine(line.number(), fault));
    }
  }

  private void carryOn(FixedRecord line) {
    if (first != null && first.code().equals(line.code()) && !line.hasControlCharacter()) {
      description = (description + " " + line.description()).strip();
    } else if (first != null && first.code().equals(line.code())) {
      reject(
          line,
          "The description of "
              + line.code()
              + " is damaged in this continuation, so its dosage is not certain.");
    } else if (!damagedCode.equals(line.code())) {
      if (first != null) {
        rejected.add(
            new RejectedLine(
                first.number(),
                "The record of "
                    + first.code()
                    + " is followed by a continuation of another code, so its description may lack its end."));
      }
      reject(line, "This continuation of " + line.code() + " follows no record of that code.");
    }
  }

  /** Rejects a record: a description with a gap is worse than none. */
  private void reject(FixedRecord line, String reason) {
    rejected.add(new RejectedLine(line.number(), reason));
    damagedCode = line.code();
    first = null;
  }

  private void finish() {
    if (first != null) {
      HcpcsRecord hcpcs = new HcpcsRow(first.number(), first.cells(description)).toRecord(rejected);
      if (hcpcs != null) {
        records.add(hcpcs);
      }
    }
    first = null;
  }
}
