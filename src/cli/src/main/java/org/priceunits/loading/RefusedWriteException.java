package org.priceunits.loading;

import java.io.IOException;

/** The target did not take what was to be written together; nothing of it is written. */
final class RefusedWriteException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
