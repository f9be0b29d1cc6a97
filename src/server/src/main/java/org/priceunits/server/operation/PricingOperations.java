package org.priceunits.server.operation;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of the pricing operations, for the code that counts, limits or audits their calls. */
public final class PricingOperations {
  public static final String PRICE_UNITS = "$price-units";
  public static final String CHECK_UNITS = "$check-units";
  private static final Set<String> NAMES = Set.of(PRICE_UNITS, CHECK_UNITS);

  private PricingOperations() {}

  /** Returns true if a request calls one of them; false for no request. */
  public static boolean isCalledBy(@Nullable RequestDetails request) {
    return request != null && NAMES.contains(String.valueOf(request.getOperation()));
  }
}
