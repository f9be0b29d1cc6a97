package org.priceunits.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.pricing.check.CheckUnitsOperation;
import org.priceunits.x12.X12InPlaceOfClaim;

/** Provides {@code Claim/$check-units} at type level and for one stored claim. */
public final class CheckUnitsProvider {
  private static final String DEFINITION =
      Canonicals.BASE + "/OperationDefinition/Claim-check-units";

  private final CheckUnitsOperation operation;
  private final Function<RequestDetails, ResourceStore> stores;

  /**
   * @param stores returns the part of the store that the caller of a request may read
   */
  public CheckUnitsProvider(
      CheckUnitsOperation operation, Function<RequestDetails, ResourceStore> stores) {
    this.operation = operation;
    this.stores = stores;
  }

  @Operation(
      name = OwnOperation.Name.CHECK_UNITS,
      typeName = "Claim",
      idempotent = true,
      canonicalUrl = DEFINITION)
  public Parameters onType(RequestDetails request) {
    return CallRefusals.answer(
        () ->
            X12InPlaceOfClaim.answer(
                (Resource) request.getResource(),
                body ->
                    operation.answer(body, request.getParameters(), null, stores.apply(request)),
                operation::billsDrugs));
  }

  /** Answers 404 if the claim does not exist. */
  @Operation(
      name = OwnOperation.Name.CHECK_UNITS,
      typeName = "Claim",
      idempotent = true,
      canonicalUrl = DEFINITION)
  public Parameters onInstance(@IdParam IdType id, RequestDetails request) {
    ResourceStore store = stores.apply(request);
    Claim stored = StoredInstance.read(store, Claim.class, id);
    return CallRefusals.answer(
        () ->
            X12InPlaceOfClaim.answer(
                (Resource) request.getResource(),
                body -> operation.answer(body, request.getParameters(), stored, store),
                operation::billsDrugs));
  }
}
