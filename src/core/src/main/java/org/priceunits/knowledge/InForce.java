package org.priceunits.knowledge;

import java.util.Set;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeStatus;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * Tells what its publisher stands by from drafts, from what was withdrawn and from errors, none of
 * which prices a dose. A package that is no longer sold was given once, and stays.
 */
final class InForce {
  private static final Set<PublicationStatus> NOT_IN_FORCE =
      Set.of(PublicationStatus.DRAFT, PublicationStatus.RETIRED);

  /** Terminology has versions and dates of its own, by which a retired code is still explained. */
  private static final Set<String> BY_STATUS = Set.of("ChargeItemDefinition", "ConceptMap");

  private InForce() {}

  /** Returns true if pricing reads the resource. */
  static boolean is(Resource resource) {
    if (resource instanceof MedicationKnowledge knowledge) {
      return knowledge.getStatus() != MedicationKnowledgeStatus.ENTEREDINERROR;
    }
    return !(resource instanceof MetadataResource published)
        || !BY_STATUS.contains(resource.fhirType())
        || published.getStatus() == null
        || !NOT_IN_FORCE.contains(published.getStatus());
  }
}
