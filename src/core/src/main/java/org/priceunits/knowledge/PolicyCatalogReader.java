package org.priceunits.knowledge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.policy.PolicyCatalog;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** Reads every payer's policies; a faulty one is left out and reported. */
final class PolicyCatalogReader {
  private final List<KnowledgeFault> faults;
  private final Map<String, List<Posted>> policies = new TreeMap<>();
  private final Map<String, String> organizations = new HashMap<>();

  PolicyCatalogReader(List<KnowledgeFault> faults) {
    this.faults = faults;
  }

  /** A policy and the day it was posted. */
  private record Posted(PayerPolicy policy, LocalDate on) {}

  PolicyCatalog read(List<ChargeItemDefinition> definitions) {
    PayerPolicy reference = null;
    for (ChargeItemDefinition definition : definitions) {
      if (PolicyReader.isReference(definition)) {
        reference = add(definition, null).orElse(reference);
      }
    }
    for (ChargeItemDefinition definition : definitions) {
      if (!PolicyReader.isReference(definition)) {
        add(definition, reference);
      }
    }
    policies.values().forEach(l -> l.sort(Comparator.comparing(Posted::on).reversed()));
    String assumed = reference == null ? "" : reference.payer();
    return new Hosted(
        new HashMap<>(policies), organizations, assumed, List.copyOf(policies.keySet()));
  }

  /**
   * @param reference the policy whose reading fills the silent points; null for the reference
   *     itself
   */
  Optional<PayerPolicy> add(ChargeItemDefinition definition, @Nullable PayerPolicy reference) {
    String id = "ChargeItemDefinition/" + definition.getIdElement().getIdPart();
    Optional<String> payer = PolicyReader.payer(definition);
    if (payer.isEmpty()) {
      faults.add(
          new KnowledgeFault(id, "ChargeItemDefinition.useContext", "A policy names its payer."));
      return Optional.empty();
    }
    try {
      PayerPolicy policy = new PolicyReader(definition, reference).read(payer.get());
      LocalDate posted = FhirValues.day(definition.getDateElement()).orElse(LocalDate.MIN);
      policies.computeIfAbsent(payer.get(), p -> new ArrayList<>()).add(new Posted(policy, posted));
      PolicyReader.organizations(definition).forEach(o -> organizations.put(o, payer.get()));
      return Optional.of(policy);
    } catch (FaultyPolicyException e) {
      faults.add(new KnowledgeFault(id, e.path(), String.valueOf(e.getMessage())));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      faults.add(new KnowledgeFault(id, "ChargeItemDefinition", String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private record Hosted(
      Map<String, List<Posted>> policies,
      Map<String, String> organizations,
      String reference,
      List<String> payers)
      implements PolicyCatalog {
    @Override
    public Optional<PayerPolicy> inForce(String payer, LocalDate dateOfService, LocalDate asOf) {
      PayerPolicy first = null;
      for (Posted posted : policies.getOrDefault(payer, List.of())) {
        if (!posted.policy().validity().on(dateOfService)) {
          continue;
        }
        if (!posted.on().isAfter(asOf)) {
          return Optional.of(posted.policy());
        }
        // The rules are older than the day we recorded them, so the first version applies before
        // its posting.
        first = posted.policy();
      }
      return Optional.ofNullable(first);
    }

    @Override
    public boolean knows(String payer) {
      return policies.containsKey(payer);
    }

    @Override
    public Optional<String> payerOf(String organizationIdentifier) {
      return Optional.ofNullable(organizations.get(organizationIdentifier));
    }

    @Override
    public Optional<PayerPolicy> cited(String source) {
      return policies.values().stream()
          .flatMap(List::stream)
          .map(Posted::policy)
          .filter(policy -> policy.source().equals(source))
          .findFirst();
    }
  }
}
