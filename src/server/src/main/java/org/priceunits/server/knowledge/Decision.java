package org.priceunits.server.knowledge;

/** The decision on one shipped resource. */
enum Decision {
  CREATE(true, ""),
  UPGRADE(true, ""),
  UNCHANGED(false, ""),
  KEEP_EDITED(false, "edited here"),
  KEEP_DELETED(false, "deleted here"),
  KEEP_NEWER(false, "stored by a newer release");

  private final boolean write;
  private final String reason;

  Decision(boolean write, String reason) {
    this.write = write;
    this.reason = reason;
  }

  boolean writes() {
    return write;
  }

  boolean keeps() {
    return !reason.isEmpty();
  }

  /** Returns why a differing resource is left unchanged, for the log. */
  String reason() {
    return reason;
  }
}
