package org.priceunits.domain.product;

/** X12's qualifier for an NDC quantity, with the UCUM code that FHIR carries beside it. */
public enum NdcUnit {
  UN("{each}"),
  ML("mL"),
  GR("g"),
  F2("[iU]");

  private final String ucum;

  NdcUnit(String ucum) {
    this.ucum = ucum;
  }

  public String ucum() {
    return ucum;
  }
}
