package org.priceunits.pricing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.read.UnknownModifiers;

/**
 * Why a resource that a claim would be built from cannot be used.
 *
 * @param code an error refuses the administration; with a warning the resource is passed over
 */
record ResourceFault(IssueCode code, Element about, String text) {
  private static final String ENTERED_IN_ERROR = "entered-in-error";

  /** Statuses beside entered-in-error of what did not take place or is no longer so (FHIR R4). */
  private static final Map<String, Set<String>> WITHDRAWN =
      Map.of("Encounter", Set.of("cancelled"), "Coverage", Set.of("cancelled"));

  /** HL7 condition-ver-status: a refuted condition was ruled out. */
  private static final Set<String> NOT_VERIFIED = Set.of("refuted", ENTERED_IN_ERROR);

  private static final Map<String, Element> ELEMENTS =
      Map.of(
          "Medication", Element.MEDICATION,
          "Encounter", Element.ENCOUNTER,
          "Condition", Element.DIAGNOSIS,
          "Coverage", Element.COVERAGE,
          "MedicationDispense", Element.CONTAINERS);

  /** Returns what keeps a resource from being used; empty if nothing does. */
  static Optional<ResourceFault> of(Resource resource) {
    Optional<ResourceFault> modified = modified(resource);
    return modified.isPresent()
        ? modified
        : status(resource)
            .map(
                status ->
                    new ResourceFault(
                        IssueCode.RESOURCE_WITHDRAWN,
                        about(resource),
                        "%s is %s, and is not used. Send the one that is valid, if there is one."
                            .formatted(name(resource), status)));
  }

  /** Returns that a resource may say something else than it seems; empty if it does not. */
  static Optional<ResourceFault> modified(Resource resource) {
    return UnknownModifiers.in(resource)
        ? Optional.of(
            new ResourceFault(
                IssueCode.MODIFIER_EXTENSION_UNKNOWN,
                about(resource),
                "%s has a modifierExtension or implicitRules, which may change what it says and are not understood here. Send it without."
                    .formatted(name(resource))))
        : Optional.empty();
  }

  /** Creates the fault of a resource of which the call has versions without an order. */
  static ResourceFault undecided(Resource resource) {
    return new ResourceFault(
        IssueCode.RESOURCE_VERSIONS_DIFFER,
        about(resource),
        "The call has versions of %s that differ, and meta does not say which one is the latest. Send only that one."
            .formatted(name(resource)));
  }

  /** Returns true if what refers to the resource is refused. */
  boolean refuses() {
    return code.severity() == IssueCode.Severity.ERROR;
  }

  /** Returns it as an issue of an administration. */
  Issue issue(int administration) {
    return Issue.of(code, administration, about, text);
  }

  private static Optional<String> status(Resource resource) {
    if (resource instanceof Condition condition) {
      return condition.getVerificationStatus().getCoding().stream()
          .filter(coding -> coding.hasCode() && NOT_VERIFIED.contains(coding.getCode()))
          .map(coding -> coding.getCode())
          .findFirst();
    }
    Property property = resource.getNamedProperty("status");
    List<Base> values = property == null ? List.of() : property.getValues();
    Set<String> withdrawn = WITHDRAWN.getOrDefault(resource.fhirType(), Set.of());
    return values.stream()
        .filter(value -> value.isPrimitive() && value.primitiveValue() != null)
        .map(Base::primitiveValue)
        .filter(status -> ENTERED_IN_ERROR.equals(status) || withdrawn.contains(status))
        .findFirst();
  }

  private static Element about(Resource resource) {
    return ELEMENTS.getOrDefault(resource.fhirType(), Element.ADMINISTRATION);
  }

  private static String name(Resource resource) {
    String id = resource.getIdElement().getIdPart();
    return id == null || CallResources.isUrn(id)
        ? "The " + resource.fhirType()
        : resource.fhirType() + "/" + id;
  }
}
