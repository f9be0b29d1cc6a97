package org.priceunits.server.guard;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body was already read and decompressed: the content encoding is no longer
 * visible.
 */
class BufferedRequest extends HttpServletRequestWrapper {
  private final byte[] body;
  private final Bytes stream;

  BufferedRequest(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
    stream = new Bytes(body);
  }

  @Override
  public ServletInputStream getInputStream() {
    return stream;
  }

  @Override
  public int getContentLength() {
    return body.length;
  }

  @Override
  public long getContentLengthLong() {
    return body.length;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return isEncoding(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isEncoding(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  private static boolean isEncoding(String name) {
    return "Content-Encoding".equalsIgnoreCase(name);
  }

  private static final class Bytes extends ServletInputStream {
    private final ByteArrayInputStream in;

    Bytes(byte[] body) {
      in = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return in.read(target, offset, length);
    }

    @Override
    public boolean isFinished() {
      return in.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException(
          "The body was read before; there is nothing to wait for.");
    }
  }
}
