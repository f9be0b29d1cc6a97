package org.priceunits.server.operation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.RestfulServerUtils.ResponseEncoding;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.terminology.Reply;

/**
 * Sends the kept JSON of an answer instead of encoding its model again, if the client wants plain
 * JSON: no XML, no pretty-printing, no summary. A batch needs the model.
 */
@Interceptor
public final class EncodedAnswerInterceptor {
  private static final String READY = EncodedAnswerInterceptor.class.getName() + ".ready";
  private static final String ANSWER = EncodedAnswerInterceptor.class.getName() + ".answer";
  private static final Parameters PLACEHOLDER = new Parameters();
  private static final Set<String> SHAPING = Set.of("_pretty", "_summary", "_elements");

  /** Notes that this interceptor will see the answer, and the format that the client wants. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void notePlainJson(RequestDetails request) {
    boolean shaped = request.getParameters().keySet().stream().anyMatch(SHAPING::contains);
    if (shaped
        || isForBrowser(request)
        || request instanceof ServletSubRequestDetails
        || !(request instanceof ServletRequestDetails)) {
      return;
    }
    ResponseEncoding wanted =
        RestfulServerUtils.determineResponseEncodingNoDefault(request, EncodingEnum.JSON);
    boolean json = wanted == null || wanted.getEncoding() == EncodingEnum.JSON;
    if (json && !RestfulServerUtils.prettyPrintResponse(request.getServer(), request)) {
      String type =
          wanted == null
              ? EncodingEnum.JSON.getResourceContentTypeNonLegacy()
              : wanted.getResourceContentType();
      request.getUserData().put(READY, type + ";charset=UTF-8");
    }
  }

  /** Returns true for a browser that asks for a page; it gets HAPI's HTML view of the resource. */
  private static boolean isForBrowser(RequestDetails request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }

  /**
   * Returns what a provider answers with: a placeholder if the bytes will be sent, otherwise the
   * resource.
   */
  static Resource shortCut(RequestDetails request, Reply.Answered answer) {
    if (request instanceof ServletSubRequestDetails || !request.getUserData().containsKey(READY)) {
      return answer.resource();
    }
    request.getUserData().put(ANSWER, answer.json());
    return PLACEHOLDER;
  }

  /** Returns false, which ends HAPI's own sending, if it has sent the bytes. */
  @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = Integer.MAX_VALUE)
  public boolean send(RequestDetails request, HttpServletResponse response) throws IOException {
    if (!(request.getUserData().get(ANSWER) instanceof byte[] json)) {
      return true;
    }
    response.setContentType(String.valueOf(request.getUserData().get(READY)));
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
    return false;
  }
}
