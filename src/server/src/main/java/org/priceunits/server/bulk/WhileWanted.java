package org.priceunits.server.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads while the job is wanted: asks before each part. */
final class WhileWanted extends FilterInputStream {
  private final Runnable stillWanted;

  /**
   * @param stillWanted throws {@link JobGoneException} if the job is not
   */
  WhileWanted(InputStream in, Runnable stillWanted) {
    super(in);
    this.stillWanted = stillWanted;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    stillWanted.run();
    return super.read(into, offset, length);
  }
}
