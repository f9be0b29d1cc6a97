package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.GroupSum;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.billing.group.Pools.Pool;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Administration.ServiceDay;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.ServiceLine;

/**
 * Finds the administrations of which only the time in UTC is known, and which would share another
 * day's line at the site, so that the doses that are added, and with them the rounded units,
 * differ.
 */
final class UncertainDays {
  /** Stands for units that cannot be billed. */
  private static final Map<String, BigDecimal> REFUSED = Map.of("", BigDecimal.ONE);

  private final Catalogs catalogs;
  private final GroupPricer groups;
  private final PricingRequest request;

  UncertainDays(Catalogs catalogs, GroupPricer groups, PricingRequest request) {
    this.catalogs = catalogs;
    this.groups = groups;
    this.request = request;
  }

  /** Returns the positions of the administrations whose day must be known. */
  Set<Integer> of(List<Pool> pools) {
    Map<Object, TreeMap<LocalDate, Pool>> services = new LinkedHashMap<>();
    for (Pool pool : pools) {
      services.computeIfAbsent(pool.service(), k -> new TreeMap<>()).put(pool.day(), pool);
    }
    Set<Integer> uncertain = new HashSet<>();
    for (TreeMap<LocalDate, Pool> ofService : services.values()) {
      consecutive(ofService.values()).forEach(days -> add(days, uncertain));
    }
    return uncertain;
  }

  /** Only neighbouring days can exchange a member. */
  private static List<List<Pool>> consecutive(Collection<Pool> sorted) {
    List<List<Pool>> all = new ArrayList<>(1);
    LocalDate next = LocalDate.MIN;
    for (Pool pool : sorted) {
      if (all.isEmpty() || !pool.day().equals(next)) {
        all.add(new ArrayList<>(1));
      }
      all.get(all.size() - 1).add(pool);
      next = pool.day().plusDays(1);
    }
    return all;
  }

  /** The others are looked at again without those that are found. */
  private void add(List<Pool> days, Set<Integer> uncertain) {
    if (!mayChange(days)) {
      return;
    }
    Set<Integer> found = among(days);
    if (!found.isEmpty()) {
      uncertain.addAll(found);
      add(days.stream().flatMap(pool -> pool.without(found).stream()).toList(), uncertain);
    }
  }

  private static boolean mayChange(List<Pool> days) {
    return members(days).skip(1).findAny().isPresent()
        && members(days).anyMatch(member -> member.administration().day().mayBeTheDayBefore());
  }

  private static Stream<Member> members(List<Pool> days) {
    return days.stream().flatMap(pool -> pool.members().stream());
  }

  /** All clocks of a site are behind UTC by the same hours, so its records move together. */
  private Set<Integer> among(List<Pool> days) {
    Map<String, BigDecimal> now = units(days);
    Set<Integer> uncertain = new HashSet<>();
    Set<Set<Integer>> tried = new HashSet<>();
    for (int hours = ServiceDay.LEAST_BEHIND; hours <= ServiceDay.MOST_BEHIND; hours++) {
      Set<Integer> moved = moved(days, hours);
      if (!moved.isEmpty() && tried.add(moved) && differ(now, units(apart(days, moved)))) {
        uncertain.addAll(moved);
      }
    }
    return uncertain;
  }

  /** What cannot be billed as it stands says why itself. */
  private static boolean differ(Map<String, BigDecimal> now, Map<String, BigDecimal> then) {
    return !now.equals(REFUSED) && !now.equals(then);
  }

  private static Set<Integer> moved(List<Pool> days, int hours) {
    return members(days)
        .map(Member::administration)
        .filter(a -> a.day().isTheDayBefore(hours))
        .map(Administration::index)
        .collect(Collectors.toSet());
  }

  private static List<Pool> apart(List<Pool> days, Set<Integer> moved) {
    Map<LocalDate, Pool> apart = new TreeMap<>();
    for (Pool pool : days) {
      for (Member member : pool.members()) {
        LocalDate day =
            moved.contains(member.administration().index()) ? pool.day().minusDays(1) : pool.day();
        apart
            .computeIfAbsent(
                day, k -> new Pool(pool.service(), day, pool.policy(), new ArrayList<>(1)))
            .members()
            .add(member);
      }
    }
    return List.copyOf(apart.values());
  }

  /** Returns the sums of units by code and modifiers. */
  private Map<String, BigDecimal> units(List<Pool> days) {
    Map<String, BigDecimal> units = new HashMap<>();
    for (Pool pool : days) {
      Optional<Group> group = group(pool.members(), pool.day());
      if (group.isEmpty()) {
        continue;
      }
      if (!(groups.price(group.get(), pool.policy(), request) instanceof Priced priced)) {
        return REFUSED;
      }
      for (ServiceLine line : priced.lines()) {
        units.merge(
            line.code() + " " + line.modifiers(),
            BigDecimal.valueOf(line.units().longValueExact()),
            BigDecimal::add);
      }
    }
    return units;
  }

  /** Returns the group of those members whose amounts can be added; empty if there are none. */
  private Optional<Group> group(List<Member> members, LocalDate day) {
    if (members.isEmpty()) {
      return Optional.empty();
    }
    GroupSum sum = new GroupSum(catalogs, day);
    Optional<Group> group = sum.of(members);
    if (group.isPresent()) {
      return group;
    }
    Set<Integer> refused =
        sum.issues().stream().map(Issue::administration).collect(Collectors.toSet());
    return group(
        members.stream().filter(m -> !refused.contains(m.administration().index())).toList(), day);
  }
}
