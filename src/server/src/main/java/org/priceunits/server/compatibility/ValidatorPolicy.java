package org.priceunits.server.compatibility;

import ca.uhn.fhir.jpa.validation.ValidatorPolicyAdvisor;
import org.jspecify.annotations.Nullable;

/** HAPI's policy of validation; no text stands for a relative date. */
final class ValidatorPolicy extends ValidatorPolicyAdvisor {
  @Override
  public @Nullable String relativeDatePlaceHolder() {
    return null;
  }
}
