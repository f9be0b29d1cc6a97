package org.priceunits.domain.product;

/** The X12 unit qualifiers of an NDC quantity, with the UCUM code that FHIR carries beside each. */
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
