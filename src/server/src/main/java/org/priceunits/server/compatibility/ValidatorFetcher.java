package org.priceunits.server.compatibility;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.validation.ValidatorResourceFetcher;
import java.util.List;
import org.hl7.fhir.r5.context.IWorkerContext.VersionResolutionRules;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.utils.validation.IResourceValidator;
import org.jspecify.annotations.Nullable;

/** HAPI's access of the validator to stored resources, which holds one version of each. */
final class ValidatorFetcher extends ValidatorResourceFetcher {
  ValidatorFetcher(FhirContext fhir, IValidationSupport resources, DaoRegistry stored) {
    super(fhir, resources, stored);
  }

  @Override
  public boolean resolveURL(
      IResourceValidator validator,
      Object about,
      String path,
      String url,
      @Nullable VersionResolutionRules rules,
      String type,
      boolean canonical,
      List<CanonicalType> targets) {
    return resolveURL(validator, about, path, url, type, canonical, targets);
  }
}
