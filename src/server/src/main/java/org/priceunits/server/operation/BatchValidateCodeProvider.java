package org.priceunits.server.operation;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.terminology.Terminology;
import org.priceunits.terminology.TerminologyOperation;

/**
 * Provides {@code $batch-validate-code} of HL7's terminology ecosystem: many validations in one
 * call.
 */
public final class BatchValidateCodeProvider {
  private final Supplier<Terminology> terminology;

  public BatchValidateCodeProvider(Supplier<Terminology> terminology) {
    this.terminology = terminology;
  }

  @Operation(name = "$batch-validate-code", typeName = "ValueSet", idempotent = true)
  public Resource inValueSets(RequestDetails request) {
    return TerminologyCall.of(terminology, request).answer(TerminologyOperation.VALIDATE_BATCH);
  }

  @Operation(name = "$batch-validate-code", typeName = "CodeSystem", idempotent = true)
  public Resource inCodeSystems(RequestDetails request) {
    return TerminologyCall.of(terminology, request).answer(TerminologyOperation.VALIDATE_BATCH);
  }
}
