package org.priceunits.server.compatibility;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.BaseValidationSupportWrapper;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;

/** Makes HL7's engine to parse and evaluate FHIRPath. */
public final class PathEngine {
  private PathEngine() {}

  /**
   * The engine reads the definition of a type when a path asks for it. By itself it would read all
   * of R4 at once, seconds of each start, for checks of a path's types that nothing asks for here.
   */
  public static FHIRPathEngine of(FhirContext fhir) {
    return new FHIRPathEngine(
        new HapiWorkerContext(fhir, new OnDemand(fhir, fhir.getValidationSupport())));
  }

  private static final class OnDemand extends BaseValidationSupportWrapper {
    private OnDemand(FhirContext fhir, IValidationSupport definitions) {
      super(fhir, definitions);
    }

    @Override
    public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
      return List.of();
    }
  }
}
