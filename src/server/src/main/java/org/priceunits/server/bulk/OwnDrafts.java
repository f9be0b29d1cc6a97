package org.priceunits.server.bulk;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.executor.InterceptorService;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.server.claims.BilledOnce;

/**
 * Lets a job replace drafts of the same patient alone. Nobody looks at each of its claims, and an
 * identifier that the records of two patients have would cost the first one's claim in silence.
 */
@Interceptor
public final class OwnDrafts {
  /** The address of an entry that has no other. */
  private static final String PLACE = "urn:";

  private final String base;

  private OwnDrafts(String base) {
    this.base = base;
  }

  /**
   * Returns what makes the writes of a request keep to it.
   *
   * @param base the FHIR base URL of this server, which the store leaves out of references
   */
  static IInterceptorBroadcaster only(String base) {
    InterceptorService interceptors = new InterceptorService(OwnDrafts.class.getName());
    interceptors.registerInterceptor(new OwnDrafts(base));
    return interceptors;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after) {
    if (before instanceof Claim old
        && after instanceof Claim claim
        && !isSame(old.getPatient(), claim.getPatient())) {
      throw BilledOnce.alreadyBilled(
          "%s is of another patient and has the same administration. If the record was moved to its right patient, cancel that claim, then store the new one; if these are two doses, give each an identifier of its own."
              .formatted(old.getIdElement().toUnqualifiedVersionless().getValue()));
    }
  }

  /** A patient whom nothing but the place in a file names is not known to be another. */
  private boolean isSame(Reference one, Reference other) {
    Optional<String> before = named(one);
    Optional<String> after = named(other);
    return before.isEmpty() || after.isEmpty() || before.equals(after);
  }

  private Optional<String> named(Reference patient) {
    if (patient.hasReference()) {
      IIdType id = patient.getReferenceElement().toVersionless();
      return Optional.of(base.equals(id.getBaseUrl()) ? id.toUnqualified() : id)
          .map(IIdType::getValue)
          .filter(reference -> !reference.startsWith(PLACE));
    }
    if (patient.hasIdentifier()) {
      return Optional.of(
          patient.getIdentifier().getSystem() + "|" + patient.getIdentifier().getValue());
    }
    return Optional.ofNullable(patient.getDisplay()).filter(text -> !text.startsWith(PLACE));
  }
}
