package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.CallCode;
import org.priceunits.domain.billing.code.Choice;
import org.priceunits.domain.billing.code.CodeChoice;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.GroupSum;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.billing.group.MemberNotices;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * Tells whether administrations whose date is known in UTC alone would be billed differently on the
 * day before, which it may have been at the site.
 */
final class DayBefore {
  private final Catalogs catalogs;
  private final CodeChoice codes;
  private final GroupPricer groups;
  private final PricingRequest request;
  private final @Nullable CallCode ofCall;

  DayBefore(
      Catalogs catalogs,
      CodeChoice codes,
      GroupPricer groups,
      PricingRequest request,
      @Nullable CallCode ofCall) {
    this.catalogs = catalogs;
    this.codes = codes;
    this.groups = groups;
    this.request = request;
    this.ofCall = ofCall;
  }

  /**
   * Returns why members cannot be billed without the time zone; empty if the day before would
   * change nothing.
   *
   * @param result the price of the group on its day
   */
  List<Issue> ambiguous(List<Member> members, GroupResult result) {
    if (noneInDoubt(members) || sameTheDayBefore(members, result)) {
      return List.of();
    }
    return members.stream()
        .map(Member::administration)
        .filter(a -> a.day().mayBeTheDayBefore())
        .flatMap(a -> ambiguous(a).stream())
        .toList();
  }

  /** Returns that the day of an administration is not certain, and where it comes from. */
  static List<Issue> ambiguous(Administration a) {
    return List.of(
        Issue.of(
            IssueCode.DATE_AMBIGUOUS,
            a.index(),
            Element.DATE,
            "The time is in UTC; at the site it may have been the day before, %s, which would be billed"
                + " differently. Send timeZone, and all doses of these days again: what is billed here of the others counts without this one.",
            a.day().date().minusDays(1)),
        MemberNotices.fromUtc(a));
  }

  private static boolean noneInDoubt(List<Member> members) {
    for (Member member : members) {
      if (member.administration().day().mayBeTheDayBefore()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns true if code, units, modifiers and price would be the same one day earlier, or if
   * nothing could be billed on either day.
   */
  private boolean sameTheDayBefore(List<Member> members, GroupResult result) {
    LocalDate before = members.get(0).administration().day().date().minusDays(1);
    Optional<PayerPolicy> policy = policy(before);
    if (policy.isEmpty()) {
      return !(result instanceof Priced);
    }
    List<Member> earlier = new ArrayList<>(members.size());
    for (Member member : members) {
      Choice choice = codes.choose(member.administration(), before, ofCall, policy.get());
      if (!(choice instanceof Choice.Chosen chosen)) {
        return !(result instanceof Priced);
      }
      earlier.add(new Member(member.administration(), chosen));
    }
    Optional<Group> group = new GroupSum(catalogs, before).of(earlier);
    return group.isPresent()
            && groups.price(group.get(), policy.get(), request) instanceof Priced then
        ? result instanceof Priced now && billed(then).equals(billed(now))
        : !(result instanceof Priced);
  }

  private static List<String> billed(Priced priced) {
    return priced.lines().stream()
        .map(l -> l.code() + " " + l.units() + " " + l.modifiers() + " " + l.price())
        .toList();
  }

  private Optional<PayerPolicy> policy(LocalDate day) {
    return catalogs.policies().inForce(request.payer(), day, request.asOf());
  }
}
