package org.priceunits.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.terminology.Terminology;
import org.priceunits.terminology.TerminologyOperation;

/** Provides {@code ValueSet/$validate-code} at type level and for one resource. */
public final class ValueSetValidateCodeProvider {
  private final Supplier<Terminology> terminology;

  public ValueSetValidateCodeProvider(Supplier<Terminology> terminology) {
    this.terminology = terminology;
  }

  @Operation(
      name = "$validate-code",
      typeName = "ValueSet",
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code")
  public Resource onType(RequestDetails request) {
    return TerminologyCall.of(terminology, request)
        .answer(TerminologyOperation.VALIDATE_IN_VALUE_SET);
  }

  @Operation(
      name = "$validate-code",
      typeName = "ValueSet",
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code")
  public Resource onInstance(@IdParam IdType id, RequestDetails request) {
    return TerminologyCall.of(terminology, request)
        .on(id, "ValueSet", "url")
        .answer(TerminologyOperation.VALIDATE_IN_VALUE_SET);
  }
}
