package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r5.utils.validation.IValidationPolicyAdvisor;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.server.settings.ServerProperties.RequiredOnWrite;

/**
 * Refuses with 422 to store a resource that lacks what it must have: elements (cardinality) and
 * invariants. Codes and references are not looked up, and what the server itself writes is not
 * checked.
 */
@Interceptor
public final class RequiredElements {
  private static final String OWN_PROFILES = Canonicals.BASE + "/StructureDefinition/";

  /** The ids of the validator's messages about cardinality, and the mark of an invariant's. */
  private static final List<String> CARDINALITY =
      List.of("Validation_VAL_Profile_Minimum", "Validation_VAL_Profile_Maximum");

  private static final String INVARIANT = "#";

  private final RequiredOnWrite required;
  private final Set<String> checkedElsewhere;
  private final FhirValidator validator;

  /**
   * @param required of which resources it is required
   * @param checkedElsewhere types that have a check of their own
   * @param policy of validation, which ends one whose time is over
   */
  public RequiredElements(
      RequiredOnWrite required,
      Set<String> checkedElsewhere,
      FhirContext fhir,
      IValidationSupport definitions,
      WorkerContextValidationSupportAdapter context,
      IValidationPolicyAdvisor policy) {
    this.required = required;
    this.checkedElsewhere = checkedElsewhere;
    FhirInstanceValidator instances = new FhirInstanceValidator(fhir);
    instances.setWrappedWorkerContext(definitions, context);
    instances.setValidatorPolicyAdvisor(policy);
    instances.setNoTerminologyChecks(true);
    instances.setAnyExtensionsAllowed(true);
    instances.setAssumeValidRestReferences(true);
    instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    validator = fhir.newValidator().registerValidatorModule(instances);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, @Nullable RequestDetails request) {
    if (!(request instanceof SystemRequestDetails) && isChecked(resource)) {
      List<SingleValidationMessage> lacking =
          messages(readable(resource)).stream().filter(RequiredElements::isLack).toList();
      if (!lacking.isEmpty()) {
        throw new UnprocessableEntityException(
            "The resource lacks what it must have: " + lacking.get(0).getMessage(),
            outcome(lacking));
      }
    }
  }

  private List<SingleValidationMessage> messages(IBaseResource resource) {
    try {
      return validator.validateWithResult(resource).getMessages();
    } catch (StackOverflowError e) {
      // HL7's library follows each reference into a contained resource before it ends the one that
      // it is in.
      throw new UnprocessableEntityException(
          "The contained resources refer to each other in a chain that is too long to follow. Send them as resources of their own.");
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(
      @Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    created(after, request);
  }

  /**
   * Returns the resource without profiles that have no address, at which HAPI's validator fails.
   */
  private static IBaseResource readable(IBaseResource resource) {
    if (((Resource) resource).getMeta().getProfile().stream().allMatch(CanonicalType::hasValue)
        && !isSigned(resource)) {
      return resource;
    }
    Resource copy = ((Resource) resource).copy();
    copy.getMeta().getProfile().removeIf(profile -> !profile.hasValue());
    if (copy instanceof Bundle bundle) {
      // Signatures are not verified here, and the validator lacks what it needs for it.
      bundle.setSignature(null);
    }
    return copy;
  }

  private static boolean isSigned(IBaseResource resource) {
    return resource instanceof Bundle bundle && bundle.hasSignature();
  }

  private boolean isChecked(IBaseResource resource) {
    return !checkedElsewhere.contains(resource.fhirType())
        && switch (required) {
          case NOTHING -> false;
          case OWN_PROFILES ->
              resource.getMeta().getProfile().stream()
                  .map(profile -> profile.getValueAsString())
                  .filter(Objects::nonNull)
                  .anyMatch(profile -> profile.startsWith(OWN_PROFILES));
          case EVERYTHING -> true;
        };
  }

  private static boolean isLack(SingleValidationMessage message) {
    String id = String.valueOf(message.getMessageId());
    return message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0
        && (id.contains(INVARIANT) || CARDINALITY.stream().anyMatch(id::startsWith));
  }

  private static OperationOutcome outcome(List<SingleValidationMessage> lacking) {
    OperationOutcome outcome = new OperationOutcome();
    for (SingleValidationMessage lack : lacking) {
      OperationOutcomeIssueComponent issue =
          outcome
              .addIssue()
              .setSeverity(IssueSeverity.ERROR)
              .setCode(
                  String.valueOf(lack.getMessageId()).contains(INVARIANT)
                      ? IssueType.INVARIANT
                      : IssueType.REQUIRED)
              .setDiagnostics(lack.getMessage());
      if (lack.getLocationString() != null) {
        issue.addExpression(lack.getLocationString());
      }
    }
    return outcome;
  }
}
