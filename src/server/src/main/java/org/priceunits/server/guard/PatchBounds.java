package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Strings;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.settings.ValidationTime;

/**
 * Limits the size of a patched resource before the patch is applied: 22 copies of an array into
 * itself are four million arrays, from a kilobyte. Every patch is checked, including those in
 * entries of a batch or transaction.
 */
@Interceptor
final class PatchBounds {
  private final FhirContext fhir;
  private final JsonPatchTrial jsonPatch;
  private final FhirPatchTrial fhirPatch;

  /**
   * @param longest maximum bytes of a resource that a patch enlarges
   * @param time of the request that the patch belongs to
   */
  PatchBounds(FhirContext fhir, long longest, ValidationTime time) {
    this.fhir = fhir;
    this.jsonPatch = new JsonPatchTrial(fhir, longest, time);
    this.fhirPatch = new FhirPatchTrial(fhir, longest, time);
  }

  /** Refuses a resource in place of a patch before HAPI looks for its operations. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void received(RequestDetails request) {
    if (request.getRequestType() == RequestTypeEnum.PATCH
        && request.getResource() != null
        && !(request.getResource() instanceof Parameters)) {
      throw PatchRefusal.notApplied(
          "Its body is a %s; send Parameters with the operations."
              .formatted(request.getResource().fhirType()));
    }
  }

  /**
   * Answers 413 if the resource would become longer than a body may be, 422 to a path of a FHIRPath
   * Patch that does more than find an element, and 400 to a patch that cannot be applied.
   */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
  public void check(PrePatchDetails patch, @Nullable RequestDetails request) {
    switch (patch.getPatchType()) {
      case JSON_PATCH -> {
        Resource before = (Resource) patch.getResource();
        JsonNode after = jsonPatch.apply(before, Strings.nullToEmpty(patch.getPatchBody()));
        if (request != null) {
          ExactDecimals.keep(request, before, fhir.newJsonParser(), after.toString());
        }
      }
      case FHIR_PATCH_JSON, FHIR_PATCH_XML -> {
        if (patch.getFhirPatchBody() instanceof Parameters operations
            && operations.hasParameter()) {
          fhirPatch.apply(((Resource) patch.getResource()).copy(), operations);
        } else {
          throw PatchRefusal.notApplied("It has no operation; send Parameters with at least one.");
        }
      }
      default -> {
        // XML Patch is refused earlier.
      }
    }
  }
}
