package org.priceunits.server.security;

import jakarta.servlet.http.HttpServletRequest;

/** Hears of requests that were refused before they reached the FHIR servlet. */
@FunctionalInterface
public interface RefusalListener {

  /**
   * @param status 400, 401 or 403
   */
  void refused(HttpServletRequest request, int status);
}
