package org.priceunits.knowledge;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.policy.MedicallyUnlikelyEdit;
import org.priceunits.domain.policy.MedicallyUnlikelyEdit.Adjudication;
import org.priceunits.domain.policy.MedicallyUnlikelyEdits;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.fhir.MedicallyUnlikelyEditProperties;

/** Reads unit ceilings from HCPCS supplements, each dated by its first day. */
final class MedicallyUnlikelyEditReader {
  private final Map<HcpcsCode, List<Dated>> ofInstitutions = new HashMap<>();
  private final Map<HcpcsCode, List<Dated>> ofProfessionals = new HashMap<>();

  MedicallyUnlikelyEdits read(List<CodeSystem> systems) {
    for (CodeSystem system : systems) {
      Optional<LocalDate> from = FhirValues.day(system.getDateElement());
      Optional<Boolean> institutional = institutional(system);
      if (Canonicals.HCPCS.equals(system.getSupplements())
          && from.isPresent()
          && institutional.isPresent()) {
        system.getConcept().forEach(c -> add(c, institutional.get(), from.get()));
      }
    }
    // The newest table comes first, so that the first one already in effect is the one in force.
    Comparator<Dated> newestFirst =
        Comparator.comparing((Dated dated) -> dated.ceiling().from()).reversed();
    ofInstitutions.values().forEach(tables -> tables.sort(newestFirst));
    ofProfessionals.values().forEach(tables -> tables.sort(newestFirst));
    return new Hosted(ofInstitutions, ofProfessionals);
  }

  private static Optional<Boolean> institutional(CodeSystem system) {
    return system.getUseContext().stream()
        .filter(u -> MedicallyUnlikelyEditProperties.CLAIM_TYPE.equals(u.getCode().getCode()))
        .filter(u -> u.getValue() instanceof CodeableConcept)
        .map(u -> ((CodeableConcept) u.getValue()).getCodingFirstRep().getCode())
        .map(MedicallyUnlikelyEditProperties.INSTITUTIONAL::equals)
        .findFirst();
  }

  private void add(ConceptDefinitionComponent concept, boolean institutional, LocalDate from) {
    Optional<HcpcsCode> code = FhirValues.code(concept.getCode()).flatMap(HcpcsCode::of);
    Optional<Integer> units =
        property(concept, MedicallyUnlikelyEditProperties.CEILING)
            .filter(p -> p.getValue() instanceof IntegerType)
            .map(p -> ((IntegerType) p.getValue()).getValue());
    Optional<Adjudication> adjudication =
        property(concept, MedicallyUnlikelyEditProperties.INDICATOR)
            .flatMap(p -> FhirValues.text(p.getValue()))
            .flatMap(MedicallyUnlikelyEditReader::adjudication);
    if (code.isPresent() && units.isPresent() && adjudication.isPresent()) {
      (institutional ? ofInstitutions : ofProfessionals)
          .computeIfAbsent(code.get(), c -> new ArrayList<>(1))
          .add(
              new Dated(
                  new MedicallyUnlikelyEdit(
                      code.get(),
                      institutional,
                      from,
                      BigDecimal.valueOf(units.get()),
                      adjudication.get()),
                  last(concept)));
    }
  }

  private static @Nullable LocalDate last(ConceptDefinitionComponent concept) {
    return property(concept, MedicallyUnlikelyEditProperties.LAST)
        .filter(p -> p.getValue() instanceof DateTimeType)
        .flatMap(p -> FhirValues.day((DateTimeType) p.getValue()))
        .orElse(null);
  }

  private static Optional<ConceptPropertyComponent> property(
      ConceptDefinitionComponent concept, String name) {
    return concept.getProperty().stream().filter(p -> name.equals(p.getCode())).findFirst();
  }

  private static Optional<Adjudication> adjudication(String indicator) {
    for (Adjudication known : Adjudication.values()) {
      if (indicator.equals(String.valueOf(known.indicator()))) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /**
   * A ceiling with its last day.
   *
   * @param last null if it holds until a later table has the code
   */
  private record Dated(MedicallyUnlikelyEdit ceiling, @Nullable LocalDate last) {
    boolean beganBy(LocalDate day) {
      return !ceiling.from().isAfter(day);
    }

    boolean endedBefore(LocalDate day) {
      return last != null && last.isBefore(day);
    }
  }

  private record Hosted(
      Map<HcpcsCode, List<Dated>> ofInstitutions, Map<HcpcsCode, List<Dated>> ofProfessionals)
      implements MedicallyUnlikelyEdits {
    @Override
    public Optional<MedicallyUnlikelyEdit> find(
        HcpcsCode code, boolean institutional, LocalDate dateOfService) {
      Map<HcpcsCode, List<Dated>> tables = institutional ? ofInstitutions : ofProfessionals;
      return tables.getOrDefault(code, List.of()).stream()
          .filter(dated -> dated.beganBy(dateOfService))
          .findFirst()
          .filter(dated -> !dated.endedBefore(dateOfService))
          .map(Dated::ceiling);
    }
  }
}
