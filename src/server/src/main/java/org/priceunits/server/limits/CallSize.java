package org.priceunits.server.limits;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.operation.OwnOperation;

/** Limits the administrations that one call prices, and the entries of a batch. */
public final class CallSize {
  private static final int TOO_LARGE = 413;
  private static final String CALLS =
      "Send them in several calls, those of one patient and day together.";
  private static final String JOB =
      "Send them with the header Prefer: respond-async, which prices any number as a job, or in several calls, those of one patient and day together.";

  private final int administrations;
  private final int entries;

  /**
   * @param entries maximum entries of a batch; HAPI limits transactions itself
   */
  CallSize(int administrations, int entries) {
    this.administrations = administrations;
    this.entries = entries;
  }

  /** Answers 413 if a call exceeds a limit. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void check(RequestDetails request) {
    IBaseResource body = request.getResource();
    if (OwnOperation.isPricing(request)) {
      long given = administrations(body);
      if (given > administrations) {
        throw refusal(
            "The call has %d administrations; %d are priced at once. %s"
                .formatted(given, administrations, runsAsJob(request) ? JOB : CALLS));
      }
    } else if (body instanceof Bundle bundle
        && bundle.getType() == Bundle.BundleType.BATCH
        && bundle.getEntry().size() > entries) {
      throw refusal(
          "The batch has %d entries; %d are taken at once. Send it in several parts."
              .formatted(bundle.getEntry().size(), entries));
    }
  }

  /** Returns true for a call that can be made as a job, which takes more. */
  static boolean runsAsJob(RequestDetails request) {
    return request.getId() == null
        && OwnOperation.runsAsJob(
            String.valueOf(request.getOperation()), String.valueOf(request.getResourceName()));
  }

  private static PayloadTooLargeException refusal(String text) {
    return new PayloadTooLargeException(
        text, new Refusal(TOO_LARGE, IssueType.TOOCOSTLY, text).outcome());
  }

  private static long administrations(IBaseResource body) {
    if (body instanceof Bundle bundle) {
      return count(bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getResource));
    }
    if (body instanceof Parameters parameters) {
      return count(parameters.getParameter().stream().map(p -> p.getResource()))
          + parameters.getParameter().stream()
              .filter(CallSize::isReferenceToAdministration)
              .count();
    }
    return 1;
  }

  /**
   * Returns true for a reference to an administration; the other references are coverage and
   * provider.
   */
  private static boolean isReferenceToAdministration(ParametersParameterComponent parameter) {
    return "administrationReference".equals(parameter.getName());
  }

  private static long count(Stream<Resource> resources) {
    return resources.filter(MedicationAdministration.class::isInstance).count();
  }
}
