package org.priceunits.loading.write;

/** What every resource that we publish says of its origin. */
final class Publication {
  static final String PUBLISHER = "price-units";

  private Publication() {}
}
