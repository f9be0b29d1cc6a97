package org.priceunits.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.x12.ToX12Operation;

/** Provides {@code Claim/$to-x12} at type level and for one stored claim. */
public final class ToX12Provider {
  private static final String DEFINITION = Canonicals.BASE + "/OperationDefinition/Claim-to-x12";

  private final ToX12Operation operation;
  private final Function<RequestDetails, ResourceStore> stores;

  /**
   * @param stores returns the part of the store that the caller of a request may read
   */
  public ToX12Provider(ToX12Operation operation, Function<RequestDetails, ResourceStore> stores) {
    this.operation = operation;
    this.stores = stores;
  }

  @Operation(
      name = OwnOperation.Name.TO_X12,
      typeName = "Claim",
      idempotent = true,
      canonicalUrl = DEFINITION)
  public Parameters onType(RequestDetails request) {
    return answer(request, null, stores.apply(request));
  }

  /** Answers 404 if the claim does not exist. */
  @Operation(
      name = OwnOperation.Name.TO_X12,
      typeName = "Claim",
      idempotent = true,
      canonicalUrl = DEFINITION)
  public Parameters onInstance(@IdParam IdType id, RequestDetails request) {
    ResourceStore store = stores.apply(request);
    Claim stored = StoredInstance.read(store, Claim.class, id);
    return answer(request, stored, store);
  }

  private Parameters answer(RequestDetails request, @Nullable Claim stored, ResourceStore store) {
    return CallRefusals.answer(
        () ->
            operation
                .answer((Resource) request.getResource(), request.getParameters(), stored, store)
                .parameters());
  }
}
