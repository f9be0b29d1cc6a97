package org.priceunits.fhir.out;

/** What every resource that we publish says of its origin. */
final class Publication {
  static final String PUBLISHER = "price-units";

  private Publication() {}
}
