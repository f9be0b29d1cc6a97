package org.priceunits.server.operation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Lets terminology operations be posted inside a batch. HAPI takes each POST of a batch for a
 * create and would store the Parameters; here such an entry becomes a GET whose body is kept aside.
 */
@Interceptor
public final class BatchedOperations {
  private static final Pattern OPERATION =
      Pattern.compile(
          "(CodeSystem|ValueSet|ConceptMap)(/[A-Za-z0-9.-]+)?/\\$(lookup|validate-code|batch-validate-code|expand|translate|subsumes)");
  private static final String BODY = "_batched-body";

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void keepBodiesAside(RequestDetails request) {
    if (request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
        && request.getResource() instanceof Bundle bundle
        && bundle.getType() == BundleType.BATCH) {
      for (int i = 0; i < bundle.getEntry().size(); i++) {
        keepAside(request, bundle.getEntry().get(i), i);
      }
    }
  }

  private static void keepAside(RequestDetails request, BundleEntryComponent entry, int index) {
    EntryUrl url = EntryUrl.of(entry.getRequest().getUrl());
    if (entry.getRequest().getMethod() == HTTPVerb.POST
        && entry.getResource() instanceof Parameters body
        && OPERATION.matcher(url.path()).matches()) {
      request.getUserData().put(BODY + index, body);
      entry.setResource(null);
      String given = url.query().isEmpty() ? "" : url.query() + "&";
      entry
          .getRequest()
          .setMethod(HTTPVerb.GET)
          .setUrl(url.path() + "?" + given + BODY + "=" + index);
    }
  }

  /** The body of a request, be it its own or one that was kept aside for it. */
  static @Nullable IBaseResource body(RequestDetails request) {
    String[] index = request.getParameters().get(BODY);
    return request.isSubRequest() && index != null && index.length == 1
        ? (IBaseResource) request.getUserData().get(BODY + index[0])
        : request.getResource();
  }
}
