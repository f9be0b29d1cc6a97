package org.priceunits.server.bulk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.priceunits.bulk.GzipMembers;

/** Compresses pieces in memory. */
final class Gzip {
  private static final int BUFFER = 1 << 14;

  private Gzip() {}

  static byte[] of(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes, BUFFER)) {
      zip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static InputStream plain(byte[] zipped) throws IOException {
    return GzipMembers.of(new ByteArrayInputStream(zipped), BUFFER);
  }
}
