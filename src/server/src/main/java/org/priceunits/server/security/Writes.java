package org.priceunits.server.security;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which requests write, and which writes come from outside. */
final class Writes {
  private static final Set<RestOperationTypeEnum> KINDS =
      EnumSet.of(
          RestOperationTypeEnum.CREATE,
          RestOperationTypeEnum.UPDATE,
          RestOperationTypeEnum.PATCH,
          RestOperationTypeEnum.DELETE);

  private Writes() {}

  /** Of a request of its own; the entries of a batch or transaction are found when stored. */
  static boolean isWrite(RequestDetails request) {
    return KINDS.contains(request.getRestOperationType());
  }

  /** Whether somebody asked for it, and not the server itself. */
  static boolean fromOutside(@Nullable RequestDetails request) {
    return request != null && !(request instanceof SystemRequestDetails);
  }
}
