package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.operation.PricingOperations;

/**
 * The operations served, and the resource type that a client must be allowed to read for each. HAPI
 * includes others (expunge, reindex, bulk jobs, changes of tags); they are refused for everyone
 * with 403, with and without a token.
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR - 1)
public final class ServedOperations {
  private static final int FORBIDDEN = 403;
  private static final String NO_TYPE = "";
  private static final String VALIDATE = "$validate";
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          PricingOperations.PRICE_UNITS,
          Set.of("MedicationAdministration"),
          PricingOperations.CHECK_UNITS,
          Set.of("Claim"),
          "$lookup",
          Set.of("CodeSystem"),
          "$subsumes",
          Set.of("CodeSystem"),
          "$validate-code",
          Set.of("CodeSystem", "ValueSet"),
          "$batch-validate-code",
          Set.of("CodeSystem", "ValueSet"),
          "$expand",
          Set.of("ValueSet"),
          "$translate",
          Set.of("ConceptMap"),
          "$versions",
          Set.of(NO_TYPE));

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
    String type = type(request);
    return operation.equals(VALIDATE)
        ? Caller.of(request).map(caller -> caller.may(Set.of(Right.READ), type)).orElse(true)
        : isServed(operation, type);
  }

  /**
   * Returns the type that an operation requires the right to read.
   *
   * @return empty if the operation requires none, because it reveals no resource
   */
  static Optional<String> readType(RequestDetails request) {
    return Optional.of(type(request)).filter(type -> !type.equals(NO_TYPE));
  }

  private static boolean isServed(String operation, String type) {
    return TYPES.getOrDefault(operation, Set.of()).contains(type);
  }

  private static String type(RequestDetails request) {
    @Nullable String type = request.getResourceName();
    return type == null ? NO_TYPE : type;
  }
}
