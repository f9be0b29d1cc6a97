package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import java.util.Set;
import org.priceunits.server.operation.OwnOperation;

/**
 * Refuses for everyone, with and without a token, what is not in the list of {@link OwnOperation}:
 * HAPI includes other operations (expunge, reindex, bulk jobs, changes of tags).
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR - 1)
public final class ServedOperations {
  private static final int FORBIDDEN = 403;
  private static final String VALIDATE = "$validate";

  private final RefusalListener listener;

  ServedOperations(RefusalListener listener) {
    this.listener = listener;
  }

  /** Refuses an operation that is not served, before HAPI reads its parameters. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void beforeOperation(RequestDetails request) {
    String operation = request.getOperation();
    if (operation != null && operation.startsWith("$") && !mayCall(operation, request)) {
      if (request instanceof ServletRequestDetails http) {
        listener.refused(http.getServletRequest(), FORBIDDEN);
      }
      throw new ForbiddenOperationException("The operation " + operation + " is not served here.");
    }
  }

  /** HAPI checks no rule for {@code $validate}, so the right to read the type is checked here. */
  private static boolean mayCall(String operation, RequestDetails request) {
    Optional<String> type = readType(request);
    return operation.equals(VALIDATE)
        ? Caller.of(request).map(c -> c.may(Set.of(Right.READ), type.orElse(""))).orElse(true)
        : OwnOperation.isServed(operation, type.orElse(null));
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
