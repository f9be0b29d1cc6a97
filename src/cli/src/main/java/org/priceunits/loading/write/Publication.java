package org.priceunits.loading.write;

/** The publisher metadata common to every resource that we publish. */
final class Publication {
  static final String PUBLISHER = "price-units";

  private Publication() {}
}
