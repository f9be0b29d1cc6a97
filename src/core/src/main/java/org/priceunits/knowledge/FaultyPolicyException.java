package org.priceunits.knowledge;

import org.priceunits.fhir.Canonicals;

/** A policy that cannot be used. */
final class FaultyPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String path;

  /**
   * @param parts names of the parts below the extension payer-policy, separated by dots
   */
  FaultyPolicyException(String parts, String text) {
    super(text);
    StringBuilder below = new StringBuilder("ChargeItemDefinition");
    below.append(".extension.where(url='").append(Canonicals.extension("payer-policy"));
    for (String part : parts.split("\\.", -1)) {
      below.append("').extension.where(url='").append(part);
    }
    this.path = below.append("')").toString();
  }

  /** Returns the FHIRPath in the resource. */
  String path() {
    return path;
  }
}
