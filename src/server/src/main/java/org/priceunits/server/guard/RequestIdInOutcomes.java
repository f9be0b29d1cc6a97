package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Sets the id of the OperationOutcome of a failed request to the request's id. Terminology
 * operations are excluded: HL7's test suite compares theirs exactly, and the header has the id in
 * any case.
 */
public final class RequestIdInOutcomes {
  private static final Set<String> TERMINOLOGY = Set.of("CodeSystem", "ValueSet", "ConceptMap");

  @Hook(Pointcut.SERVER_OUTGOING_FAILURE_OPERATIONOUTCOME)
  public void failed(@Nullable RequestDetails request, IBaseOperationOutcome outcome) {
    if (request != null
        && request.getRequestId() != null
        && !isTerminology(request)
        && outcome instanceof OperationOutcome failure) {
      failure.setId(request.getRequestId());
    }
  }

  private static boolean isTerminology(RequestDetails request) {
    return request.getOperation() != null
        && TERMINOLOGY.contains(String.valueOf(request.getResourceName()));
  }
}
