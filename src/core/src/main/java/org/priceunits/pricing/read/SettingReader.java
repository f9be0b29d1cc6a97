package org.priceunits.pricing.read;

import java.util.List;
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
import org.priceunits.domain.billing.request.Administration.Setting;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge;

/** Reads where a drug was given and who bills for it, from the Encounter and its Location. */
final class SettingReader {
  private final PricingKnowledge knowledge;
  private final References references;
  private final CallTerms terms;
  private final EncounterLocations locations;

  SettingReader(PricingKnowledge knowledge, References references, CallTerms terms) {
    this.knowledge = knowledge;
    this.references = references;
    this.terms = terms;
    this.locations = new EncounterLocations(terms.zone());
  }

  Optional<Encounter> encounter(MedicationAdministration administration) {
    return administration.hasContext()
        ? references.resolve(administration, administration.getContext(), Encounter.class)
        : Optional.empty();
  }

  /** Returns where the Encounter places the patient at the start of an administration. */
  List<Reference> locations(
      MedicationAdministration administration, @Nullable Encounter encounter) {
    return encounter == null
        ? List.of()
        : locations.at(encounter, ServiceDayReader.start(administration));
  }

  /**
   * @param places the locations of the Encounter at the time
   */
  Setting read(
      MedicationAdministration administration,
      @Nullable Encounter encounter,
      List<Reference> places) {
    String place = terms.placeOfService();
    if (place == null && encounter != null) {
      place = place(encounter, places);
    }
    String biller = biller(encounter);
    return new Setting(
        biller,
        biller.isEmpty() ? organization(administration) : biller,
        encounter == null || places.isEmpty() ? "" : references.key(encounter, places.get(0)),
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

  /** Persons who gave the drug do not part claims: two nurses bill for one practice. */
  private String organization(MedicationAdministration administration) {
    return Performers.organization(administration, references)
        .map(actor -> references.key(administration, actor))
        .orElse("");
  }

  /**
   * Returns CMS's code on a Location's type, otherwise the hosted map's code for that type or for
   * the Encounter's class.
   */
  private @Nullable String place(Encounter encounter, List<Reference> places) {
    Stream<Coding> types =
        places.stream()
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
