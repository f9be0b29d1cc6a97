package org.priceunits.server.operation;

import ca.uhn.fhir.rest.annotation.Operation;
import org.hl7.fhir.r4.model.Parameters;

/** Provides {@code $versions}: the FHIR versions that this server supports. */
public final class VersionsProvider {
  private static final String R4 = "4.0";

  @Operation(
      name = OwnOperation.Name.VERSIONS,
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CapabilityStatement-versions")
  public Parameters versions() {
    return new Parameters().addParameter("version", R4).addParameter("default", R4);
  }
}
