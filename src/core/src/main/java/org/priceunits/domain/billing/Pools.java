package org.priceunits.domain.billing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.priceunits.domain.billing.Choice.Chosen;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * Collects the administrations that are billed together. Those of two places of service do not
 * pool, since a professional line has one place; one that records no place joins the others if
 * these have a single one.
 */
final class Pools {
  private static final String NO_PLACE = "";

  private final PricingRequest request;
  private final Map<GroupKey, Map<String, Pool>> byKey = new LinkedHashMap<>();

  Pools(PricingRequest request) {
    this.request = request;
  }

  /** The members of a group, with the rules in force on their day. */
  record Pool(PayerPolicy policy, List<Member> members) {
    private void takeAll(Pool other) {
      members.addAll(other.members());
      members.sort(Comparator.comparing(member -> member.administration().index()));
    }
  }

  void add(Administration a, Chosen chosen, PayerPolicy policy) {
    String stated = request.institutional() ? null : a.setting().placeOfService();
    byKey
        .computeIfAbsent(
            GroupKey.of(a, chosen, policy, request.modifiers()), k -> new LinkedHashMap<>(1))
        .computeIfAbsent(
            stated == null ? NO_PLACE : stated, k -> new Pool(policy, new ArrayList<>(1)))
        .members()
        .add(new Member(a, chosen));
  }

  /** Returns the groups, each with its members in the order of the request. */
  List<Pool> all() {
    List<Pool> all = new ArrayList<>(byKey.size());
    for (Map<String, Pool> places : byKey.values()) {
      if (places.size() == 2 && places.containsKey(NO_PLACE)) {
        Pool unplaced = places.remove(NO_PLACE);
        places.values().iterator().next().takeAll(unplaced);
      }
      all.addAll(places.values());
    }
    return all;
  }
}
