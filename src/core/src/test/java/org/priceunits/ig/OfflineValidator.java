package org.priceunits.ig;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.http.ManagedWebAccess.WebAccessPolicy;
import org.priceunits.fhir.Canonicals;
import org.priceunits.validation.ValidatorContext;

/**
 * HAPI's validator for R4 with this project's own profiles and terminology, without network access.
 * Built once per JVM, because reading R4's definitions takes most of its time.
 */
public final class OfflineValidator {

  private final FhirValidator validator;

  private OfflineValidator() {
    // Some definitions make HL7's validator look for a package, on the internet unless it is told
    // not to.
    ManagedWebAccess.setAccessPolicy(WebAccessPolicy.PROHIBITED);
    FhirContext r4 = FhirContext.forR4Cached();
    PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(r4);
    FilteredValueSets valueSets = new FilteredValueSets(PublishedFile.resources(CodeSystem.class));
    PublishedFile.resources()
        .forEach(
            resource ->
                own.addResource(
                    resource instanceof ValueSet valueSet
                        ? valueSets.written(valueSet)
                        : resource));
    FhirInstanceValidator instances =
        ValidatorContext.validator(
            new ValidationSupportChain(
                own,
                new DefaultProfileValidationSupport(r4),
                new CommonCodeSystemsTerminologyService(r4),
                new InMemoryTerminologyServerValidationSupport(r4),
                new SnapshotGeneratingValidationSupport(r4)));
    instances.setAnyExtensionsAllowed(false);
    // HAPI publishes no definitions of its own extensions; one of them marks a search parameter as
    // unique. Oracle's stand in its documentation only, and the one that QI-Core requires in a
    // package of HL7's that is not here.
    instances.setCustomExtensionDomains(
        "http://hapifhir.io/fhir/StructureDefinition/",
        "https://fhir-ehr.cerner.com/r4/StructureDefinition/",
        "http://hl7.org/fhir/StructureDefinition/event-recorded");
    instances.setErrorForUnknownProfiles(true);
    instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    validator = r4.newValidator().registerValidatorModule(instances);
  }

  /** Returns the validator of this JVM. */
  public static OfflineValidator shared() {
    return Holder.VALIDATOR;
  }

  /**
   * Returns the errors of a resource; empty if it is valid.
   *
   * @param profiles ids of own profiles that it must satisfy beside those that it declares itself
   */
  public List<String> errors(IBaseResource resource, String... profiles) {
    ValidationOptions options = new ValidationOptions();
    for (String profile : profiles) {
      options.addProfile(Canonicals.extension(profile));
    }
    return validator.validateWithResult(resource, options).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(OfflineValidator::sentence)
        .toList();
  }

  private static String sentence(SingleValidationMessage message) {
    return message.getLocationString() + ": " + message.getMessage();
  }

  private static final class Holder {
    private static final OfflineValidator VALIDATOR = new OfflineValidator();
  }
}
