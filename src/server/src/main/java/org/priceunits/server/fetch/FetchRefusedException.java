package org.priceunits.server.fetch;

import java.io.IOException;

/** A file that cannot be fetched, now or later; the message is a sentence for the caller. */
public final class FetchRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  FetchRefusedException(String message) {
    super(message);
  }
}
