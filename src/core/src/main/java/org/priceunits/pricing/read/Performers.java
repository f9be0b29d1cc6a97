package org.priceunits.pricing.read;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;

/** Reads the performers of an administration that may appear on a claim. */
public final class Performers {
  /** The performer types that may bill; patients, relatives and devices may not. */
  private static final Set<String> BILLING =
      Set.of("Practitioner", "PractitionerRole", "Organization");

  private Performers() {}

  /** Returns the performers that a claim can name, in their order. */
  public static List<Reference> billing(
      MedicationAdministration administration, References references) {
    return administration.getPerformer().stream()
        .map(MedicationAdministration.MedicationAdministrationPerformerComponent::getActor)
        .filter(actor -> bills(administration, actor, references))
        .toList();
  }

  private static boolean bills(
      MedicationAdministration administration, Reference actor, References references) {
    return !references.key(administration, actor).isEmpty()
        && references.type(administration, actor).map(BILLING::contains).orElse(true);
  }
}
