package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/**
 * Hides the database's fault messages: a driver's message can contain the whole statement, with the
 * resource that was to be stored. Log and answer state the kind of the fault, as SQLSTATE.
 */
@Interceptor(order = DatabaseFaults.AFTER_OTHERS)
public final class DatabaseFaults {
  /** Runs after interceptors that know the fault better. */
  static final int AFTER_OTHERS = 1_000;

  private static final int SERVER_FAULTS = 500;
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  /** SQLSTATE classes: no connection, and a PostgreSQL that is stopping or starting. */
  private static final List<String> UNREACHABLE = List.of("08", "57P");

  /** PostgreSQL's texts cannot contain NUL, which a JSON string or a URL may. */
  private static final String NO_SUCH_CHARACTER = "22021";

  /**
   * Returns the replacement; null if the failure does not concern the database, or is a refusal
   * that does not quote the database.
   */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException hide(Throwable failure) {
    SQLException fault =
        Throwables.getCausalChain(failure).stream()
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .findFirst()
            .orElse(null);
    if (fault == null) {
      return null;
    }
    if (NO_SUCH_CHARACTER.equals(fault.getSQLState())) {
      return new InvalidRequestException(
          "A text of the request holds a character that the database does not take, such as NUL. Take it out.");
    }
    if (failure instanceof BaseServerResponseException answer
        && answer.getStatusCode() < SERVER_FAULTS) {
      return quotes(answer, fault) ? refusal(answer.getStatusCode(), fault) : null;
    }
    return answer(fault, failure);
  }

  /** HAPI appends the message of the database's exception, or of its wrapper, to its own code. */
  private static boolean quotes(BaseServerResponseException answer, SQLException fault) {
    String text = Strings.nullToEmpty(answer.getMessage());
    for (Throwable cause = answer.getCause(); cause != null; cause = cause.getCause()) {
      String quoted = Strings.nullToEmpty(cause.getMessage());
      if (!quoted.isEmpty() && text.contains(quoted)) {
        return true;
      }
      if (cause == fault) {
        return false;
      }
    }
    return false;
  }

  /** Keeps the status, such as 409 of two concurrent writes, and replaces the text. */
  private static BaseServerResponseException refusal(int status, SQLException fault) {
    String text =
        (status == CONFLICT
                ? "The database refused the write (SQLSTATE %s): another request stored the same at the same time. Read what is stored, then send the write again."
                : "The database refused the request (SQLSTATE %s). Correct what you send: the same request will be refused again.")
            .formatted(state(fault));
    IssueType type = status == CONFLICT ? IssueType.CONFLICT : IssueType.PROCESSING;
    return new UnclassifiedServerFailureException(
        status, text, new Refusal(status, type, text).outcome());
  }

  private static BaseServerResponseException answer(SQLException fault, Throwable failure) {
    BaseServerResponseException answer = answer(fault);
    answer.initCause(FailureKind.of(failure));
    return answer;
  }

  private static BaseServerResponseException answer(SQLException fault) {
    String state = state(fault);
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

  private static String state(SQLException fault) {
    return Objects.requireNonNullElse(fault.getSQLState(), "unknown");
  }
}
