package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.Constants;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * Answers a refused request with an OperationOutcome, in XML if the client asks for XML, otherwise
 * in JSON.
 */
public final class RefusalWriter {
  private final FhirContext fhir;

  public RefusalWriter(FhirContext fhir) {
    this.fhir = fhir;
  }

  /** Writes status and OperationOutcome; the request's body is not read. */
  public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    boolean xml = wantsXml(request);
    IParser parser = xml ? fhir.newXmlParser() : fhir.newJsonParser();
    OperationOutcome outcome = refusal.outcome();
    outcome.setId(RequestId.of(request));
    byte[] body = parser.encodeResourceToString(outcome).getBytes(StandardCharsets.UTF_8);
    response.setStatus(refusal.status());
    response.setContentType(
        (xml ? Constants.CT_FHIR_XML_NEW : Constants.CT_FHIR_JSON_NEW) + ";charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /**
   * {@code _format} takes precedence over Accept, as in FHIR; it is searched in the text, since no
   * parameter has been parsed yet.
   */
  private static boolean wantsXml(HttpServletRequest request) {
    String query = Objects.requireNonNullElse(request.getQueryString(), "");
    int format = query.indexOf("_format=");
    if (format >= 0) {
      return query.substring(format).split("&", 2)[0].contains("xml");
    }
    String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
    return accept.contains("xml") && !accept.contains("json");
  }
}
