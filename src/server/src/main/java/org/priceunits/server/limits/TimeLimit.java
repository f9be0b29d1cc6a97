package org.priceunits.server.limits;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import com.google.common.base.Throwables;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.guard.Refusal;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * How long a request may take. Nothing is interrupted, since an interrupt closes the file of H2:
 * the reading of the body and each pricing look at the clock, and transactions end by their own
 * timeout, which is set to the same time.
 */
@Interceptor
public final class TimeLimit {
  private static final int SERVER_FAULTS = 500;
  private static final Refusal OUT_OF_TIME =
      new Refusal(
          503,
          IssueType.TIMEOUT,
          "The request took longer than the server or its database allows, and was ended. Ask for less at once; before a write is sent again, read what is stored.");

  /**
   * Where the class does not tell: Hibernate's own deadline, and failures of searches, of which
   * HAPI keeps the database's words only (PostgreSQL's and H2's).
   */
  private static final Pattern TIMEOUT_MESSAGES =
      Pattern.compile(
          "^transaction timeout expired|canceling statement due to|Statement was canceled or the session timed out");

  /** PostgreSQL's SQLSTATE of a statement that ran into its timeout. */
  private static final String QUERY_CANCELED = "57014";

  private final Duration limit;
  private final ThreadLocal<Long> end = new ThreadLocal<>();

  TimeLimit(Duration limit) {
    this.limit = limit;
  }

  /** The time of this thread's request begins. */
  void begin() {
    end.set(System.nanoTime() + limit.toNanos());
  }

  /** The request has ended. */
  void end() {
    end.remove();
  }

  /** False outside a request, such as while the server starts. */
  boolean isOver() {
    Long last = end.get();
    return last != null && System.nanoTime() - last > 0;
  }

  /** Refuses to go on where the request has had its time. */
  public void check() {
    if (isOver()) {
      throw refusal();
    }
  }

  /** A transaction that ran into its timeout is no fault of the server. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException refused(Throwable failure) {
    boolean refused =
        failure instanceof BaseServerResponseException answer
            && answer.getStatusCode() < SERVER_FAULTS;
    return !refused && Throwables.getCausalChain(failure).stream().anyMatch(TimeLimit::isTimeout)
        ? refusal()
        : null;
  }

  private static boolean isTimeout(Throwable cause) {
    return cause instanceof TransactionTimedOutException
        || cause instanceof jakarta.persistence.QueryTimeoutException
        || cause instanceof org.hibernate.QueryTimeoutException
        || cause instanceof org.springframework.dao.QueryTimeoutException
        || cause instanceof java.sql.SQLTimeoutException
        || (cause instanceof SQLException fault && QUERY_CANCELED.equals(fault.getSQLState()))
        || TIMEOUT_MESSAGES.matcher(String.valueOf(cause.getMessage())).find();
  }

  /** For a body that does not arrive. */
  Refusal tooSlow() {
    return new Refusal(
        408,
        IssueType.TIMEOUT,
        "The body did not arrive within %d s.".formatted(limit.toSeconds()));
  }

  private BaseServerResponseException refusal() {
    return new UnclassifiedServerFailureException(
        OUT_OF_TIME.status(), "Out of time", OUT_OF_TIME.outcome());
  }
}
