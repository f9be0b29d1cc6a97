package org.priceunits.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks gzip of one or several members. Java's own stream takes the end of a member for the end
 * of all if nothing has arrived behind it yet, which loses the rest of a pipe or a socket in
 * silence.
 */
public final class GzipMembers {
  private GzipMembers() {}

  /**
   * Returns the plain bytes of all members.
   *
   * @param buffer size of the reads in bytes
   * @throws IOException if the source does not begin with gzip
   */
  public static InputStream of(InputStream gzip, int buffer) throws IOException {
    return new GZIPInputStream(new Coming(gzip), buffer);
  }

  /** A source that tells of its end by a read alone: until then there may be more. */
  private static final class Coming extends FilterInputStream {
    Coming(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
