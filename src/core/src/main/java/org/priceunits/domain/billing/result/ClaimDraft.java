package org.priceunits.domain.billing.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * The groups of one claim: one patient, one biller, one facility, one policy of the payer, and a
 * total within the payer's limit.
 *
 * @param groups in order of date, then of the request
 * @param part number of this claim among those that the groups were split into, from 1
 * @param parts number of those claims
 * @param aboveLimit true if a single group exceeds the limit by itself
 */
public record ClaimDraft(List<Priced> groups, int part, int parts, boolean aboveLimit) {
  public ClaimDraft {
    groups = List.copyOf(groups);
  }

  /** Returns the payer's policy, the same for all groups. */
  public PayerPolicy policy() {
    return groups.get(0).policy();
  }

  /** Returns all lines in order. */
  public List<ServiceLine> lines() {
    return groups.stream().flatMap(g -> g.lines().stream()).toList();
  }

  /** Returns the sum of the net prices in USD; empty if a line has none. */
  public Optional<BigDecimal> total() {
    BigDecimal sum = BigDecimal.ZERO;
    for (ServiceLine line : lines()) {
      ServiceLine.Price price = line.price();
      if (price == null) {
        return Optional.empty();
      }
      sum = sum.add(price.net());
    }
    return Optional.of(sum);
  }

  /**
   * Distributes priced groups over claims. The lines of a group stay together; a group above the
   * limit gets a claim of its own.
   *
   * @param limit the highest total of one claim in USD by a payer's policy; null if there is none
   */
  public static List<ClaimDraft> of(
      List<Priced> priced, Function<PayerPolicy, @Nullable BigDecimal> limit) {
    Map<List<String>, List<Priced>> byParty = new LinkedHashMap<>();
    for (Priced group : priced) {
      Administration a = group.first();
      byParty
          .computeIfAbsent(
              List.of(
                  a.patient(),
                  a.setting().provider(),
                  a.setting().facility(),
                  group.policy().source()),
              k -> new ArrayList<>())
          .add(group);
    }
    List<ClaimDraft> drafts = new ArrayList<>();
    for (List<Priced> groups : byParty.values()) {
      groups.sort(Comparator.comparing(g -> g.first().day().date()));
      drafts.addAll(split(groups, limit.apply(groups.get(0).policy())));
    }
    return drafts;
  }

  /**
   * @param limit highest total of one claim in USD; absent if there is none
   */
  private static List<ClaimDraft> split(List<Priced> groups, @Nullable BigDecimal limit) {
    List<List<Priced>> claims = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Priced group : groups) {
      BigDecimal net = net(group);
      boolean full = limit != null && sum.add(net).compareTo(limit) > 0;
      if (claims.isEmpty() || full) {
        claims.add(new ArrayList<>());
        sum = BigDecimal.ZERO;
      }
      claims.get(claims.size() - 1).add(group);
      sum = sum.add(net);
    }
    List<ClaimDraft> drafts = new ArrayList<>();
    for (List<Priced> claim : claims) {
      boolean above = limit != null && claim.size() == 1 && net(claim.get(0)).compareTo(limit) > 0;
      drafts.add(new ClaimDraft(claim, drafts.size() + 1, claims.size(), above));
    }
    return drafts;
  }

  private static BigDecimal net(Priced group) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ServiceLine line : group.lines()) {
      ServiceLine.Price price = line.price();
      sum = price == null ? sum : sum.add(price.net());
    }
    return sum;
  }
}
