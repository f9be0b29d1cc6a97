package org.priceunits.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.terminology.Terminology;
import org.priceunits.terminology.TerminologyOperation;

/** Provides {@code CodeSystem/$lookup} at type level and for one resource. */
public final class LookupProvider {
  private final Supplier<Terminology> terminology;

  public LookupProvider(Supplier<Terminology> terminology) {
    this.terminology = terminology;
  }

  @Operation(
      name = "$lookup",
      typeName = "CodeSystem",
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup")
  public Resource onType(RequestDetails request) {
    return TerminologyCall.of(terminology, request).answer(TerminologyOperation.LOOKUP);
  }

  @Operation(
      name = "$lookup",
      typeName = "CodeSystem",
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup")
  public Resource onInstance(@IdParam IdType id, RequestDetails request) {
    return TerminologyCall.of(terminology, request)
        .on(id, "CodeSystem", "system")
        .answer(TerminologyOperation.LOOKUP);
  }
}
