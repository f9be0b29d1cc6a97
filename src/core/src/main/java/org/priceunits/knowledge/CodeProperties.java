package org.priceunits.knowledge;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.DrugCode.EarlierDosage;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.ServiceUnit;
import org.priceunits.domain.product.Validity;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.fhir.PartialDates;

/** Reads the properties of a hosted code that billing needs. */
final class CodeProperties {
  private static final String EARLIER_DOSAGE = Canonicals.extension("earlier-dosage");

  private CodeProperties() {}

  /** Returns the service that one unit stands for; absent if it stands for none. */
  static @Nullable ServiceUnit service(ConceptDefinitionComponent concept) {
    return service(
        text(concept, "service-unit"),
        property(concept, "service-most-value").flatMap(FhirValues::decimal),
        text(concept, "service-most-unit"));
  }

  /** Returns the dosages of earlier descriptors; one that was never in force is left out. */
  static List<EarlierDosage> earlier(ConceptDefinitionComponent concept) {
    return FhirValues.parts(concept, EARLIER_DOSAGE).flatMap(CodeProperties::earlier).toList();
  }

  private static Stream<EarlierDosage> earlier(Extension earlier) {
    Optional<Extension> valid = FhirValues.part(earlier, "valid");
    Optional<BigDecimal> value =
        FhirValues.part(earlier, "value").map(Extension::getValue).flatMap(FhirValues::decimal);
    Optional<String> unit = FhirValues.text(earlier, "unit");
    return valid.stream()
        .map(
            period ->
                new EarlierDosage(
                    FhirValues.validity(Optional.of(period)),
                    dosage(value, unit),
                    service(
                        FhirValues.text(earlier, "serviceUnit"),
                        FhirValues.part(earlier, "serviceMostValue")
                            .map(Extension::getValue)
                            .flatMap(FhirValues::decimal),
                        FhirValues.text(earlier, "serviceMostUnit")),
                    FhirValues.text(earlier, "text").orElse("")));
  }

  /**
   * Returns the release that lists the code last, if its end is not published; absent if it is, or
   * if the newest release lists the code.
   */
  static @Nullable String lastRelease(ConceptDefinitionComponent concept) {
    boolean published =
        property(concept, "terminated").isPresent() || property(concept, "listed-until").isEmpty();
    return published ? null : text(concept, "release").orElse(null);
  }

  /** Returns what one unit stands for; absent if that is not certain. */
  static @Nullable HcpcsDosage dosage(ConceptDefinitionComponent concept) {
    return dosage(
        property(concept, "dosage-value").flatMap(FhirValues::decimal),
        text(concept, "dosage-unit"));
  }

  private static @Nullable HcpcsDosage dosage(Optional<BigDecimal> value, Optional<String> unit) {
    return value.isPresent() && unit.isPresent() && value.get().signum() > 0
        ? new HcpcsDosage(value.get(), unit.get())
        : null;
  }

  private static @Nullable ServiceUnit service(
      Optional<String> kind, Optional<BigDecimal> most, Optional<String> unit) {
    return kind.flatMap(ServiceUnit.Kind::of)
        .map(
            known ->
                new ServiceUnit(
                    known,
                    most.isPresent() && unit.isPresent() && most.get().signum() > 0
                        ? Dose.of(most.get(), unit.get())
                        : null))
        .orElse(null);
  }

  /** A code without a published end may be used as long as the newest release that lists it. */
  static Validity validity(ConceptDefinitionComponent concept) {
    Optional<LocalDate> terminated =
        date(concept, "terminated")
            .or(() -> date(concept, "listed-until"))
            .flatMap(PartialDates::lastDay);
    return new Validity(
        date(concept, "added").flatMap(PartialDates::firstDay).orElse(null),
        terminated.orElse(null));
  }

  private static Optional<String> date(ConceptDefinitionComponent concept, String name) {
    return property(concept, name)
        .filter(BaseDateTimeType.class::isInstance)
        .flatMap(FhirValues::text);
  }

  static Optional<String> text(ConceptDefinitionComponent concept, String name) {
    return property(concept, name).flatMap(FhirValues::text);
  }

  static Optional<Type> property(ConceptDefinitionComponent concept, String name) {
    return concept.getProperty().stream()
        .filter(p -> name.equals(p.getCode()) && p.hasValue())
        .map(ConceptPropertyComponent::getValue)
        .findFirst();
  }
}
