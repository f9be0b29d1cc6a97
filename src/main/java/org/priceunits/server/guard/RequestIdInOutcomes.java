package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/** Gives the OperationOutcome of a failed request the request's id as its own. */
public final class RequestIdInOutcomes {

  @Hook(Pointcut.SERVER_OUTGOING_FAILURE_OPERATIONOUTCOME)
  public void failed(@Nullable RequestDetails request, IBaseOperationOutcome outcome) {
    if (request != null
        && request.getRequestId() != null
        && outcome instanceof OperationOutcome failure) {
      failure.setId(request.getRequestId());
    }
  }
}
