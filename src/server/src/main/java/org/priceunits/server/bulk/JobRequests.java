package org.priceunits.server.bulk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.priceunits.server.operation.OwnOperation;
import org.priceunits.server.settings.ServerProperties;

/** Tells the requests that are about jobs. */
final class JobRequests {
  /** Path of the jobs below the FHIR base. */
  static final String JOBS = "/" + OwnOperation.PRICE_UNITS.called() + "-job/";

  private static final String ASYNCHRONOUS = "respond-async";
  private static final List<String> LINES =
      List.of("application/fhir+ndjson", "application/ndjson", "application/x-ndjson");

  private JobRequests() {}

  /** Returns true for a call, at the level of a type, of an operation with an asynchronous form. */
  static boolean isCall(HttpServletRequest request) {
    String[] path = path(request).split("/");
    return request.getMethod().equals("POST")
        && path.length == 3
        && OwnOperation.runsAsJob(path[2], path[1]);
  }

  /** Returns true if the caller wants the answer later. */
  static boolean isAsynchronous(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Prefer")).stream()
        .flatMap(header -> Stream.of(header.split("[,;]")))
        .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals(ASYNCHRONOUS));
  }

  /** Returns true if the body is NDJSON. */
  static boolean hasLines(HttpServletRequest request) {
    String type = Objects.requireNonNullElse(request.getContentType(), "");
    return LINES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  /** Returns the path below the FHIR base. */
  static String path(HttpServletRequest request) {
    return Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  /** Returns the FHIR base that was called. */
  static String base(HttpServletRequest request) {
    String url = request.getRequestURL().toString();
    return url.substring(0, url.length() - request.getRequestURI().length())
        + request.getContextPath()
        + ServerProperties.FHIR_BASE;
  }

  /** Returns the URL that was called. */
  static String url(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURL() + (query == null ? "" : "?" + query);
  }
}
