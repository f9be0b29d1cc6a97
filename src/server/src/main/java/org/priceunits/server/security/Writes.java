package org.priceunits.server.security;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tests which requests write, and which writes come from clients. */
final class Writes {
  private static final Set<RestOperationTypeEnum> KINDS =
      EnumSet.of(
          RestOperationTypeEnum.CREATE,
          RestOperationTypeEnum.UPDATE,
          RestOperationTypeEnum.PATCH,
          RestOperationTypeEnum.DELETE);

  private Writes() {}

  /** Tests a single request; the entries of a batch or transaction are detected when stored. */
  static boolean isWrite(RequestDetails request) {
    return KINDS.contains(request.getRestOperationType());
  }

  /** Returns true for a client's request, false for the server's own. */
  static boolean fromOutside(@Nullable RequestDetails request) {
    return request != null && !(request instanceof SystemRequestDetails);
  }
}
