package org.priceunits.knowledge;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Money;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.policy.LineUnits;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.policy.PayerPolicy.FeeMethod;
import org.priceunits.domain.policy.PayerPolicy.LineForm;
import org.priceunits.domain.policy.PayerPolicy.PackageModifiers;
import org.priceunits.domain.policy.PayerPolicy.Places;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * Reads a payer's policy from the extension {@code payer-policy} of its ChargeItemDefinition. A
 * point on which the payer is silent is taken from the reference policy; lists of single codes
 * (unclassified discards, discard notes, preferred codes) are the payer's own alone.
 */
final class PolicyReader {
  private static final String PERCENTAGE = "percentage";
  private static final String NONE = "none";
  private static final String PAYER = "payer";

  /** CPT's modifiers of a repeated service: by the same practitioner, by another. */
  private static final Set<Modifier> REPEATS = Set.of(new Modifier("76"), new Modifier("77"));

  /** No payer takes less on a line; a smaller number is a typing error. */
  private static final BigDecimal LEAST_UNITS = BigDecimal.valueOf(100);

  private final ChargeItemDefinition definition;
  private final Extension policy;
  private final @Nullable PayerPolicy reference;

  /**
   * @param reference the policy whose reading fills the silent points; absent for the reference
   *     policy itself
   */
  PolicyReader(ChargeItemDefinition definition, @Nullable PayerPolicy reference) {
    this.definition = definition;
    this.policy = definition.getExtensionByUrl(Canonicals.extension("payer-policy"));
    this.reference = reference;
  }

  static boolean isPolicy(ChargeItemDefinition definition) {
    return definition.hasExtension(Canonicals.extension("payer-policy"));
  }

  /**
   * Returns true for the reference policy: silent policies follow it, and it is the default if the
   * caller names no payer.
   */
  static boolean isReference(ChargeItemDefinition definition) {
    Extension policy = definition.getExtensionByUrl(Canonicals.extension("payer-policy"));
    return policy != null
        && FhirValues.part(policy, "reference")
            .map(Extension::getValue)
            .filter(BooleanType.class::isInstance)
            .map(v -> ((BooleanType) v).booleanValue())
            .orElse(false);
  }

  /** Returns the payer that a definition is for. */
  static Optional<String> payer(ChargeItemDefinition definition) {
    return definition.getUseContext().stream()
        .filter(u -> PAYER.equals(u.getCode().getCode()) && u.getValue() instanceof CodeableConcept)
        .flatMap(
            u ->
                FhirValues.code(((CodeableConcept) u.getValue()).getCodingFirstRep().getCode())
                    .stream())
        .findFirst();
  }

  /** Returns true if a use context is a payer, whether or not its code can be read. */
  static boolean namesPayer(ChargeItemDefinition definition) {
    return definition.getUseContext().stream().anyMatch(u -> PAYER.equals(u.getCode().getCode()));
  }

  /** Returns the identifiers ({@code system|value}) of the payer's organization. */
  static List<String> organizations(ChargeItemDefinition definition) {
    Extension policy = definition.getExtensionByUrl(Canonicals.extension("payer-policy"));
    return FhirValues.parts(policy, "payer-identifier")
        .map(Extension::getValue)
        .filter(org.hl7.fhir.r4.model.Identifier.class::isInstance)
        .map(org.hl7.fhir.r4.model.Identifier.class::cast)
        .map(i -> i.getSystem() + "|" + i.getValue())
        .toList();
  }

  /**
   * @throws FaultyPolicyException if a part has an invalid value, with its path
   */
  PayerPolicy read(String payer) {
    PolicyParts.check(policy);
    if (reference == null && FhirValues.parts(policy, "discard-rule").findAny().isEmpty()) {
      throw new FaultyPolicyException("discard-rule", "The reference policy lacks discard-rule.");
    }
    return new PayerPolicy(
        payer,
        definition.getUrl() + "|" + definition.getVersion(),
        FhirValues.validity(definition.getEffectivePeriod()),
        new DiscardRuleReader(policy).read(reference),
        code("line-form", LineForm.class).orElseGet(() -> base("line-form").lineForm()),
        lineUnits(),
        codes("unclassified-discard-code"),
        codes("discard-note-code"),
        modifierOrder(),
        packageModifiers(),
        FhirValues.part(policy, "modifier-limit")
            .map(e -> Integer.parseInt(e.getValue().primitiveValue()))
            .orElseGet(() -> base("modifier-limit").modifierLimit()),
        claimLimit(),
        places(),
        flag("ndc-required").orElseGet(() -> base("ndc-required").ndcRequired()),
        codes("preferred-code"),
        fees(payer),
        FhirValues.text(policy, "unit-ceiling")
            .map("applied"::equals)
            .orElseGet(() -> base("unit-ceiling").unitCeilings()),
        FhirValues.texts(policy, "not-published"));
  }

