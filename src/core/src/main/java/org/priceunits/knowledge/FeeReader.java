package org.priceunits.knowledge;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.Fee.Basis;
import org.priceunits.domain.policy.FeeSchedule;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Validity;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** Reads prices from ChargeItemDefinitions: one code, payer, period and posting each. */
final class FeeReader {
  private static final String USD = "USD";
  private static final String PRICE = "ChargeItemDefinition.propertyGroup.priceComponent";

  private static final String NEEDED =
      "A fee needs a HCPCS code, where given a valid NDC, one base price in USD with its basis, and a payer unless it"
          + " is a charge. The price of one unit is above zero and at most "
          + Plausible.MOST_USD.toPlainString()
          + " USD.";

  /**
   * A payer's charge before the one for all payers, prices for one package before those for all,
   * the latest posting first, so that the first match is the one in force.
   */
  private static final Comparator<Fee> FIRST_FIT =
      Comparator.comparing((Fee fee) -> fee.payer() == null)
          .thenComparing(fee -> fee.ndc() == null)
          .thenComparing(Fee::postedOn, Comparator.reverseOrder());

  private final List<KnowledgeFault> faults;
  private final List<KnowledgeFault> warnings;

  /**
   * @param faults receives the fees that cannot be read
   * @param warnings receives those that are far from another fee for the same day
   */
  FeeReader(List<KnowledgeFault> faults, List<KnowledgeFault> warnings) {
    this.faults = faults;
    this.warnings = warnings;
  }

  FeeSchedule read(List<ChargeItemDefinition> definitions) {
    Map<HcpcsCode, List<Fee>> charges = new HashMap<>();
    Map<HcpcsCode, List<Fee>> limits = new HashMap<>();
    for (ChargeItemDefinition definition : definitions) {
      fee(definition)
          .ifPresentOrElse(
              f ->
                  (f.basis() == Basis.CHARGE ? charges : limits)
                      .computeIfAbsent(f.code(), c -> new ArrayList<>())
                      .add(f),
              () -> faults.add(fault(definition)));
    }
    Stream.of(charges, limits)
        .flatMap(fees -> fees.values().stream())
        .forEach(
            ofCode -> {
              ofCode.sort(FIRST_FIT);
              warn(ofCode);
            });
    return new Hosted(charges, limits);
  }

  /** Compares each fee with the one for the same first day that it takes the place of. */
  private void warn(List<Fee> sorted) {
    Map<List<@Nullable Object>, Fee> later = new HashMap<>();
    for (Fee fee : sorted) {
      Fee over = later.put(Arrays.asList(fee.payer(), fee.ndc(), fee.validity().from()), fee);
      if (over != null) {
        PriceJump.of(over, fee)
            .ifPresent(text -> warnings.add(new KnowledgeFault(over.source(), PRICE, text)));
      }
    }
  }

  private static KnowledgeFault fault(ChargeItemDefinition definition) {
    return new KnowledgeFault(
        "ChargeItemDefinition/" + definition.getIdElement().getIdPart(), PRICE, NEEDED);
  }

  static Optional<Fee> fee(ChargeItemDefinition definition) {
    Optional<HcpcsCode> code = coded(definition, Canonicals.HCPCS).flatMap(HcpcsCode::of);
    Optional<String> packageCode = coded(definition, Canonicals.NDC);
    Optional<Ndc> ndc = packageCode.flatMap(Ndc::of);
    var component = definition.getPropertyGroupFirstRep().getPriceComponentFirstRep();
    Optional<Basis> basis =
        component.getCode().getCoding().stream().flatMap(c -> basis(c.getCode())).findFirst();
    Money amount = component.getAmount();
    BigDecimal usd = amount.getValue();
    Optional<String> payer = PolicyReader.payer(definition);
    boolean priced = Plausible.isPrice(usd) && USD.equals(amount.getCurrency());
    boolean owned =
        payer.isPresent()
            || basis.equals(Optional.of(Basis.CHARGE)) && !PolicyReader.namesPayer(definition);
    boolean packaged = packageCode.isEmpty() || ndc.isPresent();
    if (code.isEmpty() || basis.isEmpty() || !owned || !packaged || !priced) {
      return Optional.empty();
    }
    Validity validity = FhirValues.validity(definition.getEffectivePeriod());
    LocalDate posted =
        FhirValues.day(definition.getDateElement())
            .or(() -> Optional.ofNullable(validity.from()))
            .orElse(LocalDate.MIN);
    String source = definition.getUrl() + "|" + definition.getVersion();
    return Optional.of(
        new Fee(
            code.get(),
            ndc.orElse(null),
            payer.orElse(null),
            validity,
            posted,
            basis.get(),
            usd,
            amount(definition).orElse(null),
            source));
  }

  /** Returns the amount of drug that a price is for; empty if it is for a billing unit. */
  private static Optional<HcpcsDosage> amount(ChargeItemDefinition definition) {
    return FhirValues.extension(definition, Canonicals.extension("priced-amount"))
        .map(Extension::getValue)
        .filter(Quantity.class::isInstance)
        .map(Quantity.class::cast)
        .filter(q -> q.hasCode() && q.getValue() != null && q.getValue().signum() > 0)
        .map(q -> new HcpcsDosage(q.getValue(), q.getCode()));
  }

  private static Optional<String> coded(ChargeItemDefinition definition, String system) {
    return definition.getCode().getCoding().stream()
        .filter(c -> system.equals(c.getSystem()) && c.hasCode())
        .findFirst()
        .map(Coding::getCode);
  }

  private static Stream<Basis> basis(@Nullable String code) {
    return Arrays.stream(Basis.values()).filter(b -> b.code().equals(code));
  }

  private record Hosted(Map<HcpcsCode, List<Fee>> charges, Map<HcpcsCode, List<Fee>> limits)
      implements FeeSchedule {
    @Override
    public Optional<Fee> charge(
        String payer, HcpcsCode code, @Nullable Ndc ndc, LocalDate dateOfService, LocalDate asOf) {
      for (Fee fee : charges.getOrDefault(code, List.of())) {
        if ((fee.payer() == null || fee.payer().equals(payer))
            && applies(fee, ndc, dateOfService, asOf)) {
          return Optional.of(fee);
        }
      }
      return Optional.empty();
    }

    @Override
    public Optional<Fee> limit(
        String schedule,
        HcpcsCode code,
        @Nullable Ndc ndc,
        LocalDate dateOfService,
        LocalDate asOf) {
      for (Fee fee : limits.getOrDefault(code, List.of())) {
        if (schedule.equals(fee.payer()) && applies(fee, ndc, dateOfService, asOf)) {
          return Optional.of(fee);
        }
      }
      return Optional.empty();
    }

    private static boolean applies(
        Fee fee, @Nullable Ndc ndc, LocalDate dateOfService, LocalDate asOf) {
      return fee.isFor(ndc) && fee.validity().on(dateOfService) && !fee.postedOn().isAfter(asOf);
    }
  }
}
