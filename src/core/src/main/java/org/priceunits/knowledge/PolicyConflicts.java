package org.priceunits.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Validity;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** The conflicts of payer policies: two for one day, two of reference, or none of reference. */
final class PolicyConflicts {
  private static final String NEEDED =
      "This is the policy of reference: it fills what other payers leave open and prices calls that"
          + " name no payer, so that without it nothing is priced. Replace it by PUT, in force and"
          + " with its rules.";

  private final ChargeItemDefinition policy;
  private final List<ChargeItemDefinition> others;
  private final LocalDate today;

  /**
   * @param others what is stored beside the policy
   */
  PolicyConflicts(ChargeItemDefinition policy, List<Resource> others, LocalDate today) {
    this.policy = policy;
    this.today = today;
    this.others =
        others.stream()
            .filter(ChargeItemDefinition.class::isInstance)
            .map(ChargeItemDefinition.class::cast)
            .filter(PolicyConflicts::counts)
            .toList();
  }

  /**
   * @param before the policy as it is stored under the same id; null if there is none
   */
  List<KnowledgeFault> of(@Nullable ChargeItemDefinition before) {
    boolean is = counts(policy) && PolicyReader.isReference(policy);
    if (before != null && isReferenceToday(before) && !isReferenceToday(policy) && !another()) {
      return List.of(KnowledgeFault.of(policy, place(), NEEDED));
    }
    if (!counts(policy)) {
      return List.of();
    }
    return Stream.of(is ? secondReference() : Optional.<KnowledgeFault>empty(), sameDays())
        .flatMap(Optional::stream)
        .toList();
  }

  List<KnowledgeFault> ofDeleting() {
    return isReferenceToday(policy) && !another()
        ? List.of(KnowledgeFault.of(policy, "ChargeItemDefinition", NEEDED))
        : List.of();
  }

  private String place() {
    if (!InForce.is(policy)) {
      return "ChargeItemDefinition.status";
    }
    return PolicyReader.isPolicy(policy) && PolicyReader.isReference(policy)
        ? "ChargeItemDefinition.effectivePeriod"
        : "ChargeItemDefinition.extension";
  }

  private boolean another() {
    return others.stream().anyMatch(this::isReferenceToday);
  }

  /** A policy of reference that ended, or that begins in some years, prices nothing today. */
  private boolean isReferenceToday(ChargeItemDefinition definition) {
    return counts(definition)
        && PolicyReader.isReference(definition)
        && FhirValues.validity(definition.getEffectivePeriod()).on(today);
  }

  private Optional<KnowledgeFault> secondReference() {
    Optional<String> payer = PolicyReader.payer(policy);
    return others.stream()
        .filter(PolicyReader::isReference)
        .filter(other -> !PolicyReader.payer(other).equals(payer))
        .findFirst()
        .map(
            other ->
                KnowledgeFault.of(
                    policy,
                    "ChargeItemDefinition.extension",
                    "%s is the policy of reference, and there is one payer of reference. Leave the part reference out."
                        .formatted(KnowledgeFault.name(other))));
  }

  /** Of two postings for a day the later one applies; of two on one day none could be chosen. */
  private Optional<KnowledgeFault> sameDays() {
    Optional<String> payer = PolicyReader.payer(policy);
    Validity days = FhirValues.validity(policy.getEffectivePeriod());
    return payer.isEmpty()
        ? Optional.empty()
        : others.stream()
            .filter(other -> PolicyReader.payer(other).equals(payer))
            .filter(other -> posted(other).equals(posted(policy)))
            .filter(other -> overlap(FhirValues.validity(other.getEffectivePeriod()), days))
            .findFirst()
            .map(
                other ->
                    KnowledgeFault.of(
                        policy,
                        "ChargeItemDefinition.date",
                        "%s has rules of payer %s for the same days, posted on the same day. Change that one, or send this one with a later date."
                            .formatted(KnowledgeFault.name(other), payer.get())));
  }

  private static Optional<LocalDate> posted(ChargeItemDefinition policy) {
    return FhirValues.day(policy.getDateElement());
  }

  private static boolean overlap(Validity one, Validity other) {
    return startsWithin(one, other) || startsWithin(other, one);
  }

  private static boolean startsWithin(Validity one, Validity other) {
    LocalDate from = one.from();
    return from == null ? other.from() == null : other.on(from);
  }

  private static boolean counts(ChargeItemDefinition definition) {
    return PolicyReader.isPolicy(definition) && InForce.is(definition);
  }
}
