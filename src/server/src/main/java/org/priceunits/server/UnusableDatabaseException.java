package org.priceunits.server;

/** Thrown at start if the database cannot be used as it is. */
final class UnusableDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String cure;

  UnusableDatabaseException(String fault, String cure) {
    super(fault);
    this.cure = cure;
  }

  /** Returns what to do. */
  String cure() {
    return cure;
  }
}
