package org.priceunits.server.security;

/** The settings would leave the server open; the start is refused. */
public final class UnsafeSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String cure;

  UnsafeSettingsException(String danger, String cure) {
    super(danger);
    this.cure = cure;
  }

  /** What to set. */
  String cure() {
    return cure;
  }
}
