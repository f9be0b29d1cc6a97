package org.priceunits.server.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of one request: the client's own if it sends one that is valid in a log line and as a FHIR
 * id, otherwise a new one. HAPI has such an id for FHIR requests alone, and only once it has parsed
 * them; the guards and the log need it before.
 */
public final class RequestId {
  /** Header in requests and responses. */
  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9.-]{8,64}");

  private RequestId() {}

  /** Returns the id set by {@link RequestIdFilter}; absent if that filter is not installed. */
  public static @Nullable String of(HttpServletRequest request) {
    return (String) request.getAttribute(ATTRIBUTE);
  }

  static String assign(HttpServletRequest request) {
    String sent = request.getHeader(HEADER);
    String id =
        sent != null && FIT.matcher(sent).matches()
            ? sent
            : UUID.randomUUID().toString().replace("-", "");
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
