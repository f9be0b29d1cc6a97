package org.priceunits.pricing.read;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration.Setting;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge;

/** Reads where a drug was given and who bills for it, from the Encounter and its Location. */
final class SettingReader {
  private final PricingKnowledge knowledge;
  private final References references;
  private final CallTerms terms;

  SettingReader(PricingKnowledge knowledge, References references, CallTerms terms) {
    this.knowledge = knowledge;
    this.references = references;
    this.terms = terms;
  }

  Optional<Encounter> encounter(MedicationAdministration administration) {
    return administration.hasContext()
        ? references.resolve(administration, administration.getContext(), Encounter.class)
        : Optional.empty();
  }

  Setting read(MedicationAdministration administration, @Nullable Encounter encounter) {
    String place = terms.placeOfService();
    if (place == null && encounter != null) {
      place = place(encounter);
    }
    String biller = biller(encounter);
    return new Setting(
        biller,
        biller.isEmpty() ? performer(administration) : biller,
        facility(encounter),
        place,
        patientClass(administration, encounter)
            .map(c -> c.getSystem() + "|" + c.getCode())
            .orElse(null));
  }

  /** Returns the Encounter's class, otherwise the category of the administration itself. */
  private static Optional<Coding> patientClass(
      MedicationAdministration administration, @Nullable Encounter encounter) {
    return encounter != null && encounter.hasClass_()
        ? Optional.of(encounter.getClass_())
        : administration.getCategory().getCoding().stream().findFirst();
  }

  private String biller(@Nullable Encounter encounter) {
    if (terms.provider() != null) {
      return terms.provider();
    }
    return encounter != null && encounter.hasServiceProvider()
        ? references.key(encounter, encounter.getServiceProvider())
        : "";
  }

  private String performer(MedicationAdministration administration) {
    return Performers.billing(administration, references).stream()
        .map(actor -> references.key(administration, actor))
        .findFirst()
        .orElse("");
  }

  private String facility(@Nullable Encounter encounter) {
    return encounter == null
        ? ""
        : encounter.getLocation().stream()
            .map(l -> references.key(encounter, l.getLocation()))
            .findFirst()
            .orElse("");
  }

  /**
   * Returns CMS's code on a Location's type, otherwise the hosted map's code for that type or for
   * the Encounter's class.
   */
  private @Nullable String place(Encounter encounter) {
    Stream<Coding> types =
        encounter.getLocation().stream()
            .map(Encounter.EncounterLocationComponent::getLocation)
            .map(r -> location(encounter, r))
            .flatMap(Optional::stream)
            .flatMap(l -> l.getType().stream())
            .map(CodeableConcept::getCoding)
            .flatMap(c -> c.stream());
    Stream<Coding> all =
        encounter.hasClass_() ? Stream.concat(types, Stream.of(encounter.getClass_())) : types;
    return all.map(this::place).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private Optional<Location> location(Encounter encounter, Reference reference) {
    return references.resolve(encounter, reference, Location.class);
  }

  private @Nullable String place(Coding type) {
    return Canonicals.PLACE_OF_SERVICE.equals(type.getSystem())
            || Canonicals.PLACE_OF_SERVICE_OLD.equals(type.getSystem())
        ? type.getCode()
        : knowledge.places().get(type.getSystem() + "|" + type.getCode());
  }
}
