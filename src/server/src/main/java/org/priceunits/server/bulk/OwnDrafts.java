package org.priceunits.server.bulk;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.executor.InterceptorService;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.server.claims.BilledOnce;

/**
 * Lets a job replace drafts of the same patient alone. Nobody looks at each of its claims, and an
 * identifier that the records of two patients have would cost the first one's claim in silence.
 */
@Interceptor
public final class OwnDrafts {
  private OwnDrafts() {}

  /** Returns what makes the writes of a request keep to it. */
  static IInterceptorBroadcaster only() {
    InterceptorService interceptors = new InterceptorService(OwnDrafts.class.getName());
    interceptors.registerInterceptor(new OwnDrafts());
    return interceptors;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after) {
    if (before instanceof Claim old
        && after instanceof Claim claim
        && !named(old.getPatient()).equals(named(claim.getPatient()))) {
      throw BilledOnce.alreadyBilled(
          "%s is of another patient and has the same administration. If the record was moved to its right patient, cancel that claim, then store the new one; if these are two doses, give each an identifier of its own."
              .formatted(old.getIdElement().toUnqualifiedVersionless().getValue()));
    }
  }

  private static String named(Reference patient) {
    if (patient.hasReference()) {
      return patient.getReference();
    }
    return patient.hasIdentifier()
        ? patient.getIdentifier().getSystem() + "|" + patient.getIdentifier().getValue()
        : String.valueOf(patient.getDisplay());
  }
}
