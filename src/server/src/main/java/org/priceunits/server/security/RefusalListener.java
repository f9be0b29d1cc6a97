package org.priceunits.server.security;

import jakarta.servlet.http.HttpServletRequest;

/** Is notified of requests refused before they reach the FHIR servlet. */
@FunctionalInterface
public interface RefusalListener {

  /**
   * @param status 400, 401 or 403
   */
  void refused(HttpServletRequest request, int status);
}
