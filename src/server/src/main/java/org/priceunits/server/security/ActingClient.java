package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the server read and write for a client whose request has been answered: in that client's
 * partition. The scopes were checked when the request came.
 */
public final class ActingClient {
  private ActingClient() {}

  /**
   * @param client id of the client; null for a request without a token
   * @param base the FHIR base URL that was called
   */
  public static SystemRequestDetails of(@Nullable String client, String base) {
    return of(client, base, new SystemRequestDetails());
  }

  /**
   * @param client id of the client; null for a request without a token
   * @param base the FHIR base URL that was called
   * @param interceptors of these reads and writes, beside the store's own
   */
  public static SystemRequestDetails of(
      @Nullable String client, String base, IInterceptorBroadcaster interceptors) {
    return of(client, base, new SystemRequestDetails(interceptors));
  }

  private static SystemRequestDetails of(
      @Nullable String client, String base, SystemRequestDetails details) {
    details.setFhirServerBase(base);
    if (client != null) {
      new Caller(client, null, List.of()).putOn(details);
    }
    return details;
  }
}
