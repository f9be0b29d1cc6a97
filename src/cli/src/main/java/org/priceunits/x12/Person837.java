package org.priceunits.x12;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.FhirValues;

/**
 * A person of the claim, as Patient or RelatedPerson hold it, and as loops 2010BA and 2010CA do.
 */
record Person837(
    DomainResource of,
    List<HumanName> names,
    Address address,
    @Nullable String birthDate,
    @Nullable AdministrativeGender gender) {
  private static final Set<AdministrativeGender> STATED =
      Set.of(AdministrativeGender.MALE, AdministrativeGender.FEMALE);

  private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";

  Person837 {
    names = List.copyOf(names);
  }

  static Person837 of(Patient p) {
    return new Person837(
        p,
        p.getName(),
        BillingLoop.first(p.getAddress()),
        p.getBirthDateElement().getValueAsString(),
        p.getGender());
  }

  static Person837 of(RelatedPerson p) {
    return new Person837(
        p,
        p.getName(),
        BillingLoop.first(p.getAddress()),
        p.getBirthDateElement().getValueAsString(),
        p.getGender());
  }

  /** Reports a birth after the first service of the claim. */
  void checkBirth(Claim claim, PartySegments parties) {
    Optional<LocalDate> birth =
        Optional.ofNullable(birthDate).filter(d -> d.matches(DAY)).map(LocalDate::parse);
    Optional<LocalDate> service =
        claim.getItem().stream()
            .flatMap(
                item ->
                    (item.getServiced() instanceof Period period
                            ? FhirValues.day(period.getStartElement())
                            : item.getServiced() instanceof DateType date
                                ? FhirValues.day(date)
                                : Optional.<LocalDate>empty())
                        .stream())
            .min(Comparator.naturalOrder());
    if (birth.isPresent() && service.isPresent() && birth.get().isAfter(service.get())) {
      parties
          .findings()
          .notValid(
              parties.path(of, ".birthDate"),
              "The patient was born after the first day of the claim. Correct the birth date.");
    }
  }

  /**
   * Writes name, address, birth date and sex, and reports what lacks.
   *
   * @param kind IL for the subscriber, QC for the patient
   * @param memberId empty for a patient who is not the subscriber
   */
  List<Segment> write(String kind, String whose, String memberId, PartySegments parties) {
    List<Segment> segments = new ArrayList<>(named(kind, whose, memberId, parties));
    segments.addAll(parties.address(of, address, whose, false));
    segments.add(demographics(whose, parties));
    return segments;
  }

  /** Writes the name alone: all that the guides take of a subscriber who is not the patient. */
  List<Segment> named(String kind, String whose, String memberId, PartySegments parties) {
    return List.of(
        parties.person(kind, of, names, whose, memberId.isEmpty() ? "" : "MI", memberId));
  }

  private Segment demographics(String whose, PartySegments parties) {
    String birth = Syntax.stripped(birthDate);
    if (!birth.matches(DAY)) {
      parties
          .findings()
          .missing(
              parties.path(of, ".birthDate"),
              "An 837 needs the birth date of %s. Add it.".formatted(whose));
    }
    if (gender == null) {
      parties
          .findings()
          .missing(
              parties.path(of, ".gender"), "An 837 needs the sex of %s. Add it.".formatted(whose));
    }
    String sex = gender == null || !STATED.contains(gender) ? "U" : gender.name().substring(0, 1);
    return Segment.of("DMG", "D8", birth.replace("-", ""), sex);
  }
}
