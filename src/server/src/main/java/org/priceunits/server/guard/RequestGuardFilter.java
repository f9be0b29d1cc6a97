package org.priceunits.server.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.settings.ServerProperties;

/**
 * Reads the body once up to a limit, checks it, and passes the plain bytes on, or refuses the
 * request with an OperationOutcome.
 */
final class RequestGuardFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_FORM = 64 * 1024;
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private static final Refusal TOO_MANY_BODIES =
      new Refusal(
          503,
          IssueType.THROTTLED,
          "Too many bodies arrive at the same time. Try again after the seconds that Retry-After names.");

  private static final Refusal NO_BUNDLE =
      new Refusal(
          400,
          IssueType.REQUIRED,
          "There is no body. Post a Bundle of type batch or transaction to this address.");

  private final transient BodySizeLimit bodyReader;
  private final transient Semaphore bodies;
  private final transient RefusalWriter refusalWriter;

  /**
   * @param bodies most bodies that are read at the same time, fewer than the server has threads:
   *     half-sent ones hold a thread each until they time out
   */
  RequestGuardFilter(BodySizeLimit bodyReader, int bodies, RefusalWriter refusalWriter) {
    this.bodyReader = bodyReader;
    this.bodies = new Semaphore(bodies);
    this.refusalWriter = refusalWriter;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      Optional<Refusal> refused =
          ParameterScan.check(request.getQueryString()).or(() -> Formats.check(request));
      if (refused.isPresent()) {
        refusalWriter.write(request, response, refused.get());
      } else {
        withBody(withoutPreconditions(request), response, chain);
      }
    } catch (Preconditions.UnreadableException e) {
      refusalWriter.write(request, response, e.refusal());
    }
  }

  /** Takes the preconditions of a write from its headers; those of a read are HAPI's. */
  private static HttpServletRequest withoutPreconditions(HttpServletRequest request)
      throws Preconditions.UnreadableException {
    boolean writes =
        WITH_BODY.contains(request.getMethod()) || request.getMethod().equals("DELETE");
    @Nullable String since = request.getHeader(Preconditions.IF_MODIFIED_SINCE);
    if (writes) {
      Preconditions stated =
          Preconditions.ofHeaders(
              header(request, Preconditions.IF_MATCH),
              header(request, Preconditions.IF_NONE_MATCH),
              since,
              request.getHeader(Preconditions.IF_UNMODIFIED_SINCE));
      StatedPreconditions.state(request, stated);
      return new PlainHeaders(request, Preconditions.HEADERS);
    }
    return new PlainHeaders(
        request,
        since == null || Preconditions.isDate(since)
            ? Set.of()
            : Set.of(Preconditions.IF_MODIFIED_SINCE));
  }

  private static @Nullable String header(HttpServletRequest request, String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    return values.isEmpty() ? null : String.join(", ", values);
  }

  private void withBody(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!WITH_BODY.contains(request.getMethod())) {
      chain.doFilter(request, response);
      return;
    }
    if (!bodies.tryAcquire()) {
      response.setHeader("Retry-After", "1");
      refusalWriter.write(request, response, TOO_MANY_BODIES);
      return;
    }
    BodySizeLimit.Result result;
    try {
      result = bodyReader.read(request);
    } finally {
      bodies.release();
    }
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
      return request.getMethod().equals("POST") && isBase(request.getRequestURI())
          ? Optional.of(NO_BUNDLE)
          : Optional.empty();
    }
    BodyKind kind = BodyKind.of(request.getContentType());
    if (!kind.fits(request.getMethod(), request.getRequestURI())) {
      return Optional.of(
          new Refusal(
              415,
              IssueType.NOTSUPPORTED,
              "Send application/fhir+json or application/fhir+xml in UTF-8, also as a FHIRPath Patch; application/json-patch+json with PATCH; or a form to _search."));
    }
    Optional<Refusal> otherRelease = FhirVersion.ofBody(request.getContentType());
    if (otherRelease.isPresent()) {
      return otherRelease;
    }
    if (kind == BodyKind.FORM) {
      return checkForm(body);
    }
    Optional<Refusal> longNumber = LongNumberScan.check(body);
    return longNumber.isEmpty() && kind.isJson() ? JsonScan.check(body) : longNumber;
  }

  private static boolean isBase(String path) {
    return path.equals(ServerProperties.FHIR_BASE) || path.equals(ServerProperties.FHIR_BASE + "/");
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
        : ParameterScan.check(new String(body, StandardCharsets.UTF_8))
            .or(() -> Formats.check(new String(body, StandardCharsets.UTF_8)));
  }

  private static HttpServletRequest buffered(HttpServletRequest request, byte[] body) {
    return BodyKind.of(request.getContentType()) == BodyKind.FORM
        ? new FormRequest(request, body)
        : new BufferedRequest(body.length == 0 ? untyped(request) : request, body);
  }

  /** Hides the type of a body that is not there, which HAPI would try to parse. */
  private static HttpServletRequest untyped(HttpServletRequest request) {
    return new PlainHeaders(request, Set.of("Content-Type"));
  }
}
