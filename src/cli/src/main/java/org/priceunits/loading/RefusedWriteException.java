package org.priceunits.loading;

import java.io.IOException;

/**
 * Thrown if the target refused resources that were to be written together; none of them is written.
 */
final class RefusedWriteException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
