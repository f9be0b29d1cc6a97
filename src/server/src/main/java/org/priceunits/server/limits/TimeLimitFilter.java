package org.priceunits.server.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.priceunits.server.guard.RefusalWriter;

/** Starts the time of a request, and stops reading a body that arrives too slowly. */
final class TimeLimitFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient TimeLimit limit;
  private final transient RefusalWriter refusalWriter;

  TimeLimitFilter(TimeLimit limit, RefusalWriter refusalWriter) {
    this.limit = limit;
    this.refusalWriter = refusalWriter;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    limit.begin(request);
    try {
      chain.doFilter(new TimedBody(request), response);
    } catch (SlowBodyException e) {
      response.setHeader("Connection", "close");
      refusalWriter.write(request, response, limit.tooSlow());
    } finally {
      limit.end();
    }
  }

  private static final class SlowBodyException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final class TimedBody extends HttpServletRequestWrapper {
    TimedBody(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new TimedStream(super.getInputStream());
    }
  }

  /** Checks the time at each part that arrives. */
  private final class TimedStream extends ServletInputStream {
    private final ServletInputStream body;

    TimedStream(ServletInputStream body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      inTime();
      return body.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      inTime();
      return body.read(into, offset, length);
    }

    private void inTime() throws SlowBodyException {
      if (limit.isOver()) {
        throw new SlowBodyException();
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
