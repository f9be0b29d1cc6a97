package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.CallCode;
import org.priceunits.domain.billing.code.Choice;
import org.priceunits.domain.billing.code.CodeChoice;
import org.priceunits.domain.billing.code.CodeInForce;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.GroupSum;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.billing.group.MemberNotices;
import org.priceunits.domain.billing.group.Pools;
import org.priceunits.domain.billing.group.Pools.Pool;
import org.priceunits.domain.billing.line.ModifierList;
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
  private final CodeChoice codes;
  private final GroupPricer groups;
  private final PricingRequest request;
  private final @Nullable CallCode ofCall;
  private final MedicallyUnlikelyEditCheck ceilings;
  private final DayBefore dayBefore;
  private final List<GroupResult> results;
  private final List<PayerPolicy> used = new ArrayList<>(1);

  RequestPricing(Catalogs catalogs, CodeChoice codes, GroupPricer groups, PricingRequest request) {
    this.catalogs = catalogs;
    this.codes = codes;
    this.groups = groups;
    ConsistentRequest consistent = ConsistentRequest.of(request, catalogs.codes());
    this.request = consistent.request();
    this.ofCall = codes.ofCall(this.request);
    this.dayBefore = new DayBefore(catalogs, codes, groups, this.request, ofCall);
    this.ceilings = new MedicallyUnlikelyEditCheck(catalogs.ceilings(), request.institutional());
    this.results = new ArrayList<>(request.administrations().size());
    for (ConsistentRequest.Refused refused : consistent.refused()) {
      List<Issue> issues = new ArrayList<>(refused.issues());
      issues.addAll(reasons(refused.administration()));
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
    Placing placing = placing(a, day);
    if (placing instanceof Placing.Placed placed) {
      pools.add(a, placed.choice(), placed.policy());
    } else if (a.day().mayBeTheDayBefore()
        && placing(a, day.minusDays(1)) instanceof Placing.Placed) {
      results.add(new NotPriced(List.of(a.index()), DayBefore.ambiguous(a)));
    } else {
      refuse(a, reasons(a));
    }
  }

  /** Returns what refuses an administration by its code and its modifiers. */
  List<Issue> reasons(Administration a) {
    LocalDate day = a.day().date();
    List<Issue> reasons = new ArrayList<>(0);
    if (placing(a, day) instanceof Placing.Refused refused) {
      // Of a dose that cannot be read, nothing more is to be said.
      if (a.dose().value().signum() > 0
          || refused.issue().code() != IssueCode.CODE_WITHOUT_DOSAGE) {
        reasons.add(refused.issue());
      }
      if (a.dose().equals(Administration.ONE_ADMINISTRATION)
          && refused.issue().code() != IssueCode.DOSE_MISSING) {
        reasons.add(CodeInForce.doseMissing(a));
      }
    }
    if (!a.day().mayBeTheDayBefore()) {
      policy(day)
          .map(policy -> ModifierList.refusal(a, day, policy, catalogs.codes()))
          .ifPresent(reasons::add);
    }
    return reasons;
  }

  /** The rules and the code that an administration would be billed with on a day. */
  private sealed interface Placing {
    record Placed(PayerPolicy policy, Choice.Chosen choice) implements Placing {}

    record Refused(Issue issue) implements Placing {}
  }

  private Placing placing(Administration a, LocalDate day) {
    Optional<PayerPolicy> policy = policy(day);
    if (policy.isEmpty()) {
      return new Placing.Refused(
          Issue.of(
              IssueCode.PAYER_RULE_NOT_IN_FORCE,
              a.index(),
              Element.DATE,
              "No rules of payer %s are in force on %s. Name another payer, or load its policy for"
                  + " that day.",
              request.payer(),
              day));
    }
    Choice choice = codes.choose(a, day, ofCall, policy.get());
    return choice instanceof Choice.Chosen chosen
        ? new Placing.Placed(policy.get(), chosen)
        : new Placing.Refused(((Choice.Refused) choice).issue());
  }

  private void refuse(Administration a, List<Issue> issues) {
    results.add(new NotPriced(List.of(a.index()), issues));
  }

  private void price(List<Member> members, PayerPolicy policy) {
    LocalDate day = members.get(0).administration().day().date();
    List<Issue> modifiers = modifierRefusals(members, policy, day);
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

  private List<Issue> modifierRefusals(List<Member> members, PayerPolicy policy, LocalDate day) {
    List<Issue> refusals = new ArrayList<>(0);
    for (Member member : members) {
      Administration a = member.administration();
      Issue refusal = ModifierList.refusal(a, day, policy, catalogs.codes());
      if (a.day().mayBeTheDayBefore() && otherwiseTheDayBefore(a, refusal != null, policy, day)) {
        refusals.addAll(DayBefore.ambiguous(a));
      } else if (refusal != null) {
        refusals.add(refusal);
      }
    }
    return refusals;
  }

  /**
   * Returns true if its modifiers, or those of the call, may be used on only one of the two days.
   */
  private boolean otherwiseTheDayBefore(
      Administration a, boolean refused, PayerPolicy policy, LocalDate day) {
    LocalDate before = day.minusDays(1);
    boolean refusedBefore = ModifierList.refusal(a, before, policy, catalogs.codes()) != null;
    return refused != refusedBefore
        || request.modifiers().stream()
            .anyMatch(
                m ->
                    ModifierList.fault(m, day, catalogs.codes()).isPresent()
                        != ModifierList.fault(m, before, catalogs.codes()).isPresent());
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

  private Optional<PayerPolicy> policy(LocalDate day) {
    return catalogs.policies().inForce(request.payer(), day, request.asOf());
  }
}
