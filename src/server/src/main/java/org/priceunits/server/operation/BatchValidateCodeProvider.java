package org.priceunits.server.operation;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.terminology.Knowledge;
import org.priceunits.terminology.TerminologyOperation;

/**
 * Provides {@code $batch-validate-code} of HL7's terminology ecosystem: many validations in one
 * call.
 */
public final class BatchValidateCodeProvider {
  private final Knowledge knowledge;

  public BatchValidateCodeProvider(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  @Operation(name = "$batch-validate-code", typeName = "ValueSet", idempotent = true)
  public Resource inValueSets(RequestDetails request) {
    return TerminologyCall.of(knowledge, request).answer(TerminologyOperation.VALIDATE_BATCH);
  }

  @Operation(name = "$batch-validate-code", typeName = "CodeSystem", idempotent = true)
  public Resource inCodeSystems(RequestDetails request) {
    return TerminologyCall.of(knowledge, request).answer(TerminologyOperation.VALIDATE_BATCH);
  }
}
