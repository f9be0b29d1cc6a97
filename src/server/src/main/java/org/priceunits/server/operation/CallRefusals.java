package org.priceunits.server.operation;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Parameters;
import org.priceunits.pricing.CallRefusedException;

/** Gives a refused call its HTTP status: 400 if it was not understood, 422 if it is not usable. */
final class CallRefusals {
  private CallRefusals() {}

  static Parameters answer(Supplier<Parameters> call) {
    try {
      return call.get();
    } catch (CallRefusedException refused) {
      throw overHttp(refused);
    }
  }

  private static BaseServerResponseException overHttp(CallRefusedException refused) {
    return switch (refused.reason()) {
      case NOT_UNDERSTOOD -> new InvalidRequestException(refused.getMessage(), refused.outcome());
      case NOT_USABLE -> new UnprocessableEntityException(refused.getMessage(), refused.outcome());
    };
  }
}
