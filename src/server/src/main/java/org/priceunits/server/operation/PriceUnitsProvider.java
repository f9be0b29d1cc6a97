package org.priceunits.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Function;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.pricing.ResourceStore;

/**
 * Provides {@code MedicationAdministration/$price-units} at type level and for one stored
 * administration.
 */
public final class PriceUnitsProvider {
  private static final String DEFINITION =
      Canonicals.BASE + "/OperationDefinition/MedicationAdministration-price-units";

  private final PriceUnitsOperation operation;
  private final Function<RequestDetails, ResourceStore> stores;

  /**
   * @param stores returns the part of the store that the caller of a request may read
   */
  public PriceUnitsProvider(
      PriceUnitsOperation operation, Function<RequestDetails, ResourceStore> stores) {
    this.operation = operation;
    this.stores = stores;
  }

  @Operation(
      name = OwnOperation.Name.PRICE_UNITS,
      typeName = "MedicationAdministration",
      idempotent = true,
      canonicalUrl = DEFINITION)
  public Parameters onType(RequestDetails request) {
    return CallRefusals.answer(() -> operation.answer(inputs(request), stores.apply(request)));
  }

  /** Answers 404 if the administration does not exist. */
  @Operation(
      name = OwnOperation.Name.PRICE_UNITS,
      typeName = "MedicationAdministration",
      idempotent = true,
      canonicalUrl = DEFINITION)
  public Parameters onInstance(@IdParam IdType id, RequestDetails request) {
    ResourceStore store = stores.apply(request);
    MedicationAdministration stored =
        StoredInstance.read(store, MedicationAdministration.class, id);
    return CallRefusals.answer(() -> operation.answer(inputs(request).stored(stored), store));
  }

  private static CallInputs inputs(RequestDetails request) {
    return new CallInputs().query(request.getParameters()).body((Resource) request.getResource());
  }
}
