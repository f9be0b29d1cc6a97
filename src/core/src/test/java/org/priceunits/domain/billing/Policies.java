package org.priceunits.domain.billing;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.policy.DiscardRule;
import org.priceunits.domain.policy.LineUnits;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.HcpcsCode;

/** Medicare's shipped rules with what one contractor publishes. */
public final class Policies {
  private Policies() {}

  /** A contractor that takes so many units on a line. */
  public static Catalogs lineUnits(Catalogs other, @Nullable LineUnits units) {
    return Known.policy(
        other, p -> with(p, p.source(), p.discardRules(), units, p.unclassifiedDiscards()));
  }

  /** A contractor that takes discarded drug of these unclassified codes on a line of its own. */
  public static Catalogs unclassifiedDiscards(String... codes) {
    return unclassifiedDiscards(ShippedKnowledge.pricing().catalogs(), codes);
  }

  static Catalogs unclassifiedDiscards(Catalogs other, String... codes) {
    return Known.policy(
        other,
        p ->
            with(
                p,
                p.source(),
                p.discardRules(),
                p.lineUnits(),
                Stream.of(codes).map(HcpcsCode::new).collect(Collectors.toSet())));
  }

  /** The same rules of another version. */
  static PayerPolicy from(PayerPolicy p, String source) {
    return with(p, source, p.discardRules(), p.lineUnits(), p.unclassifiedDiscards());
  }

  /** A payer that takes no line for discarded drug. */
  static Catalogs withoutDiscardLines(Catalogs other) {
    return Known.policy(
        other,
        p ->
            with(
                p,
                p.source(),
                p.discardRules().stream()
                    .filter(rule -> rule.states() != DiscardRule.States.DISCARDED)
                    .toList(),
                p.lineUnits(),
                p.unclassifiedDiscards()));
  }

  private static PayerPolicy with(
      PayerPolicy p,
      String source,
      List<DiscardRule> discardRules,
      @Nullable LineUnits units,
      Set<HcpcsCode> unclassifiedDiscards) {
    return new PayerPolicy(
        p.payer(),
        source,
        p.validity(),
        discardRules,
        p.lineForm(),
        units,
        unclassifiedDiscards,
        p.discardNotes(),
        p.modifierOrder(),
        p.packageModifiers(),
        p.modifierLimit(),
        p.claimLimit(),
        p.places(),
        p.ndcRequired(),
        p.preferredCodes(),
        p.fees(),
        p.unitCeilings(),
        p.notPublished());
  }
}
