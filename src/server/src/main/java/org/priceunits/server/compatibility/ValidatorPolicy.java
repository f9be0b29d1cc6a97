package org.priceunits.server.compatibility;

import ca.uhn.fhir.jpa.validation.ValidatorPolicyAdvisor;
import java.util.EnumSet;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.IResourceValidator;
import org.hl7.fhir.r5.utils.validation.constants.ReferenceValidationPolicy;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.settings.ValidationTime;

/**
 * HAPI's policy of validation; no text stands for a relative date. The validator asks it at each
 * element and reference, where it ends a validation whose time is over: HAPI has no setting for
 * that.
 */
final class ValidatorPolicy extends ValidatorPolicyAdvisor {
  private final ValidationTime time;

  ValidatorPolicy(ValidationTime time) {
    this.time = time;
  }

  @Override
  public EnumSet<ElementValidationAction> policyForElement(
      IResourceValidator validator,
      Object about,
      StructureDefinition structure,
      ElementDefinition element,
      String path) {
    time.check();
    return super.policyForElement(validator, about, structure, element, path);
  }

  @Override
  public ReferenceValidationPolicy policyForReference(
      IResourceValidator validator,
      Object about,
      String path,
      String url,
      ReferenceDestinationType type) {
    time.check();
    return super.policyForReference(validator, about, path, url, type);
  }

  @Override
  public @Nullable String relativeDatePlaceHolder() {
    return null;
  }
}