  private PayerPolicy base(String point) {
    if (reference == null) {
      throw new FaultyPolicyException(point, "The reference policy lacks " + point + ".");
    }
    return reference;
  }

  private List<Modifier> modifierOrder() {
    List<String> order = FhirValues.texts(policy, "modifier-order");
    return order.isEmpty()
        ? base("modifier-order").modifierOrder()
        : order.stream()
            .map(m -> Modifier.of(m).orElseThrow(() -> PolicyParts.fault("modifier-order", m)))
            .toList();
  }

  private Set<HcpcsCode> codes(String part) {
    Set<HcpcsCode> codes = new LinkedHashSet<>();
    for (String code : FhirValues.texts(policy, part)) {
      codes.add(HcpcsCode.of(code).orElseThrow(() -> PolicyParts.fault(part, code)));
    }
    return codes;
  }

  private @Nullable LineUnits lineUnits() {
    Optional<Extension> own = FhirValues.part(policy, "line-units");
    if (own.isEmpty()) {
      return reference == null ? null : reference.lineUnits();
    }
    BigDecimal most =
        FhirValues.text(own.get(), "most")
            .map(BigDecimal::new)
            .filter(units -> units.compareTo(LEAST_UNITS) >= 0)
            .orElseThrow(() -> PolicyParts.fault("line-units.most", ""));
    Modifier repeat =
        FhirValues.text(own.get(), "repeat")
            .map(
                m ->
                    Modifier.of(m)
                        .filter(REPEATS::contains)
                        .orElseThrow(() -> PolicyParts.fault("line-units.repeat", m)))
            .orElse(null);
    return new LineUnits(most, repeat, FhirValues.validity(FhirValues.part(own.get(), "valid")));
  }

  private @Nullable PackageModifiers packageModifiers() {
    Optional<Extension> own = FhirValues.part(policy, "package-modifiers");
    if (own.isEmpty()) {
      return reference == null ? null : reference.packageModifiers();
    }
    return new PackageModifiers(
        packageModifier(own.get(), "first"), packageModifier(own.get(), "further"));
  }

  private static Modifier packageModifier(Extension modifiers, String part) {
    String code = FhirValues.text(modifiers, part).orElse("");
    return Modifier.of(code)
        .orElseThrow(() -> PolicyParts.fault("package-modifiers." + part, code));
  }

  private @Nullable BigDecimal claimLimit() {
    Optional<BigDecimal> own =
        FhirValues.part(policy, "claim-limit")
            .map(Extension::getValue)
            .filter(Money.class::isInstance)
            .map(v -> ((Money) v).getValue());
    return own.orElse(reference == null ? null : reference.claimLimit());
  }

  private Places places() {
    List<String> facilities = FhirValues.texts(policy, "facility-place-of-service");
    Set<String> settings = new LinkedHashSet<>();
    FhirValues.parts(policy, "setting-not-billable")
        .map(Extension::getValue)
        .filter(Coding.class::isInstance)
        .map(Coding.class::cast)
        .forEach(c -> settings.add(c.getSystem() + "|" + c.getCode()));
    return new Places(
        FhirValues.text(policy, "default-place-of-service")
            .orElseGet(() -> base("default-place-of-service").places().placeOfService()),
        facilities.isEmpty()
            ? base("facility-place-of-service").places().facilities()
            : Set.copyOf(facilities),
        FhirValues.text(policy, "default-type-of-bill")
            .orElseGet(() -> base("default-type-of-bill").places().typeOfBill()),
        FhirValues.text(policy, "revenue-code")
            .orElseGet(() -> base("revenue-code").places().revenueCode()),
        settings.isEmpty()
            ? base("setting-not-billable").places().settingsNotBillable()
            : settings);
  }

  /**
   * Returns the payer's own schedule, a share of the reference's, or only what the operator loads
   * for this payer.
   */
  private @Nullable FeeMethod fees(String payer) {
    String method = FhirValues.text(policy, "fee-method").orElse(NONE);
    if (!method.equals(PERCENTAGE)) {
      return null;
    }
    BigDecimal percentage =
        FhirValues.part(policy, "fee-percentage")
            .map(Extension::getValue)
            .flatMap(FhirValues::decimal)
            .orElseThrow(() -> PolicyParts.fault("fee-percentage", ""));
    return new FeeMethod(base("fee-method").payer(), percentage);
  }

  private Optional<Boolean> flag(String name) {
    return FhirValues.part(policy, name)
        .map(Extension::getValue)
        .filter(BooleanType.class::isInstance)
        .map(v -> ((BooleanType) v).booleanValue());
  }

  private <E extends Enum<E>> Optional<E> code(String name, Class<E> type) {
    return FhirValues.text(policy, name).map(c -> PolicyParts.constant(type, name, c));
  }
}
