package org.priceunits.server.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.storage.interceptor.balp.BalpAuditCaptureInterceptor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * Lets HAPI's audit record updates and patches that change nothing. HAPI does not announce them as
 * written; they are writes of a client all the same, alone and in Bundles.
 */
@Interceptor
public final class UnchangedUpdates {
  private static final String KEY = UnchangedUpdates.class.getName();

  private final BalpAuditCaptureInterceptor audit;

  UnchangedUpdates(BalpAuditCaptureInterceptor audit) {
    this.audit = audit;
  }

  private record Update(IBaseResource before, IBaseResource after) {}

  /** Called before HAPI finds out whether anything changes. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void begun(
      @Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    if (before != null && request instanceof ServletRequestDetails) {
      updates(request).put(id(after), new Update(before, after));
    }
  }

  /** Called if anything changed, which the audit records by itself. */
  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void changed(
      @Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    if (request instanceof ServletRequestDetails) {
      updates(request).remove(id(after));
    }
  }

  /** Called after the request, with all entries of a Bundle, was carried out. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void answered(@Nullable ServletRequestDetails request) {
    if (request != null && !request.isSubRequest()) {
      Map<String, Update> left = updates(request);
      left.values()
          .forEach(
              update ->
                  audit.hookStoragePrecommitResourceUpdated(
                      update.before(), update.after(), request));
      left.clear();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Update> updates(RequestDetails request) {
    return (Map<String, Update>)
        request.getUserData().computeIfAbsent(KEY, key -> new ConcurrentHashMap<>());
  }

  private static String id(IBaseResource resource) {
    return resource
        .getIdElement()
        .withResourceType(resource.fhirType())
        .toUnqualifiedVersionless()
        .getValue();
  }
}
