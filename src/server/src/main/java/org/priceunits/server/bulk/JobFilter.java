package org.priceunits.server.bulk;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.server.audit.JobAudit;
import org.priceunits.server.guard.FhirVersion;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.guard.RefusalWriter;
import org.priceunits.server.operation.OwnOperation;
import org.priceunits.server.security.RefusalListener;

/**
 * Takes the requests about jobs out of those for the FHIR servlet. It stands twice in the chain:
 * before the bodies are read, for the jobs themselves and for NDJSON of any length, and after they
 * were checked, for FHIR resources.
 */
final class JobFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Refusal NOT_AT_ONCE =
      new Refusal(
          415,
          IssueType.NOTSUPPORTED,
          "NDJSON is priced by a job. Send it with the header Prefer: respond-async.");
  private static final Refusal FORBIDDEN =
      new Refusal(403, IssueType.FORBIDDEN, "The scopes of the access token do not grant this.");

  private final boolean bodiesAreRead;
  private final transient JobStart start;
  private final transient JobAnswers answers;
  private final transient JobAccess access;
  private final transient JobAudit audit;
  private final transient JobMeters meters;
  private final transient RefusalWriter refusals;
  private final transient RefusalListener listener;

  /**
   * @param bodiesAreRead true for the place after the bodies were checked
   */
  JobFilter(
      boolean bodiesAreRead,
      JobStart start,
      JobAnswers answers,
      JobAccess access,
      JobAudit audit,
      JobMeters meters,
      RefusalWriter refusals,
      RefusalListener listener) {
    this.bodiesAreRead = bodiesAreRead;
    this.start = start;
    this.answers = answers;
    this.access = access;
    this.audit = audit;
    this.meters = meters;
    this.refusals = refusals;
    this.listener = listener;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean job = !bodiesAreRead && JobRequests.path(request).startsWith(JobRequests.JOBS);
    boolean call =
        JobRequests.isCall(request)
            && JobRequests.hasLines(request) != bodiesAreRead
            && (JobRequests.isAsynchronous(request) || JobRequests.hasLines(request));
    if (!job && !call) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Refusal> otherRelease = otherRelease(request);
    if (otherRelease.isPresent()) {
      refuse(request, response, otherRelease.get());
    } else if (!access.mayPrice(request)) {
      forbidden(request, response, FORBIDDEN);
    } else if (job) {
      answers.answer(request, response);
    } else if (!JobRequests.isAsynchronous(request)) {
      refuse(request, response, NOT_AT_ONCE);
    } else {
      start(request, response);
    }
  }

  /** Checks NDJSON and the requests about jobs, which the guard of other requests does not see. */
  private static Optional<Refusal> otherRelease(HttpServletRequest request) {
    return FhirVersion.ofBody(request.getContentType())
        .or(() -> FhirVersion.ofAnswer(Collections.list(request.getHeaders("Accept"))));
  }

  private void start(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      String id = start.start(request);
      meters.count(JobMeters.Event.STARTED);
      audit.called(request, OwnOperation.PRICE_UNITS.called());
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
      response.setHeader("Content-Location", JobRequests.base(request) + JobRequests.JOBS + id);
    } catch (NotPossibleException e) {
      refuse(request, response, e.refusal());
    } catch (RefusedException e) {
      if (e.refusal().status() == FORBIDDEN.status()) {
        forbidden(request, response, e.refusal());
      } else {
        refuse(request, response, e.refusal());
      }
    } catch (CallRefusedException e) {
      meters.count(JobMeters.Event.REFUSED);
      outcome(response, e);
    }
  }

  private void forbidden(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    listener.refused(request, refusal.status());
    response.setHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
    refuse(request, response, refusal);
  }

  /** The rest of a body that is refused is not read. */
  private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    meters.count(JobMeters.Event.REFUSED);
    if (refusal.status() == 429) {
      response.setHeader("Retry-After", "60");
    }
    refusals.write(request, response, refusal);
  }

  private static void outcome(HttpServletResponse response, CallRefusedException refused)
      throws IOException {
    byte[] body =
        FhirContext.forR4Cached()
            .newJsonParser()
            .encodeResourceToString(refused.outcome())
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(refused.reason() == CallRefusedException.Reason.NOT_UNDERSTOOD ? 400 : 422);
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
