package org.priceunits.server;

import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation asks the store for its own ends, with the rights of the request that called it
 * and with nothing else of it. HAPI takes pages from a request's parameters, a limit of results
 * from its {@code Cache-Control} and the usual page from its server; each would leave out records
 * that are to be billed. Client, partition, kind of operation and interceptors stay the caller's.
 */
final class OwnRequest extends ServletRequestDetails {

  /**
   * @param caller whose rights count; an entry of a batch as well
   * @param withoutPages a server without a page of any size
   */
  OwnRequest(ServletRequestDetails caller, RestfulServer withoutPages) {
    super(caller);
    setServer(withoutPages);
    setParameters(Map.of());
  }

  @Override
  public @Nullable String getHeader(String name) {
    return null;
  }

  @Override
  public List<String> getHeaders(String name) {
    return List.of();
  }

  /** An entry of a batch reads as much as a request of its own. */
  @Override
  public boolean isSubRequest() {
    return false;
  }
}
