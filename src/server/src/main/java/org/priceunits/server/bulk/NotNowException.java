package org.priceunits.server.bulk;

/** The threads of this node that may wait for other servers do so; the others price meanwhile. */
final class NotNowException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
