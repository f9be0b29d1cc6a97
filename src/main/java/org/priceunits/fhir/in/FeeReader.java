package org.priceunits.fhir.in;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Money;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.Fee.Basis;
import org.priceunits.domain.policy.FeeSchedule;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Validity;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.in.PricingKnowledge.KnowledgeFault;

/** Reads prices from ChargeItemDefinitions: one code, payer, period and posting each. */
final class FeeReader {
  private static final String USD = "USD";

  private final List<KnowledgeFault> faults;

  FeeReader(List<KnowledgeFault> faults) {
    this.faults = faults;
  }

  FeeSchedule read(List<ChargeItemDefinition> definitions) {
    Map<HcpcsCode, List<Fee>> fees = new HashMap<>();
    for (ChargeItemDefinition definition : definitions) {
      fee(definition)
          .ifPresentOrElse(
              f -> fees.computeIfAbsent(f.code(), c -> new ArrayList<>()).add(f),
              () ->
                  faults.add(
                      new KnowledgeFault(
                          "ChargeItemDefinition/" + definition.getIdElement().getIdPart(),
                          "ChargeItemDefinition.propertyGroup.priceComponent",
                          "A fee needs a HCPCS code, a payer, and one base price in USD with its basis.")));
    }
    // The latest posting first, so that the first fit is the one in force.
    fees.values().forEach(l -> l.sort(Comparator.comparing(Fee::postedOn).reversed()));
    return new Hosted(Map.copyOf(fees));
  }

  private static Optional<Fee> fee(ChargeItemDefinition definition) {
    Optional<HcpcsCode> code =
        definition.getCode().getCoding().stream()
            .filter(c -> Canonicals.HCPCS.equals(c.getSystem()) && c.hasCode())
            .findFirst()
            .map(Coding::getCode)
            .flatMap(HcpcsCode::of);
    var component = definition.getPropertyGroupFirstRep().getPriceComponentFirstRep();
    Optional<Basis> basis =
        component.getCode().getCoding().stream().flatMap(c -> basis(c.getCode())).findFirst();
    Money amount = component.getAmount();
    BigDecimal usd = amount.getValue();
    Optional<String> payer = PolicyReader.payer(definition);
    boolean priced = usd != null && usd.signum() >= 0 && USD.equals(amount.getCurrency());
    if (code.isEmpty() || basis.isEmpty() || payer.isEmpty() || !priced) {
      return Optional.empty();
    }
    Validity validity = Reading.validity(definition.getEffectivePeriod());
    LocalDate posted =
        Reading.day(definition.getDateElement())
            .or(() -> Optional.ofNullable(validity.from()))
            .orElse(LocalDate.MIN);
    String source = definition.getUrl() + "|" + definition.getVersion();
    return Optional.of(
        new Fee(code.get(), payer.get(), validity, posted, basis.get(), usd, source));
  }

  private static java.util.stream.Stream<Basis> basis(@Nullable String code) {
    return java.util.Arrays.stream(Basis.values()).filter(b -> b.code().equals(code));
  }

  private record Hosted(Map<HcpcsCode, List<Fee>> fees) implements FeeSchedule {
    @Override
    public Optional<Fee> find(
        String payer, HcpcsCode code, @Nullable Ndc ndc, LocalDate dateOfService, LocalDate asOf) {
      Fee limit = null;
      for (Fee fee : fees.getOrDefault(code, List.of())) {
        if (!fee.validity().on(dateOfService) || fee.postedOn().isAfter(asOf)) {
          continue;
        }
        if (fee.basis() == Basis.CHARGE) {
          return Optional.of(fee);
        }
        if (limit == null && fee.payer().equals(payer)) {
          limit = fee;
        }
      }
      return Optional.ofNullable(limit);
    }
  }
}
