package org.priceunits.domain.billing.group;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.Choice.Chosen;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * Collects the administrations that are billed together. Those of two places of service do not
 * pool, since a professional line has one place; one that records no place joins the others if
 * these have a single one, or one in the place that the payer assumes.
 */
public final class Pools {
  private static final String NO_PLACE = "";

  private final PricingRequest request;
  private final Map<GroupKey, Map<String, Pool>> byKey = new LinkedHashMap<>();

  public Pools(PricingRequest request) {
    this.request = request;
  }

  /**
   * The members of a group.
   *
   * @param service equal for pools that differ by their day alone
   * @param policy the rules in force on the day
   */
  public record Pool(Object service, LocalDate day, PayerPolicy policy, List<Member> members) {
    private void takeAll(Pool other) {
      members.addAll(other.members());
      members.sort(Comparator.comparing(member -> member.administration().index()));
    }

    /** Returns the pool of the other members; empty if there are none. */
    public Optional<Pool> without(Set<Integer> administrations) {
      List<Member> rest =
          members.stream()
              .filter(m -> !administrations.contains(m.administration().index()))
              .toList();
      return rest.isEmpty() ? Optional.empty() : Optional.of(new Pool(service, day, policy, rest));
    }
  }

  /**
   * Adds an administration to those that it is billed with.
   *
   * @param chosen its code
   * @param policy the payer's rules in force on its day
   */
  public void add(Administration a, Chosen chosen, PayerPolicy policy) {
    String stated = request.institutional() ? null : a.setting().placeOfService();
    String place = stated == null ? NO_PLACE : stated;
    GroupKey key = GroupKey.of(a, chosen, policy, request.modifiers());
    byKey
        .computeIfAbsent(key, k -> new LinkedHashMap<>(1))
        .computeIfAbsent(
            place,
            p -> new Pool(List.of(key.onAnyDay(), p), key.date(), policy, new ArrayList<>(1)))
        .members()
        .add(new Member(a, chosen));
  }

  /** Returns the groups, each with its members in the order of the request. */
  public List<Pool> all() {
    List<Pool> all = new ArrayList<>(byKey.size());
    for (Map<String, Pool> places : byKey.values()) {
      Pool unplaced = places.get(NO_PLACE);
      if (unplaced != null) {
        Pool joined = joined(places, unplaced.policy());
        if (joined != null) {
          joined.takeAll(unplaced);
          places.remove(NO_PLACE);
        }
      }
      all.addAll(places.values());
    }
    return all;
  }

  /** Returns the only other pool, otherwise the one in the place that the payer assumes. */
  private static @Nullable Pool joined(Map<String, Pool> places, PayerPolicy policy) {
    return places.size() == 2
        ? places.entrySet().stream()
            .filter(place -> !place.getKey().equals(NO_PLACE))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow()
        : places.get(policy.places().placeOfService());
  }
}
