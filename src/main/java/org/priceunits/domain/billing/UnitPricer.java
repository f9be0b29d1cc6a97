package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.priceunits.domain.billing.Administration.Status;
import org.priceunits.domain.billing.CodeChoice.Choice;
import org.priceunits.domain.billing.Group.Member;
import org.priceunits.domain.billing.GroupResult.NotPriced;
import org.priceunits.domain.billing.GroupResult.Priced;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Modifier;

/**
 * Turns administered drugs into billable lines, or says why not. Reads one immutable snapshot of
 * knowledge, keeps no state, and is safe for any number of threads.
 */
public final class UnitPricer {
  private final Catalogs catalogs;
  private final CodeChoice codes;
  private final GroupPricer groups;

  public UnitPricer(Catalogs catalogs, Units units) {
    this.catalogs = catalogs;
    this.codes = new CodeChoice(catalogs, units);
    this.groups = new GroupPricer(catalogs);
  }

  /**
   * What refuses a call before anything is priced: a payer or a modifier that cannot be used at
   * all.
   *
   * @return empty where pricing can go on
   */
  public List<Issue> refusals(PricingRequest request) {
    if (!catalogs.policies().knows(request.payer())) {
      return List.of(
          Issue.ofCall(
              IssueCode.PAYER_UNKNOWN,
              Element.PAYER,
              "The payer %s has no rules here. Send one of: %s."
                  .formatted(request.payer(), String.join(", ", catalogs.policies().payers()))));
    }
    List<Issue> issues = new ArrayList<>(0);
    for (Modifier modifier : request.modifiers()) {
      fault(modifier, request).ifPresent(issues::add);
    }
    return issues;
  }

  private Optional<Issue> fault(Modifier modifier, PricingRequest request) {
    List<LocalDate> days =
        request.administrations().isEmpty()
            ? List.of(request.today())
            : request.administrations().stream().map(a -> a.day().date()).distinct().toList();
    for (LocalDate day : days) {
      Optional<String> reserved =
          policy(request, day).flatMap(p -> ModifierList.reserved(modifier, p));
      if (reserved.isPresent()) {
        return reserved.map(t -> Issue.ofCall(IssueCode.MODIFIER_CONFLICT, Element.MODIFIER, t));
      }
      Optional<String> fault = ModifierList.fault(modifier, day, catalogs.codes());
      if (fault.isPresent()) {
        return fault.map(t -> Issue.ofCall(IssueCode.MODIFIER_NOT_VALID, Element.MODIFIER, t));
      }
    }
    return Optional.empty();
  }

  /**
   * Prices the administrations together.
   *
   * @return one result per group of administrations that are billed together; an administration
   *     that cannot be priced never keeps another from its lines
   */
  public Pricing price(PricingRequest request) {
    List<GroupResult> results = new ArrayList<>(request.administrations().size());
    Map<Group.Key, Placed> groupsOf = new LinkedHashMap<>(2 * request.administrations().size());
    for (Administration a : request.administrations()) {
      Optional<NotPriced> refused = place(a, request, groupsOf);
      refused.ifPresent(results::add);
    }
    List<PayerPolicy> used = new ArrayList<>(1);
    CeilingCheck ceilings = new CeilingCheck(catalogs.ceilings(), request.institutional());
    for (Placed placed : groupsOf.values()) {
      results.addAll(price(placed.members(), placed.policy(), request, used, ceilings));
    }
    if (results.size() > 1) {
      results.sort(
          (a, b) -> Integer.compare(a.administrations().get(0), b.administrations().get(0)));
    }
    return new Pricing(results, unpublished(used), List.copyOf(used));
  }

  /** Members of one group, with the rules in force on their day. */
  private record Placed(PayerPolicy policy, List<Member> members) {}

  private Optional<NotPriced> place(
      Administration a, PricingRequest request, Map<Group.Key, Placed> groupsOf) {
    if (a.status() == Status.NOT_BILLABLE) {
      return Optional.of(
          notPriced(
              a,
              IssueCode.STATUS_NOT_BILLABLE,
              Element.STATUS,
              "Only completed and stopped administrations are billed."));
    }
    Optional<PayerPolicy> policy = policy(request, a.day().date());
    if (policy.isEmpty()) {
      return Optional.of(
          notPriced(
              a,
              IssueCode.PAYER_RULE_NOT_IN_FORCE,
              Element.DATE,
              "No rules of payer %s are in force on %s. Name another payer, or load its policy for that day."
                  .formatted(request.payer(), a.day().date())));
    }
    Choice choice = codes.choose(a, a.day().date(), request.billingCode());
    if (choice instanceof Choice.Chosen chosen) {
      groupsOf
          .computeIfAbsent(
              Group.Key.of(a, chosen), k -> new Placed(policy.get(), new ArrayList<>(1)))
          .members()
          .add(new Member(a, chosen));
      return Optional.empty();
    }
    return Optional.of(
        new NotPriced(List.of(a.index()), List.of(((Choice.Refused) choice).issue())));
  }

