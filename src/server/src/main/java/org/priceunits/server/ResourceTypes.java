package org.priceunits.server;

import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import java.util.HashSet;
import java.util.Set;

/**
 * The resource types served. Each type costs start-up time and a page of the CapabilityStatement;
 * all 148 of R4 make the latter eight times slower.
 */
final class ResourceTypes implements IResourceSupportedSvc {
  static final Set<String> ALWAYS =
      Set.of(
          // patients, providers, places and payers
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Organization",
          "Location",
          "Encounter",
          "Condition",
          "Coverage",
          "InsurancePlan",
          // drugs given and billed
          "Medication",
          "MedicationAdministration",
          "MedicationRequest",
          "MedicationDispense",
          "Claim",
          "ChargeItem",
          // reference data for pricing
          "MedicationKnowledge",
          "ChargeItemDefinition",
          "CodeSystem",
          "ValueSet",
          "ConceptMap",
          // definitions
          "StructureDefinition",
          "SearchParameter",
          "OperationDefinition",
          "ImplementationGuide",
          // infrastructure
          "Bundle",
          "Binary",
          "OperationOutcome",
          "AuditEvent",
          "Provenance");

  private final Set<String> served;

  ResourceTypes(Set<String> additional) {
    Set<String> all = new HashSet<>(ALWAYS);
    all.addAll(additional);
    served = Set.copyOf(all);
  }

  @Override
  public boolean isSupported(String resourceType) {
    return served.contains(resourceType);
  }
}
