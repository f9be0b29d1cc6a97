package org.priceunits.server.operation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Lets the entries of a batch or transaction POST {@linkplain OwnOperation our operations}, none of
 * which stores anything. HAPI treats each POST of a Bundle as a create and would store the body;
 * this interceptor turns such an entry into a GET, which HAPI runs like a request of its own, with
 * the caller's rights and all limits, and gives the body back to that request. HAPI runs the GETs
 * of a transaction after its writes were stored.
 */
@Interceptor(order = BatchedOperations.BEFORE_ALL_CHECKS)
public final class BatchedOperations {
  /** The checks of rights and limits look at the body of an entry too. */
  static final int BEFORE_ALL_CHECKS = -1_000;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
  private static final String BODY = "_batched-body";

  /** Keeps the bodies of the entries aside, and gives each back to the request of its entry. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void keepBodiesAside(RequestDetails request) {
    if (request.isSubRequest()) {
      giveBack(request);
    } else if (request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
        && request.getResource() instanceof Bundle bundle) {
      for (int i = 0; i < bundle.getEntry().size(); i++) {
        keepAside(request, bundle.getEntry().get(i), i);
      }
    }
  }

  private static void keepAside(RequestDetails request, BundleEntryComponent entry, int index) {
    EntryUrl url = EntryUrl.of(relative(entry.getRequest().getUrl(), request));
    if (entry.getRequest().getMethod() == HTTPVerb.POST && isOperation(url.segments())) {
      @Nullable Resource body = entry.getResource();
      if (body != null) {
        request.getUserData().put(BODY + index, body);
        entry.setResource(null);
      }
      String given = url.query().isEmpty() ? "" : url.query() + "&";
      entry
          .getRequest()
          .setMethod(HTTPVerb.GET)
          .setUrl(url.path() + "?" + given + BODY + "=" + index);
    }
  }

  private static @Nullable String relative(@Nullable String url, RequestDetails request) {
    String base = request.getFhirServerBase() + "/";
    return url != null && url.startsWith(base) ? url.substring(base.length()) : url;
  }

  private static boolean isOperation(List<String> path) {
    return switch (path.size()) {
      case 1 -> OwnOperation.isServedInBatches(path.get(0), null);
      case 2 -> OwnOperation.isServedInBatches(path.get(1), path.get(0));
      case 3 ->
          ID.matcher(path.get(1)).matches()
              && OwnOperation.isServedInBatches(path.get(2), path.get(0));
      default -> false;
    };
  }

  private static void giveBack(RequestDetails request) {
    @Nullable String[] index = request.getParameters().get(BODY);
    if (index != null && index.length == 1) {
      Map<String, String[]> others = new HashMap<>(request.getParameters());
      others.remove(BODY);
      request.setParameters(others);
      request.setResource((IBaseResource) request.getUserData().get(BODY + index[0]));
    }
  }

  /**
   * Returns the body that the entry of that index posted to an operation; empty if it posted none.
   */
  public static Optional<IBaseResource> posted(RequestDetails request, int index) {
    return Optional.ofNullable((IBaseResource) request.getUserData().get(BODY + index));
  }
}
