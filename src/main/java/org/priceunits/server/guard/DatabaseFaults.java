package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import com.google.common.base.Throwables;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
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
  private static final int UNAVAILABLE = 503;

  /** Classes of SQLSTATE: no connection, and a PostgreSQL that stops or starts. */
  private static final List<String> UNREACHABLE = List.of("08", "57P");

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
        .map(DatabaseFaults::answer)
        .orElse(null);
  }

  private static BaseServerResponseException answer(SQLException fault) {
    String state = Objects.requireNonNullElse(fault.getSQLState(), "unknown");
    return fault instanceof SQLTransientConnectionException
            || fault instanceof SQLNonTransientConnectionException
            || UNREACHABLE.stream().anyMatch(state::startsWith)
        ? new UnclassifiedServerFailureException(
                UNAVAILABLE,
                "The database cannot be reached (SQLSTATE %s). Try again; before a write is sent again, read what is stored."
                    .formatted(state))
            .addResponseHeader("Retry-After", "5")
        : new InternalErrorException(
            "The database failed with SQLSTATE %s. Tell the operator, who finds the kind of fault under that code; before a write is sent again, read what is stored."
                .formatted(state));
  }
}
