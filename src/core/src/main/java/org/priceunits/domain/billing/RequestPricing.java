package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.priceunits.domain.billing.code.CallCode;
import org.priceunits.domain.billing.code.CodeChoice;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.GroupSum;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.billing.group.MemberNotices;
import org.priceunits.domain.billing.group.Pools;
import org.priceunits.domain.billing.group.Pools.Pool;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Administration.Status;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.GroupResult.NotPriced;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.Pricing;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * Prices one request. Each administration is placed in a group or refused; then each group is
 * priced, after removing the members that cannot be. An instance is used once.
 */
final class RequestPricing {
  private static final Comparator<GroupResult> AS_REQUESTED =
      Comparator.comparing(result -> result.administrations().get(0));

  private final Catalogs catalogs;
  private final GroupPricer groups;
  private final PricingRequest request;
  private final Placement placement;
  private final MedicallyUnlikelyEditCheck ceilings;
  private final DayBefore dayBefore;
  private final List<GroupResult> results;
  private final List<PayerPolicy> used = new ArrayList<>(1);

  RequestPricing(Catalogs catalogs, CodeChoice codes, GroupPricer groups, PricingRequest request) {
    this.catalogs = catalogs;
    this.groups = groups;
    ConsistentRequest consistent = ConsistentRequest.of(request, catalogs.codes());
    this.request = consistent.request();
    CallCode ofCall = codes.ofCall(this.request);
    this.placement = new Placement(catalogs, codes, this.request, ofCall);
    this.dayBefore = new DayBefore(catalogs, codes, groups, this.request, ofCall);
    this.ceilings = new MedicallyUnlikelyEditCheck(catalogs.ceilings(), request.institutional());
    this.results = new ArrayList<>(request.administrations().size());
    for (ConsistentRequest.Refused refused : consistent.refused()) {
      List<Issue> issues = new ArrayList<>(refused.issues());
      issues.addAll(placement.reasons(refused.administration()));
      this.results.add(new NotPriced(List.of(refused.administration().index()), issues));
    }
  }

  Pricing result() {
    Pools pools = new Pools(request);
    for (Administration a : request.administrations()) {
      place(a, pools);
    }
    List<Pool> all = pools.all();
    Set<Integer> uncertain = new UncertainDays(catalogs, groups, request).of(all);
    for (Pool pool : all) {
      pool.members().stream()
          .map(Member::administration)
          .filter(a -> uncertain.contains(a.index()))
          .forEach(a -> refuse(a, DayBefore.ambiguous(a)));
      pool.without(uncertain).ifPresent(rest -> price(rest.members(), rest.policy()));
    }
    results.sort(AS_REQUESTED);
    return new Pricing(
        new IngredientNotices(catalogs, request.administrations()).with(results), unpublished());
  }

  private void place(Administration a, Pools pools) {
    if (a.status() == Status.NOT_BILLABLE) {
      refuse(
          a,
          List.of(
              Issue.of(
                  IssueCode.STATUS_NOT_BILLABLE,
                  a.index(),
                  Element.STATUS,
                  "Only completed and stopped administrations are billed.")));
      return;
    }
    LocalDate day = a.day().date();
    Placement.Placing placing = placement.on(a, day);
    if (placing instanceof Placement.Placing.Placed placed) {
      pools.add(a, placed.choice(), placed.policy());
    } else if (a.day().mayBeTheDayBefore()
        && placement.on(a, day.minusDays(1)) instanceof Placement.Placing.Placed) {
      results.add(new NotPriced(List.of(a.index()), DayBefore.ambiguous(a)));
    } else {
      refuse(a, placement.reasons(a));
    }
  }

  /** Returns what refuses an administration by its code and its modifiers. */
  List<Issue> refusals(Administration a) {
    return placement.reasons(a);
  }

  private void refuse(Administration a, List<Issue> issues) {
    results.add(new NotPriced(List.of(a.index()), issues));
  }

  private void price(List<Member> members, PayerPolicy policy) {
    LocalDate day = members.get(0).administration().day().date();
    List<Issue> modifiers = placement.modifierRefusals(members, policy, day);
    if (!modifiers.isEmpty()) {
      without(modifiers, members, policy);
      return;
    }
    GroupSum sum = new GroupSum(catalogs, day);
    Optional<Group> group = sum.of(members);
    if (group.isEmpty()) {
      without(sum.issues(), members, policy);
      return;
    }
    List<Issue> overdrawn = OverdrawnContainers.ofMembers(group.get());
    if (!overdrawn.isEmpty()) {
      without(overdrawn, members, policy);
      return;
    }
    GroupResult result = groups.price(group.get(), policy, request);
    List<Issue> ambiguous = dayBefore.ambiguous(members, result);
    if (!ambiguous.isEmpty()) {
      without(ambiguous, members, policy);
      return;
    }
    if (!(result instanceof Priced priced)) {
      results.add(result);
      return;
    }
    // Not a set: hashing a policy hashes all its rules.
    if (!used.contains(policy)) {
      used.add(policy);
    }
    List<Issue> further = new ArrayList<>(sum.notices());
    MemberNotices.add(members, request.today(), further);
    if (policy.unitCeilings()) {
      ceilings.add(priced, further);
    }
    results.add(further.isEmpty() ? priced : priced.with(further));
  }

  /** Refuses the members that the issues concern, and prices the others without them. */
  private void without(List<Issue> refusals, List<Member> members, PayerPolicy policy) {
    List<Member> rest = new ArrayList<>(members.size());
    Map<Integer, List<Issue>> refused =
        refusals.stream().collect(Collectors.groupingBy(Issue::administration));
    for (Member member : members) {
      int index = member.administration().index();
      List<Issue> own = refused.getOrDefault(index, List.of());
      if (own.isEmpty()) {
        rest.add(member);
      } else {
        results.add(new NotPriced(List.of(index), own));
      }
    }
    if (!rest.isEmpty()) {
      price(rest, policy);
    }
  }

  private List<Issue> unpublished() {
    List<Issue> issues = new ArrayList<>(0);
    for (PayerPolicy policy : used) {
      if (!policy.notPublished().isEmpty()) {
        issues.add(
            Issue.ofCall(
                IssueCode.PAYER_RULE_NOT_PUBLISHED,
                Element.PAYER,
                "Payer %s published nothing on: %s. Medicare's rule applies; ask the payer."
                    .formatted(policy.payer(), String.join(", ", policy.notPublished()))));
      }
    }
    return issues;
  }
}
