package org.priceunits.server.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Reads the body once up to a limit, checks it, and passes the plain bytes on, or refuses the
 * request with an OperationOutcome.
 */
final class RequestGuardFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_FORM = 64 * 1024;
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private final transient BodySizeLimit bodyReader;
  private final transient RefusalWriter refusalWriter;

  RequestGuardFilter(BodySizeLimit bodyReader, RefusalWriter refusalWriter) {
    this.bodyReader = bodyReader;
    this.refusalWriter = refusalWriter;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Refusal> wildQuery = ParameterScan.check(request.getQueryString());
    if (wildQuery.isPresent()) {
      refusalWriter.write(request, response, wildQuery.get());
      return;
    }
    if (!WITH_BODY.contains(request.getMethod())) {
      chain.doFilter(request, response);
      return;
    }
    BodySizeLimit.Result result = bodyReader.read(request);
    if (result instanceof BodySizeLimit.Refused refused) {
      refusalWriter.write(request, response, refused.refusal());
    } else if (result instanceof BodySizeLimit.Read body) {
      Optional<Refusal> refusal = checkBody(request, body.bytes());
      if (refusal.isPresent()) {
        refusalWriter.write(request, response, refusal.get());
      } else {
        chain.doFilter(buffered(request, body.bytes()), response);
      }
    }
  }

  private static Optional<Refusal> checkBody(HttpServletRequest request, byte[] body) {
    if (body.length == 0) {
      return Optional.empty();
    }
    BodyKind kind = BodyKind.of(request.getContentType());
    if (!kind.fits(request.getMethod(), request.getRequestURI())) {
      return Optional.of(
          new Refusal(
              415,
              IssueType.NOTSUPPORTED,
              "Send application/fhir+json or application/fhir+xml in UTF-8, also as a FHIRPath Patch; application/json-patch+json with PATCH; or a form to _search."));
    }
    if (kind == BodyKind.FORM) {
      return checkForm(body);
    }
    Optional<Refusal> longNumber = LongNumberScan.check(body);
    return longNumber.isEmpty() && kind.isJson() ? JsonScan.check(body) : longNumber;
  }

  /**
   * Checks a form: a search is posted because its URL would be too long, not because it is a
   * document.
   */
  private static Optional<Refusal> checkForm(byte[] body) {
    return body.length > LONGEST_FORM
        ? Optional.of(
            new Refusal(
                413,
                IssueType.TOOLONG,
                "The form is longer than the " + LONGEST_FORM + " bytes that are read here."))
        : ParameterScan.check(new String(body, StandardCharsets.UTF_8));
  }

  private static HttpServletRequest buffered(HttpServletRequest request, byte[] body) {
    return BodyKind.of(request.getContentType()) == BodyKind.FORM
        ? new FormRequest(request, body)
        : new BufferedRequest(request, body);
  }
}
