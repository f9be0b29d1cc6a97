package org.priceunits.server.bulk;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.PlainMessage;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.server.audit.JobAudit;
import org.priceunits.server.operation.OwnOperation;
import org.priceunits.server.security.RefusalListener;

/** Provides {@code $bulk-submit} and {@code $bulk-submit-status}. */
public final class SubmitProvider {
  private static final String DEFINITIONS = Canonicals.BASE + "/OperationDefinition/";
  private static final int FORBIDDEN = 403;

  private final Submitting submitting;
  private final JobAccess access;
  private final JobAudit audit;
  private final JobMeters meters;
  private final RefusalListener listener;

  SubmitProvider(
      Submitting submitting,
      JobAccess access,
      JobAudit audit,
      JobMeters meters,
      RefusalListener listener) {
    this.submitting = submitting;
    this.access = access;
    this.audit = audit;
    this.meters = meters;
    this.listener = listener;
  }

  @Operation(name = OwnOperation.Name.BULK_SUBMIT, canonicalUrl = DEFINITIONS + "bulk-submit")
  public OperationOutcome submit(RequestDetails details, HttpServletRequest request) {
    return answer(
        request,
        () -> {
          SubmitRequest said = SubmitRequest.submit(body(details));
          if (submitting.take(said, request)) {
            meters.count(JobMeters.Event.STARTED);
          }
          audit.called(request, OwnOperation.Name.BULK_SUBMIT);
          return taken(said);
        });
  }

  private static OperationOutcome taken(SubmitRequest said) {
    OperationOutcome outcome = new OperationOutcome();
    String notRead = said.notRead();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.INFORMATION)
        .setCode(IssueType.INFORMATIONAL)
        .setDiagnostics(
            notRead == null
                ? "Taken. $bulk-submit-status tells how far the submission is."
                : "Taken. " + notRead);
    return outcome;
  }

  /** Answers 202 with the address of the submission's job. */
  @Operation(
      name = OwnOperation.Name.BULK_SUBMIT_STATUS,
      manualResponse = true,
      canonicalUrl = DEFINITIONS + "bulk-submit-status")
  public void status(
      RequestDetails details, HttpServletRequest request, HttpServletResponse response) {
    String id =
        answer(
            request,
            () ->
                submitting
                    .find(SubmitRequest.status(body(details)).name(JobAccess.client(request)))
                    .orElseThrow(
                        () ->
                            NotPossibleException.of(
                                404,
                                IssueType.NOTFOUND,
                                "There is no such submission. It was removed, has expired, or is"
                                    + " another client's."))
                    .id());
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
    response.setHeader("Content-Location", JobRequests.base(request) + JobRequests.JOBS + id);
  }

  private static Parameters body(RequestDetails details) {
    IBaseResource body = details.getResource();
    if (body instanceof Parameters parameters) {
      return parameters;
    }
    throw NotPossibleException.of(
        400, IssueType.STRUCTURE, "The body is a Parameters resource. Send one.");
  }

  private <T> T answer(HttpServletRequest request, Supplier<T> call) {
    try {
      if (!access.mayPrice(request)) {
        throw NotPossibleException.of(
            FORBIDDEN, IssueType.FORBIDDEN, "The scopes of the access token do not grant this.");
      }
      return call.get();
    } catch (NotPossibleException e) {
      if (e.refusal().status() == FORBIDDEN) {
        listener.refused(request, FORBIDDEN);
      }
      throw refused(e.refusal().status(), PlainMessage.of(e), e.refusal().outcome());
    } catch (CallRefusedException e) {
      int status = e.reason() == CallRefusedException.Reason.NOT_UNDERSTOOD ? 400 : 422;
      throw refused(status, PlainMessage.of(e), e.outcome());
    }
  }

  private BaseServerResponseException refused(int status, String text, OperationOutcome outcome) {
    meters.count(JobMeters.Event.REFUSED);
    BaseServerResponseException refusal =
        new UnclassifiedServerFailureException(status, text, outcome);
    if (status == 429) {
      refusal.addResponseHeader("Retry-After", "60");
    }
    if (status == FORBIDDEN) {
      refusal.addResponseHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
    }
    return refusal;
  }
}
