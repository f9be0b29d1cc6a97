package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.CodeCatalog;

/**
 * A request without the administrations that the call as a whole contradicts: those of another
 * patient than the coverage's, and those in a place of service that was not in use on the day.
 *
 * @param request the administrations left; the drugs of the refused ones still count for the call's
 *     code
 * @param refused the others, each with its error
 */
record ConsistentRequest(PricingRequest request, List<Refused> refused) {
  /** An administration with what contradicts the call. */
  record Refused(Administration administration, List<Issue> issues) {}

  /** Its arguments are the place of service and the day. */
  static final String PLACE_NOT_IN_USE =
      "Place of service %s was not in use on %s. Send the one that was.";

  static ConsistentRequest of(PricingRequest request, CodeCatalog codes) {
    List<Administration> kept = new ArrayList<>(request.administrations().size());
    List<Drug> unpriced = new ArrayList<>(request.unpriced());
    List<Refused> refused = new ArrayList<>(0);
    for (Administration a : request.administrations()) {
      Administration placed = withPlaceInUse(a, request, codes);
      List<Issue> contradictions = contradictions(placed, request, codes);
      if (contradictions.isEmpty()) {
        kept.add(placed);
      } else {
        refused.add(new Refused(a, contradictions));
        if (a.billingCode() == null) {
          unpriced.add(a.drug());
        }
      }
    }
    return new ConsistentRequest(request.with(kept, unpriced), refused);
  }

  /** Ignores a recorded place that was not in use if the call knows another one. */
  private static Administration withPlaceInUse(
      Administration a, PricingRequest request, CodeCatalog codes) {
    return request.places().otherwise() == null || isInUse(a, codes) ? a : a.withoutPlace();
  }

  private static List<Issue> contradictions(
      Administration a, PricingRequest request, CodeCatalog codes) {
    List<Issue> contradictions = new ArrayList<>(0);
    if (!request.institutional() && !isInUse(a, codes)) {
      contradictions.add(
          Issue.of(
              IssueCode.PLACE_OF_SERVICE_NOT_VALID,
              a.index(),
              Element.ADMINISTRATION,
              PLACE_NOT_IN_USE,
              String.valueOf(a.setting().placeOfService()),
              a.day().date()));
    }
    if (request.coveredPatient() != null && !request.coveredPatient().equals(a.patient())) {
      contradictions.add(
          Issue.of(
              IssueCode.PATIENT_MISMATCH,
              a.index(),
              Element.ADMINISTRATION,
              "The coverage is of another patient. Send the coverage of this one."));
    }
    return contradictions;
  }

  private static boolean isInUse(Administration a, CodeCatalog codes) {
    String place = a.setting().placeOfService();
    return place == null || isInUse(place, a.day().date(), codes);
  }

  /** Returns true if a place of service is CMS's and was in use on a day. */
  static boolean isInUse(String place, LocalDate day, CodeCatalog codes) {
    return codes.placeOfService(place).filter(use -> use.on(day)).isPresent();
  }
}
