package org.priceunits.server.guard;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.settings.ServerProperties;

/**
 * Answers requests that the web server itself refuses before any filter, such as a URL with an
 * encoded slash, with an OperationOutcome instead of a page. The text is fixed, since nothing in
 * such a request can be trusted.
 */
public final class OutcomeReportValve extends ErrorReportValve {
  private static final String OUTCOME =
      "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"%s\",\"diagnostics\":\"%s\"}]}";

  private static final String UNREADABLE =
      OUTCOME.formatted(
          "structure", "This is no request that the server can read. Check address and headers.");
  private static final String NOT_FOUND =
      OUTCOME.formatted(
          "not-found",
          "Nothing is served at this address. The FHIR server is under "
              + ServerProperties.FHIR_BASE
              + ".");

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() == HttpServletResponse.SC_NOT_IMPLEMENTED) {
      // A transfer coding that does not exist, which is no fault of the server.
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    }
    int status = response.getStatus();
    if (status < HttpServletResponse.SC_BAD_REQUEST
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    String body =
        status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
            ? status == HttpServletResponse.SC_NOT_FOUND ? NOT_FOUND : UNREADABLE
            : OUTCOME.formatted("exception", "The server failed.");
    response.setContentType("application/fhir+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    try {
      response.getReporter().write(body);
      response.finishResponse();
    } catch (IOException e) {
      // The client has disconnected.
      container.getLogger().debug("No answer could be written", e);
    }
  }
}
