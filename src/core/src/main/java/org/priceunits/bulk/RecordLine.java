package org.priceunits.bulk;

import java.nio.charset.StandardCharsets;

/**
 * One line of an NDJSON file.
 *
 * @param file name of the file, for messages
 * @param number of the line in its file, from 1
 * @param text a FHIR resource in JSON
 */
public record RecordLine(String file, long number, String text) {
  /** Decodes a line that {@link RecordScan} has read, so that it is known to be UTF-8. */
  public static RecordLine of(String file, long number, byte[] utf8) {
    return new RecordLine(file, number, new String(utf8, StandardCharsets.UTF_8));
  }
}
