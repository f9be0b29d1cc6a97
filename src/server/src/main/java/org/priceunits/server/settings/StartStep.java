package org.priceunits.server.settings;

/** The steps of a start in their order, as its log counts them. */
public enum StartStep {
  DATABASE,
  SHIPPED_RESOURCES,
  MEMORY,
  DOORS;

  /** Returns the message of this step, such as "2/4 storing 739 shipped resources". */
  public String of(String what) {
    return "%d/%d %s".formatted(ordinal() + 1, values().length, what);
  }
}
