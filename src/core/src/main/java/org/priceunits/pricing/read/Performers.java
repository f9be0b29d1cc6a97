package org.priceunits.pricing.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;

/** Reads the performers of an administration that may appear on a claim. */
public final class Performers {
  /** The performer types that may bill; patients, relatives and devices may not. */
  private static final Set<String> BILLING =
      Set.of("Practitioner", "PractitionerRole", "Organization");

  private static final String FUNCTIONS =
      "http://terminology.hl7.org/CodeSystem/med-admin-perform-function";

  private Performers() {}

  /** Returns the performers that a claim can name, in their order. */
  public static List<Reference> billing(
      MedicationAdministration administration, References references) {
    return administration.getPerformer().stream()
        .map(MedicationAdministration.MedicationAdministrationPerformerComponent::getActor)
        .filter(actor -> bills(administration, actor, references))
        .toList();
  }

  /**
   * Returns the organization among those who gave the drug: it bills, if nothing else is stated.
   */
  public static Optional<Reference> organization(
      MedicationAdministration administration, References references) {
    return billing(administration, references).stream()
        .filter(actor -> gave(administration, actor))
        .filter(actor -> isOrganization(administration, actor, references))
        .findFirst();
  }

  public static boolean isOrganization(
      MedicationAdministration administration, Reference actor, References references) {
    return references.type(administration, actor).filter("Organization"::equals).isPresent();
  }

  /** Returns false for one whose function is stated and is not that of a performer. */
  public static boolean gave(MedicationAdministration administration, Reference actor) {
    return administration.getPerformer().stream()
        .filter(p -> p.getActor() == actor)
        .allMatch(p -> !p.hasFunction() || p.getFunction().hasCoding(FUNCTIONS, "performer"));
  }

  /** Returns true for one whom a claim can name. */
  public static boolean bills(DomainResource record, Reference actor, References references) {
    return !references.key(record, actor).isEmpty()
        && references.type(record, actor).map(BILLING::contains).orElse(true);
  }
}
