package org.priceunits.x12;

/** The two implementation guides of the 837. */
enum Guide {
  PROFESSIONAL("005010X222", "A1"),
  INSTITUTIONAL("005010X223", "A2");

  private final String base;
  private final String errata;

  Guide(String base, String errata) {
    this.base = base;
    this.errata = errata;
  }

  /** Returns the identifier without its errata, which senders write in several ways. */
  String base() {
    return base;
  }

  /** Returns the identifier as GS08 and ST03 have it. */
  String version() {
    return base + errata;
  }

  static Guide of(boolean institutional) {
    return institutional ? INSTITUTIONAL : PROFESSIONAL;
  }
}
