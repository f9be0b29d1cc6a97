package org.priceunits.knowledge;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.policy.CodeRange;
import org.priceunits.domain.policy.DiscardRule;
import org.priceunits.domain.policy.DiscardRule.Requirement;
import org.priceunits.domain.policy.DiscardRule.States;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.fhir.FhirValues;

/** Reads a policy's rules for the modifiers that report discarded drug. */
final class DiscardRuleReader {
  private final Extension policy;

  DiscardRuleReader(Extension policy) {
    this.policy = policy;
  }

  /**
   * Returns the payer's own rules, followed by the reference's.
   *
   * @param reference the reference policy; absent for itself
   */
  List<DiscardRule> read(@Nullable PayerPolicy reference) {
    List<DiscardRule> rules = new ArrayList<>();
    FhirValues.parts(policy, "discard-rule").map(this::discardRule).forEach(rules::add);
    if (reference != null) {
      // The first matching rule applies, so the reference's rules apply only to days and containers
      // without an own rule.
      rules.addAll(reference.discardRules());
    }
    return rules;
  }

  private DiscardRule discardRule(Extension rule) {
    Set<ContainerType> containers = EnumSet.noneOf(ContainerType.class);
    if (FhirValues.parts(rule, "container").findAny().isEmpty()) {
      throw PolicyParts.fault("discard-rule.container", "");
    }
    for (String container : FhirValues.texts(rule, "container")) {
      containers.add(
          ContainerType.of(container)
              .orElseThrow(() -> PolicyParts.fault("discard-rule.container", container)));
    }
    String modifier = FhirValues.text(rule, "modifier").orElse("");
    return new DiscardRule(
        Modifier.of(modifier)
            .orElseThrow(() -> PolicyParts.fault("discard-rule.modifier", modifier)),
        PolicyParts.constant(
            States.class, "discard-rule.states", FhirValues.text(rule, "states").orElse("")),
        PolicyParts.constant(
            Requirement.class,
            "discard-rule.requirement",
            FhirValues.text(rule, "requirement").orElse("")),
        containers,
        codes(rule),
        FhirValues.validity(FhirValues.part(rule, "valid")));
  }

  /** Reads the codes that a rule is for; one end alone is a mistake, not an open range. */
  private static @Nullable CodeRange codes(Extension rule) {
    String first = FhirValues.text(rule, "first-code").orElse("");
    String last = FhirValues.text(rule, "last-code").orElse("");
    if (first.isEmpty() && last.isEmpty()) {
      return null;
    }
    return new CodeRange(
        HcpcsCode.of(first).orElseThrow(() -> PolicyParts.fault("discard-rule.first-code", first)),
        HcpcsCode.of(last)
            .filter(code -> code.value().compareTo(first) >= 0)
            .orElseThrow(() -> PolicyParts.fault("discard-rule.last-code", last)));
  }
}
