package org.priceunits.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.ServiceUnit;
import org.priceunits.domain.product.SmallerDose;
import org.priceunits.domain.product.UnitEquivalent;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * What one billing unit of a code is beside what its description says: an amount in another unit,
 * or a dose. It comes from supplements to HCPCS, each concept with its source.
 */
final class UnitEquivalents {
  private static final String EQUIVALENT = "unit-equivalent";
  private static final String ALONE = "unit-alone";
  private static final String OVER = "service-over";
  private static final String MOST = "service-most";
  private static final String VIAL = "unit-vial";
  private static final String SMALLER = "smaller-most";

  static final Set<String> AMOUNTS = Set.of(EQUIVALENT, ALONE, OVER, MOST, VIAL, SMALLER);

  /** A number of a unit, as UCUM writes it: 1125.mg is 1125 mg. */
  private static final Pattern AMOUNT = Pattern.compile("([1-9][0-9]{0,11})\\.([^.0-9].*)");

  private final Map<HcpcsCode, List<UnitEquivalent>> equivalents = new HashMap<>();
  private final Map<HcpcsCode, ServiceUnit> services = new HashMap<>();
  private final Map<HcpcsCode, SmallerDose> smaller = new HashMap<>();

  private UnitEquivalents() {}

  static UnitEquivalents of(List<CodeSystem> systems) {
    UnitEquivalents all = new UnitEquivalents();
    systems.stream()
        .filter(system -> Canonicals.HCPCS.equals(system.getSupplements()))
        .flatMap(system -> system.getConcept().stream())
        .forEach(all::read);
    return all;
  }

  private void read(ConceptDefinitionComponent concept) {
    HcpcsCode code = FhirValues.code(concept.getCode()).flatMap(HcpcsCode::of).orElse(null);
    if (code == null) {
      return;
    }
    String source = CodeProperties.text(concept, "source").orElse("");
    HcpcsDosage alone =
        CodeProperties.property(concept, ALONE).flatMap(v -> amount(v)).orElse(null);
    BigDecimal vial =
        CodeProperties.property(concept, VIAL)
            .flatMap(UnitEquivalents::amount)
            .map(HcpcsDosage::value)
            .orElse(null);
    List<UnitEquivalent> own =
        concept.getProperty().stream()
            .filter(p -> EQUIVALENT.equals(p.getCode()))
            .flatMap(p -> amount(p.getValue()).stream())
            .map(amount -> new UnitEquivalent(amount, alone, vial, source))
            .toList();
    if (!own.isEmpty()) {
      equivalents.computeIfAbsent(code, c -> new ArrayList<>(1)).addAll(own);
    }
    Dose most = bound(concept, SMALLER);
    CodeProperties.text(concept, "smaller-code")
        .flatMap(HcpcsCode::of)
        .filter(other -> most != null)
        .ifPresent(
            other ->
                smaller.putIfAbsent(code, new SmallerDose(other, Objects.requireNonNull(most))));
    CodeProperties.text(concept, "service-unit")
        .flatMap(ServiceUnit.Kind::of)
        .ifPresent(
            kind ->
                services.putIfAbsent(
                    code, new ServiceUnit(kind, bound(concept, OVER), bound(concept, MOST))));
  }

  private static @Nullable Dose bound(ConceptDefinitionComponent concept, String name) {
    return CodeProperties.property(concept, name)
        .flatMap(UnitEquivalents::amount)
        .map(amount -> Dose.of(amount.value(), amount.unit()))
        .orElse(null);
  }

  /** Returns the amount that a property states; empty if it is no number of a UCUM unit. */
  static Optional<HcpcsDosage> amount(@Nullable Type value) {
    if (!(value instanceof Coding coding)
        || !coding.hasCode()
        || !Canonicals.UCUM.equals(coding.getSystem())) {
      return Optional.empty();
    }
    Matcher amount = AMOUNT.matcher(coding.getCode());
    return amount.matches()
        ? Optional.of(new HcpcsDosage(new BigDecimal(amount.group(1)), amount.group(2)))
        : Optional.empty();
  }

  List<UnitEquivalent> of(HcpcsCode code) {
    return equivalents.getOrDefault(code, List.of());
  }

  @Nullable SmallerDose smaller(HcpcsCode code) {
    return smaller.get(code);
  }

  @Nullable ServiceUnit service(HcpcsCode code) {
    return services.get(code);
  }
}
