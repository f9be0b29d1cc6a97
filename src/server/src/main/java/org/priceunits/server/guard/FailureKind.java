package org.priceunits.server.guard;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Replaces an exception in a log: its class, its location and its causes, without the messages,
 * which may quote a resource or a whole statement.
 */
public final class FailureKind extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int CAUSES = 20;

  private FailureKind(Throwable failure, int causes) {
    super(kind(failure), cause(failure, causes));
    setStackTrace(failure.getStackTrace());
  }

  /**
   * Returns the replacement, which contains only names of classes and methods from the given
   * exception.
   */
  static FailureKind of(Throwable failure) {
    return failure instanceof FailureKind known ? known : new FailureKind(failure, CAUSES);
  }

  private static @Nullable FailureKind cause(Throwable failure, int causes) {
    Throwable cause = failure.getCause();
    return cause == null || causes == 0
        ? null
        : cause instanceof FailureKind known ? known : new FailureKind(cause, causes - 1);
  }

  private static String kind(Throwable failure) {
    String name = failure.getClass().getName();
    return failure instanceof SQLException fault
        ? name + ", SQLSTATE " + fault.getSQLState()
        : name;
  }
}
