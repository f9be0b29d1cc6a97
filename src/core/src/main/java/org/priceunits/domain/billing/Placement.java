package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.CallCode;
import org.priceunits.domain.billing.code.Choice;
import org.priceunits.domain.billing.code.CodeChoice;
import org.priceunits.domain.billing.code.CodeInForce;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.billing.line.ModifierList;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * Finds the rules and the code that an administration is billed with, or what refuses it on its
 * day.
 */
final class Placement {
  private final Catalogs catalogs;
  private final CodeChoice codes;
  private final PricingRequest request;
  private final @Nullable CallCode ofCall;

  /**
   * @param ofCall the code that the call states; absent if it states none
   */
  Placement(
      Catalogs catalogs, CodeChoice codes, PricingRequest request, @Nullable CallCode ofCall) {
    this.catalogs = catalogs;
    this.codes = codes;
    this.request = request;
    this.ofCall = ofCall;
  }

  /** The rules and the code of an administration, or the issue that refuses it. */
  sealed interface Placing {
    record Placed(PayerPolicy policy, Choice.Chosen choice) implements Placing {}

    record Refused(Issue issue) implements Placing {}
  }

  /** Returns the rules and the code that an administration would be billed with on a day. */
  Placing on(Administration a, LocalDate day) {
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

  /** Returns what refuses an administration by its code and its modifiers. */
  List<Issue> reasons(Administration a) {
    LocalDate day = a.day().date();
    List<Issue> reasons = new ArrayList<>(0);
    if (on(a, day) instanceof Placing.Refused refused) {
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

  /** Returns the refusals of the members of a group whose modifiers cannot be used on the day. */
  List<Issue> modifierRefusals(List<Member> members, PayerPolicy policy, LocalDate day) {
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

  private Optional<PayerPolicy> policy(LocalDate day) {
    return catalogs.policies().inForce(request.payer(), day, request.asOf());
  }
}
