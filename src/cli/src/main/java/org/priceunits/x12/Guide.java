package org.priceunits.x12;

import java.util.Arrays;
import java.util.Optional;

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

  /**
   * Returns the guide of a transaction; empty for one of another guide, or of none.
   *
   * @param group version of its group (GS08), for a transaction that does not state its own
   */
  static Optional<Guide> of(Segment transaction, String group) {
    String stated = transaction.element(3).isEmpty() ? group : transaction.element(3);
    return transaction.element(1).equals("837")
        ? Arrays.stream(values()).filter(guide -> stated.startsWith(guide.base)).findFirst()
        : Optional.empty();
  }

  static Guide of(boolean institutional) {
    return institutional ? INSTITUTIONAL : PROFESSIONAL;
  }
}
