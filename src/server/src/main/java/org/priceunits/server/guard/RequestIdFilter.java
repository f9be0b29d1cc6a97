package org.priceunits.server.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Writes the {@linkplain RequestId id} of a request into the response header, into the log lines of
 * its thread, and into the request header that HAPI reads.
 */
final class RequestIdFilter extends HttpFilter {
  /** Its key in the log context. */
  static final String MDC_KEY = "requestId";

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = RequestId.assign(request);
    response.setHeader(RequestId.HEADER, id);
    MDC.put(MDC_KEY, id);
    try {
      chain.doFilter(new WithId(request, id), response);
    } finally {
      MDC.remove(MDC_KEY);
    }
  }

  /** Hides an invalid id sent by a client from everything after this filter. */
  private static final class WithId extends HttpServletRequestWrapper {
    private final String id;

    WithId(HttpServletRequest request, String id) {
      super(request);
      this.id = id;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return RequestId.HEADER.equalsIgnoreCase(name) ? id : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return RequestId.HEADER.equalsIgnoreCase(name)
          ? Collections.enumeration(Collections.singleton(id))
          : super.getHeaders(name);
    }

    /** HAPI reads the headers listed here. */
    @Override
    public Enumeration<String> getHeaderNames() {
      var names = Collections.list(super.getHeaderNames());
      if (names.stream().noneMatch(RequestId.HEADER::equalsIgnoreCase)) {
        names.add(RequestId.HEADER);
      }
      return Collections.enumeration(names);
    }
  }
}
