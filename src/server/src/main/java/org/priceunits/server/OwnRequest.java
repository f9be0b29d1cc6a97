package org.priceunits.server;

import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that an operation sends to the store for its own purposes, with the rights of the
 * calling request but none of its other properties. HAPI takes paging from a request's parameters,
 * a limit of results from its {@code Cache-Control} and the default page size from its server; each
 * would leave out records that are to be billed. Client, partition, kind of operation and
 * interceptors remain the caller's.
 */
final class OwnRequest extends ServletRequestDetails {

  /**
   * @param caller the request whose rights apply; an entry of a batch as well
   * @param withoutPages a server without a page size
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

  /** Returns false: an entry of a batch reads as much as a request of its own. */
  @Override
  public boolean isSubRequest() {
    return false;
  }
}
