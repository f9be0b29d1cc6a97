package org.priceunits.server.limits;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.google.common.base.Throwables;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.guard.Refusal;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Limits the duration of a request. Nothing is interrupted, since an interrupt closes the file of
 * H2: the reading of the body and each pricing check the clock, and transactions end by their own
 * timeout, which is set to the same time.
 */
@Interceptor
public final class TimeLimit {
  private static final int SERVER_FAULTS = 500;
  private static final String END = TimeLimit.class.getName();
  private static final Refusal OUT_OF_TIME =
      new Refusal(
          503,
          IssueType.TIMEOUT,
          "The request took longer than the server or its database allows, and was ended. Ask for less at once; before a write is sent again, read what is stored.");

  private static final Refusal AS_JOB =
      new Refusal(
          503,
          IssueType.TIMEOUT,
          "The request took longer than the server or its database allows, and was ended. Ask for less at once, or send it with the header Prefer: respond-async, which prices any number as a job.");

  /**
   * Messages of timeouts that the exception's class does not identify: Hibernate's own deadline,
   * and failures of searches, for which HAPI keeps only the database's text (PostgreSQL's and
   * H2's).
   */
  private static final Pattern TIMEOUT_MESSAGES =
      Pattern.compile(
          "^transaction timeout expired|canceling statement due to|Statement was canceled or the session timed out");

  /** PostgreSQL's SQLSTATE of a statement that exceeded its timeout. */
  private static final String QUERY_CANCELED = "57014";

  private final Duration limit;
  private final ThreadLocal<Long> end = new ThreadLocal<>();

  TimeLimit(Duration limit) {
    this.limit = limit;
  }

  /** Starts the time of this thread's request. */
  void begin() {
    end.set(System.nanoTime() + limit.toNanos());
  }

  /** Starts it also for the threads in which HAPI runs the request's entries. */
  void begin(HttpServletRequest request) {
    begin();
    request.setAttribute(END, end.get());
  }

  /** Continues the time of a request whose entries HAPI runs in threads of their own. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void resume(RequestDetails request) {
    if (request.isSubRequest()
        && request instanceof ServletRequestDetails http
        && http.getServletRequest().getAttribute(END) instanceof Long last) {
      end.set(last);
    }
  }

  /** Ends it. */
  void end() {
    end.remove();
  }

  /** Returns true if the time is over; false outside a request, such as while the server starts. */
  boolean isOver() {
    Long last = end.get();
    return last != null && System.nanoTime() - last > 0;
  }

  /** Throws if the request has exceeded its time. */
  public void check() {
    if (isOver()) {
      throw new OutOfTimeException(OUT_OF_TIME);
    }
  }

  /** Returns the answer to a transaction timeout, which is not a fault of the server. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException refused(
      Throwable failure, @Nullable RequestDetails request) {
    boolean job = request != null && CallSize.runsAsJob(request);
    if (failure instanceof OutOfTimeException) {
      return job ? new OutOfTimeException(AS_JOB) : null;
    }
    boolean refused =
        failure instanceof BaseServerResponseException answer
            && answer.getStatusCode() < SERVER_FAULTS;
    return !refused && Throwables.getCausalChain(failure).stream().anyMatch(TimeLimit::isTimeout)
        ? new OutOfTimeException(job ? AS_JOB : OUT_OF_TIME)
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

  /** Returns the refusal of a body that does not arrive in time. */
  Refusal tooSlow() {
    return new Refusal(
        408,
        IssueType.TIMEOUT,
        "The body did not arrive within %d s.".formatted(limit.toSeconds()));
  }

  /** The answer to a request whose time is over. */
  private static final class OutOfTimeException extends UnclassifiedServerFailureException {
    private static final long serialVersionUID = 1L;

    OutOfTimeException(Refusal refusal) {
      super(refusal.status(), "Out of time", refusal.outcome());
    }
  }
}
