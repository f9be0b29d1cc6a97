package org.priceunits.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.terminology.Terminology;
import org.priceunits.terminology.TerminologyOperation;

/** Provides {@code ConceptMap/$translate} at type level and for one resource. */
public final class TranslateProvider {
  private final Supplier<Terminology> terminology;

  public TranslateProvider(Supplier<Terminology> terminology) {
    this.terminology = terminology;
  }

  @Operation(
      name = "$translate",
      typeName = "ConceptMap",
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate")
  public Resource onType(RequestDetails request) {
    return TerminologyCall.of(terminology, request).answer(TerminologyOperation.TRANSLATE);
  }

  @Operation(
      name = "$translate",
      typeName = "ConceptMap",
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate")
  public Resource onInstance(@IdParam IdType id, RequestDetails request) {
    return TerminologyCall.of(terminology, request)
        .on(id, "ConceptMap", "url")
        .answer(TerminologyOperation.TRANSLATE);
  }
}
