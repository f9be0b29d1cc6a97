package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.priceunits.server.operation.OwnOperation;

/**
 * Refuses for everyone, with and without a token, what is not in the list of {@link OwnOperation}:
 * HAPI includes other operations (expunge, reindex, bulk jobs, changes of tags).
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR - 1)
public final class ServedOperations {
  private static final int FORBIDDEN = 403;

  private final RefusalListener listener;

  ServedOperations(RefusalListener listener) {
    this.listener = listener;
  }

  /** Refuses an operation that is not served, before HAPI reads its parameters. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void beforeOperation(RequestDetails request) {
    String operation = request.getOperation();
    if (operation != null && operation.startsWith("$") && !isServed(operation, request)) {
      if (request instanceof ServletRequestDetails http) {
        listener.refused(http.getServletRequest(), FORBIDDEN);
      }
      throw new ForbiddenOperationException("The operation " + operation + " is not served here.");
    }
  }

  private static boolean isServed(String operation, RequestDetails request) {
    return OwnOperation.isServed(operation, readType(request).orElse(null));
  }

  /**
   * Returns the type that an operation requires the right to read.
   *
   * @return empty if the operation requires none, because it reveals no resource
   */
  static Optional<String> readType(RequestDetails request) {
    return Optional.ofNullable(request.getResourceName()).filter(type -> !type.isEmpty());
  }
}
