package org.priceunits.server.security;

/** Thrown at start if the settings would leave the server open. */
public final class UnsafeSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String cure;

  UnsafeSettingsException(String danger, String cure) {
    super(danger);
    this.cure = cure;
  }

  /** Returns what to set. */
  String cure() {
    return cure;
  }
}
