package org.priceunits.server.bulk;

import java.io.IOException;
import org.priceunits.server.guard.Refusal;

/** Ends the reading of a source that is not taken. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.text());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
