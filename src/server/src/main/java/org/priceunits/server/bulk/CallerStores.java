package org.priceunits.server.bulk;

import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.ResourceStore;

/** The part of the store that a client may read, without a request of it. */
@FunctionalInterface
public interface CallerStores {

  /**
   * @param client id of the client; null for one without a token
   * @param base the FHIR base URL that it called
   */
  ResourceStore of(@Nullable String client, String base);
}
