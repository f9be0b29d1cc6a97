package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Refuses XML Patch (RFC 5261) with 415 in every kind of request: HAPI's library for it reads
 * external entities, and its selectors are XPath with {@code document()}, so a patch could read the
 * server's files and call other servers. JSON Patch and FHIRPath Patch serve the same purpose.
 */
@Interceptor
public final class XmlPatches {
  private static final Refusal REFUSAL =
      new Refusal(
          415,
          IssueType.NOTSUPPORTED,
          "XML Patch is not served. Send a JSON Patch (application/json-patch+json) or a FHIRPath Patch (Parameters as application/fhir+json or application/fhir+xml).");

  /** Runs before HAPI reads the patch. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
  public void beforePatch(PrePatchDetails patch) {
    if (patch.getPatchType() == PatchTypeEnum.XML_PATCH) {
      throw new UnclassifiedServerFailureException(
          REFUSAL.status(), REFUSAL.text(), REFUSAL.outcome());
    }
  }

  /** Removes the format from the patch formats that HAPI lists. */
  @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
  public void describe(IBaseConformance conformance) {
    if (conformance instanceof CapabilityStatement statement) {
      statement
          .getPatchFormat()
          .removeIf(format -> PatchTypeEnum.XML_PATCH.getContentType().equals(format.getValue()));
    }
  }
}
