package org.priceunits.fhir.out;

/** The publisher metadata common to every resource that we publish. */
final class Publication {
  static final String PUBLISHER = "price-units";

  private Publication() {}
}
