package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import com.google.common.base.Throwables;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Hides what the database says of a fault: a driver's message can hold the whole statement, with
 * the resource that was to be stored. Log and answer get the kind of the fault, as SQLSTATE.
 */
@Interceptor(order = DatabaseFaults.AFTER_OTHERS)
public final class DatabaseFaults {
  /** Who knows the fault better speaks first. */
  static final int AFTER_OTHERS = 1_000;

  private static final int SERVER_FAULTS = 500;

  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException hide(Throwable failure) {
    if (failure instanceof BaseServerResponseException answer
        && answer.getStatusCode() < SERVER_FAULTS) {
      return null;
    }
    return Throwables.getCausalChain(failure).stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst()
        .map(
            fault ->
                new InternalErrorException(
                    "The database failed with SQLSTATE %s, and nothing of the request is stored. Tell the operator, who finds the kind of fault under that code."
                        .formatted(fault.getSQLState())))
        .orElse(null);
  }
}
