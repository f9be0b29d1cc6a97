package org.priceunits.examples;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.priceunits.ShippedKnowledge;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.units.UcumUnits;

/** Creates claims as the server would write them, for examples that start from one. */
final class Claims {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final PriceUnitsOperation OPERATION =
      new PriceUnitsOperation(
          ShippedKnowledge::pricing, new UcumUnits(), CLOCK, null, "price-units");

  private Claims() {}

  /** Returns the first claim for an administration, with additional inputs of the call. */
  static Claim of(Parameters inputs, MedicationAdministration administration) {
    Parameters call = inputs.copy();
    call.addParameter().setName("administration").setResource(administration);
    if (!inputs.hasParameter("payer")) {
      call.addParameter().setName("payer").setValue(new CodeType("medicare"));
    }
    return OPERATION.answer(new CallInputs().body(call), new EmptyStore()).getParameter().stream()
        .map(ParametersParameterComponent::getResource)
        .filter(Claim.class::isInstance)
        .map(Claim.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
