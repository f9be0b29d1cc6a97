package org.priceunits.server.settings;

/** The time of the request that a validation belongs to. */
@FunctionalInterface
public interface ValidationTime {
  /** Throws the refusal of the request if its time is over. */
  void check();
}
