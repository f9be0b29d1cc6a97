package org.priceunits.server.bulk;

/** Ends the work on a job that was cancelled, or on a node that stops; it is no fault. */
final class JobGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobGoneException(String message) {
    super(message);
  }
}
