package org.priceunits.knowledge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.policy.PolicyCatalog;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** Checks, before a resource is stored, whether pricing can use it. */
public final class KnowledgeCheck {
  private KnowledgeCheck() {}

  /**
   * @param resource a resource of any type; one not meant for pricing has no faults
   * @param known the policies in force, whose reference policy fills the silent points of others
   * @return empty if the resource can be used
   */
  public static List<KnowledgeFault> faults(Resource resource, PolicyCatalog known) {
    List<KnowledgeFault> faults = new ArrayList<>(KnowledgeShape.faults(resource));
    if (!faults.isEmpty()) {
      return faults;
    }
    if (resource instanceof MedicationKnowledge knowledge && isPackage(knowledge)) {
      new ProductCatalogReader(faults, DoseForms.of(List.of()), Routes.of(List.of(), List.of()))
          .read(List.of(knowledge), List.of(), List.of());
    } else if (resource instanceof ChargeItemDefinition definition) {
      if (PolicyReader.isPolicy(definition)) {
        PayerPolicy reference = PolicyReader.isReference(definition) ? null : reference(known);
        new PolicyCatalogReader(faults).add(definition, reference);
      } else if (isFee(definition)) {
        new FeeReader(faults, new ArrayList<>()).read(List.of(definition));
      }
    }
    return faults;
  }

  /**
   * Returns any version of the reference policy: it has every point, or it would not be the
   * reference.
   */
  private static @Nullable PayerPolicy reference(PolicyCatalog known) {
    return known
        .inForce(known.reference(), LocalDate.now(java.time.ZoneOffset.UTC), LocalDate.MAX)
        .orElse(null);
  }

  private static boolean isPackage(MedicationKnowledge knowledge) {
    return knowledge.getCode().getCoding().stream()
        .anyMatch(c -> Canonicals.NDC.equals(c.getSystem()));
  }

  /**
   * Returns true if its price has one of our bases; other ChargeItemDefinitions do not concern
   * pricing.
   */
  private static boolean isFee(ChargeItemDefinition definition) {
    return definition.getPropertyGroup().stream()
        .flatMap(g -> g.getPriceComponent().stream())
        .flatMap(c -> c.getCode().getCoding().stream())
        .anyMatch(c -> Canonicals.codeSystem("price-basis").equals(c.getSystem()));
  }
}
