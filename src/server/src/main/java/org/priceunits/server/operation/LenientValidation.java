package org.priceunits.server.operation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.jspecify.annotations.Nullable;

/**
 * Parses the body of {@code $validate} without refusing values that their type cannot have, such as
 * an unknown gender: the validator reads the body as it was sent, and finds all of them with their
 * place. Every other request is refused for the first.
 */
@Interceptor
public final class LenientValidation extends LenientErrorHandler {
  private static final ThreadLocal<Boolean> VALIDATING = ThreadLocal.withInitial(() -> false);

  /** Logs nothing: one body could write a hundred megabytes of log. */
  public LenientValidation() {
    super(false);
  }

  @Override
  public boolean isErrorOnInvalidValue() {
    return !VALIDATING.get();
  }

  @Override
  public void invalidValue(@Nullable IParseLocation place, String value, String error) {
    if (!VALIDATING.get()) {
      super.invalidValue(place, value, error);
    }
  }

  @Override
  public boolean isErrorOnInvalidExtension() {
    return !VALIDATING.get();
  }

  /** A sub-request of a Bundle is parsed with the Bundle. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public void before(ServletRequestDetails request) {
    VALIDATING.set(OwnOperation.isValidation(request) && ValidateProvider.hasOwnText(request));
  }

  @Hook(Pointcut.SERVER_PROCESSING_COMPLETED)
  public void after(@Nullable RequestDetails request) {
    VALIDATING.remove();
  }
}
