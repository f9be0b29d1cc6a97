package org.priceunits.domain.billing.result;

/** How to get the public knowledge that the program brings but does not price with at once. */
public final class PublicKnowledge {
  /** The command that adds it to a server or a folder. */
  public static final String COMMAND = "price-units load --public";

  private PublicKnowledge() {}
}
