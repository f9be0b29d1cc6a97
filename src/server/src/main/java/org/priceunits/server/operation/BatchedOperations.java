package org.priceunits.server.operation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Lets a batch contain POSTs of terminology operations. HAPI treats each POST of a batch as a
 * create and would store the Parameters; this interceptor turns such an entry into a GET and keeps
 * its body aside.
 */
@Interceptor
public final class BatchedOperations {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]+");
  private static final Set<String> NAMES =
      OwnOperation.postedInBatch().map(OwnOperation::called).collect(Collectors.toSet());
  private static final Set<String> TYPES =
      OwnOperation.postedInBatch().flatMap(own -> own.types().stream()).collect(Collectors.toSet());
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
        && isOperation(url.segments())) {
      request.getUserData().put(BODY + index, body);
      entry.setResource(null);
      String given = url.query().isEmpty() ? "" : url.query() + "&";
      entry
          .getRequest()
          .setMethod(HTTPVerb.GET)
          .setUrl(url.path() + "?" + given + BODY + "=" + index);
    }
  }

  private static boolean isOperation(List<String> path) {
    int last = path.size() - 1;
    return (last == 1 || last == 2 && ID.matcher(path.get(1)).matches())
        && TYPES.contains(path.get(0))
        && NAMES.contains(path.get(last));
  }

  /** Returns the body of a request, its own or the one kept aside for it. */
  static @Nullable IBaseResource body(RequestDetails request) {
    String[] index = request.getParameters().get(BODY);
    return request.isSubRequest() && index != null && index.length == 1
        ? (IBaseResource) request.getUserData().get(BODY + index[0])
        : request.getResource();
  }
}