  private List<GroupResult> price(
      List<Member> members,
      PayerPolicy policy,
      PricingRequest request,
      List<PayerPolicy> used,
      CeilingCheck ceilings) {
    LocalDate day = members.get(0).administration().day().date();
    GroupSum sum = new GroupSum(catalogs);
    Optional<Group> group = sum.of(members);
    if (group.isEmpty()) {
      return without(sum.issues(), members, policy, request, used, ceilings);
    }
    GroupResult result = groups.price(group.get(), policy, request, day);
    if (!(result instanceof Priced priced)) {
      return List.of(result);
    }
    List<Issue> ambiguous = ambiguous(members, request, priced);
    if (!ambiguous.isEmpty()) {
      return without(ambiguous, members, policy, request, used, ceilings);
    }
    // No set: the hash of a policy is that of all its rules.
    if (!used.contains(policy)) {
      used.add(policy);
    }
    List<Issue> issues = new ArrayList<>(priced.issues());
    MemberNotices.add(members, request.today(), issues);
    if (policy.unitCeilings()) {
      ceilings.add(priced, issues);
    }
    return List.of(
        new Priced(
            priced.administrations(),
            priced.first(),
            priced.placeOfService(),
            priced.lines(),
            issues));
  }

  /** Refuses the members that the issues speak of, and prices the others without them. */
  private List<GroupResult> without(
      List<Issue> refusals,
      List<Member> members,
      PayerPolicy policy,
      PricingRequest request,
      List<PayerPolicy> used,
      CeilingCheck ceilings) {
    List<GroupResult> results = new ArrayList<>(members.size());
    List<Member> rest = new ArrayList<>(members.size());
    for (Member member : members) {
      int index = member.administration().index();
      List<Issue> own = refusals.stream().filter(i -> i.administration() == index).toList();
      if (own.isEmpty()) {
        rest.add(member);
      } else {
        results.add(new NotPriced(List.of(index), own));
      }
    }
    if (!rest.isEmpty()) {
      results.addAll(price(rest, policy, request, used, ceilings));
    }
    return results;
  }

  private List<Issue> ambiguous(List<Member> members, PricingRequest request, Priced priced) {
    if (noneFromUtc(members) || sameTheDayBefore(members, request, priced)) {
      return List.of();
    }
    return members.stream()
        .map(Member::administration)
        .filter(a -> a.day().fromUtc())
        .map(
            a ->
                Issue.of(
                    IssueCode.DATE_AMBIGUOUS,
                    a.index(),
                    Element.DATE,
                    "The time is in UTC; at the site it may have been the day before, %s, which would be billed"
                        + " differently. Send timeZone.",
                    a.day().date().minusDays(1)))
        .toList();
  }

  private static boolean noneFromUtc(List<Member> members) {
    for (Member member : members) {
      if (member.administration().day().fromUtc()) {
        return false;
      }
    }
    return true;
  }

  /** Whether code, units, modifiers and price would be the same one day earlier. */
  private boolean sameTheDayBefore(List<Member> members, PricingRequest request, Priced priced) {
    LocalDate before = members.get(0).administration().day().date().minusDays(1);
    List<Member> earlier = new ArrayList<>(members.size());
    for (Member member : members) {
      Choice choice = codes.choose(member.administration(), before, request.billingCode());
      if (!(choice instanceof Choice.Chosen chosen)) {
        return false;
      }
      earlier.add(new Member(member.administration(), chosen));
    }
    Optional<PayerPolicy> policy = policy(request, before);
    Optional<Group> group = new GroupSum(catalogs).of(earlier);
    return policy.isPresent()
        && group.isPresent()
        && groups.price(group.get(), policy.get(), request, before) instanceof Priced then
        && billed(then).equals(billed(priced));
  }

  private static List<String> billed(Priced priced) {
    return priced.lines().stream()
        .map(l -> l.code() + " " + l.units() + " " + l.modifiers() + " " + l.price())
        .toList();
  }

  private static List<Issue> unpublished(List<PayerPolicy> used) {
    List<Issue> issues = new ArrayList<>(0);
    for (PayerPolicy policy : used) {
      if (!policy.notPublished().isEmpty()) {
        issues.add(
            Issue.ofCall(
                IssueCode.PAYER_RULE_NOT_PUBLISHED,
                Element.PAYER,
                "Payer %s published nothing on: %s. Medicare's reading is taken; ask the payer."
                    .formatted(policy.payer(), String.join(", ", policy.notPublished()))));
      }
    }
    return issues;
  }

  private Optional<PayerPolicy> policy(PricingRequest request, LocalDate day) {
    return catalogs.policies().inForce(request.payer(), day, request.asOf());
  }

  private static NotPriced notPriced(Administration a, IssueCode code, Element about, String text) {
    return new NotPriced(List.of(a.index()), List.of(Issue.of(code, a.index(), about, text)));
  }
}
