package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.jspecify.annotations.Nullable;

/**
 * Refuses with 422 to store a narrative that begins with a document type. HAPI's parser accepts it
 * from JSON, keeps nothing but the document type, and then fails on each read and each search that
 * finds the resource.
 */
@Interceptor
public final class NarrativeGuard {

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource) {
    check((Resource) resource);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after) {
    check((Resource) after);
  }

  /** Checks a resource and those inside it: only the top level of a resource has a narrative. */
  private static void check(@Nullable Resource resource) {
    if (resource instanceof DomainResource domain) {
      if (domain.hasText() && domain.getText().getDiv().getNodeType() != NodeType.Element) {
        throw new UnprocessableEntityException(
            "The narrative of a %s does not begin with its div. Send the div element alone, without a document type."
                .formatted(domain.fhirType()));
      }
      domain.getContained().forEach(NarrativeGuard::check);
    } else if (resource instanceof Bundle bundle) {
      bundle.getEntry().forEach(entry -> check(entry.getResource()));
    } else if (resource instanceof Parameters parameters) {
      parameters.getParameter().forEach(NarrativeGuard::check);
    }
  }

  private static void check(ParametersParameterComponent parameter) {
    check(parameter.getResource());
    parameter.getPart().forEach(NarrativeGuard::check);
  }
}
