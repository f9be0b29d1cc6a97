package org.priceunits.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.FeeSchedule;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** Tells what a publisher may mean, but seldom does, of a resource that is stored all the same. */
public final class KnowledgeWarnings {
  private KnowledgeWarnings() {}

  /**
   * @param known the prices before the resource is stored
   * @return sentences about the resource, each with its path; none for most
   */
  public static List<KnowledgeFault> of(Resource resource, FeeSchedule known) {
    if (!InForce.is(resource)) {
      return List.of(notInForce(resource));
    }
    return resource instanceof ChargeItemDefinition definition && !PolicyReader.isPolicy(definition)
        ? FeeReader.fee(definition).flatMap(fee -> jump(fee, known, resource)).stream().toList()
        : List.of();
  }

  static KnowledgeFault notInForce(Resource resource) {
    return KnowledgeFault.of(
        resource,
        resource.fhirType() + ".status",
        "Its status keeps it from pricing. Store it as active to have it used.");
  }

  /** Compares with the price that is in force on the first day. */
  private static Optional<KnowledgeFault> jump(Fee fee, FeeSchedule known, Resource resource) {
    LocalDate first = fee.validity().from();
    if (first == null) {
      return Optional.empty();
    }
    String payer = fee.payer() == null ? "" : fee.payer();
    Optional<Fee> inForce =
        fee.basis() == Fee.Basis.CHARGE
            ? known.charge(payer, fee.code(), fee.ndc(), first, LocalDate.MAX)
            : known.limit(payer, fee.code(), fee.ndc(), first, LocalDate.MAX);
    return inForce
        .flatMap(held -> PriceJump.of(fee, held))
        .map(
            text ->
                KnowledgeFault.of(
                    resource, "ChargeItemDefinition.propertyGroup.priceComponent", text));
  }
}
