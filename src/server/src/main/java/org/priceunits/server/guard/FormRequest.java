package org.priceunits.server.guard;

import ca.uhn.fhir.util.UrlUtil;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * A posted search form: the container can no longer parse the parameters, because the body was
 * already read.
 */
final class FormRequest extends BufferedRequest {
  private final Map<String, String[]> parameters;

  FormRequest(HttpServletRequest request, byte[] body) {
    super(request, body);
    parameters =
        UrlUtil.parseQueryStrings(
            Objects.requireNonNullElse(request.getQueryString(), ""),
            new String(body, StandardCharsets.UTF_8));
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return parameters;
  }
}
