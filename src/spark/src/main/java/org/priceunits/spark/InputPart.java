package org.priceunits.spark;

import java.io.Serializable;

/**
 * A part of a file that one task reads.
 *
 * @param file position of the file among the inputs
 * @param name of the file, for messages: the path from the folder that was named on
 * @param address of the file
 * @param from first byte; the lines that begin at or after it belong to the part
 * @param to the byte at or after which lines belong to the next part
 * @param linesBefore number of lines of the file before this part; while it is not known, 0 for the
 *     first part and 1 for others
 */
record InputPart(int file, String name, String address, long from, long to, long linesBefore)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Returns true for a part that is all of its file, which then may be gzip. */
  boolean isWhole() {
    return from == 0 && to == Long.MAX_VALUE;
  }

  InputPart after(long lines) {
    return new InputPart(file, name, address, from, to, lines);
  }
}
