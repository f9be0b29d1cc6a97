package org.priceunits.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.operation.OwnOperation.Name;
import org.priceunits.terminology.Terminology;
import org.priceunits.terminology.TerminologyOperation;

/**
 * Provides the terminology operations, at type level and, where a method takes an id, for one
 * resource.
 */
public final class TerminologyProvider {
  private static final String CODE_SYSTEM = "CodeSystem";
  private static final String VALUE_SET = "ValueSet";
  private static final String CONCEPT_MAP = "ConceptMap";
  private static final String DEFINITION = "http://hl7.org/fhir/OperationDefinition/";

  private final Supplier<Terminology> terminology;

  /**
   * @param terminology returns the current snapshot; asked once for each call
   */
  public TerminologyProvider(Supplier<Terminology> terminology) {
    this.terminology = terminology;
  }

  @Operation(
      name = Name.LOOKUP,
      typeName = CODE_SYSTEM,
      idempotent = true,
      canonicalUrl = DEFINITION + "CodeSystem-lookup")
  public Resource lookup(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
    return call(request).on(id, CODE_SYSTEM, "system").answer(TerminologyOperation.LOOKUP);
  }

  @Operation(
      name = Name.SUBSUMES,
      typeName = CODE_SYSTEM,
      idempotent = true,
      canonicalUrl = DEFINITION + "CodeSystem-subsumes")
  public Resource subsumes(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
    return call(request).on(id, CODE_SYSTEM, "system").answer(TerminologyOperation.SUBSUMES);
  }

  @Operation(
      name = Name.VALIDATE_CODE,
      typeName = CODE_SYSTEM,
      idempotent = true,
      canonicalUrl = DEFINITION + "CodeSystem-validate-code")
  public Resource validateInCodeSystem(
      @IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
    return call(request)
        .on(id, CODE_SYSTEM, "url")
        .answer(TerminologyOperation.VALIDATE_IN_CODE_SYSTEM);
  }

  @Operation(
      name = Name.VALIDATE_CODE,
      typeName = VALUE_SET,
      idempotent = true,
      canonicalUrl = DEFINITION + "ValueSet-validate-code")
  public Resource validateInValueSet(
      @IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
    return call(request)
        .on(id, VALUE_SET, "url")
        .answer(TerminologyOperation.VALIDATE_IN_VALUE_SET);
  }

  /** Answers many validations in one call, as HL7's terminology ecosystem defines. */
  @Operation(name = Name.BATCH_VALIDATE_CODE, typeName = CODE_SYSTEM, idempotent = true)
  public Resource validateBatchInCodeSystems(RequestDetails request) {
    return call(request).answer(TerminologyOperation.VALIDATE_BATCH);
  }

  /** Does the same under the other type, since clients use both. */
  @Operation(name = Name.BATCH_VALIDATE_CODE, typeName = VALUE_SET, idempotent = true)
  public Resource validateBatchInValueSets(RequestDetails request) {
    return call(request).answer(TerminologyOperation.VALIDATE_BATCH);
  }

  @Operation(
      name = Name.EXPAND,
      typeName = VALUE_SET,
      idempotent = true,
      canonicalUrl = DEFINITION + "ValueSet-expand")
  public Resource expand(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
    return call(request).on(id, VALUE_SET, "url").answer(TerminologyOperation.EXPAND);
  }

  @Operation(
      name = Name.TRANSLATE,
      typeName = CONCEPT_MAP,
      idempotent = true,
      canonicalUrl = DEFINITION + "ConceptMap-translate")
  public Resource translate(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
    return call(request).on(id, CONCEPT_MAP, "url").answer(TerminologyOperation.TRANSLATE);
  }

  private TerminologyCall call(RequestDetails request) {
    return TerminologyCall.of(terminology, request);
  }
}
