package org.priceunits.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.security.web.header.HeaderWriter;

/**
 * Sets the Content-Security-Policy of a response. FHIR is data and needs nothing; our pages have
 * scripts and styles of this server only; HAPI's pages have theirs inline.
 */
final class ContentPolicy implements HeaderWriter {
  static final String HEADER = "Content-Security-Policy";
  static final String DATA = "default-src 'none'; frame-ancestors 'none'";
  static final String PAGES = "default-src 'self'; frame-ancestors 'none'";
  static final String HAPI_PAGES =
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; frame-ancestors 'none'";

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader(HEADER, of(request));
  }

  private static String of(HttpServletRequest request) {
    if (!request.getRequestURI().startsWith(ServerProperties.FHIR_BASE)) {
      return PAGES;
    }
    String accept = request.getHeader("Accept");
    boolean page =
        request.getRequestURI().startsWith(ServerProperties.FHIR_BASE + "/swagger-ui")
            || accept != null && accept.contains("text/html");
    return page ? HAPI_PAGES : DATA;
  }
}
