package org.priceunits.fhir.in;

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
import org.hl7.fhir.r4.model.IntegerType;
import org.priceunits.domain.policy.UnitCeiling;
import org.priceunits.domain.policy.UnitCeiling.Adjudication;
import org.priceunits.domain.policy.UnitCeilings;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.UnitCeilingProperties;

/**
 * Reads unit ceilings from the supplements to HCPCS that hold them, each dated by its first day.
 */
final class UnitCeilingReader {
  private record Key(HcpcsCode code, boolean institutional) {}

  private final Map<Key, List<UnitCeiling>> ceilings = new HashMap<>();

  UnitCeilings read(List<CodeSystem> systems) {
    for (CodeSystem system : systems) {
      Optional<LocalDate> from = Reading.day(system.getDateElement());
      Optional<Boolean> institutional = institutional(system);
      if (Canonicals.HCPCS.equals(system.getSupplements())
          && from.isPresent()
          && institutional.isPresent()) {
        system.getConcept().forEach(c -> add(c, institutional.get(), from.get()));
      }
    }
    // The newest table first, so that the first one that has begun is the one in force.
    ceilings.values().forEach(l -> l.sort(Comparator.comparing(UnitCeiling::from).reversed()));
    return new Hosted(Map.copyOf(ceilings));
  }

  private static Optional<Boolean> institutional(CodeSystem system) {
    return system.getUseContext().stream()
        .filter(u -> UnitCeilingProperties.CLAIM_TYPE.equals(u.getCode().getCode()))
        .filter(u -> u.getValue() instanceof CodeableConcept)
        .map(u -> ((CodeableConcept) u.getValue()).getCodingFirstRep().getCode())
        .map(UnitCeilingProperties.INSTITUTIONAL::equals)
        .findFirst();
  }

  private void add(ConceptDefinitionComponent concept, boolean institutional, LocalDate from) {
    Optional<HcpcsCode> code = Optional.ofNullable(concept.getCode()).flatMap(HcpcsCode::of);
    Optional<Integer> units =
        property(concept, UnitCeilingProperties.CEILING)
            .filter(p -> p.getValue() instanceof IntegerType)
            .map(p -> ((IntegerType) p.getValue()).getValue());
    Optional<Adjudication> adjudication =
        property(concept, UnitCeilingProperties.INDICATOR)
            .flatMap(p -> Reading.text(p.getValue()))
            .flatMap(UnitCeilingReader::adjudication);
    if (code.isPresent() && units.isPresent() && adjudication.isPresent()) {
      ceilings
          .computeIfAbsent(new Key(code.get(), institutional), k -> new ArrayList<>(1))
          .add(
              new UnitCeiling(
                  code.get(),
                  institutional,
                  from,
                  BigDecimal.valueOf(units.get()),
                  adjudication.get()));
    }
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

  private record Hosted(Map<Key, List<UnitCeiling>> ceilings) implements UnitCeilings {
    @Override
    public Optional<UnitCeiling> find(
        HcpcsCode code, boolean institutional, LocalDate dateOfService) {
      for (UnitCeiling ceiling : ceilings.getOrDefault(new Key(code, institutional), List.of())) {
        if (!ceiling.from().isAfter(dateOfService)) {
          return Optional.of(ceiling);
        }
      }
      return Optional.empty();
    }
  }
}
