package org.priceunits.domain.billing.group;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.RecordedRoute;

/** Reports what a biller should know about individual administrations of a priced group. */
public final class MemberNotices {
  private MemberNotices() {}

  /**
   * Adds what a biller should know about single members.
   *
   * @param issues receives them
   */
  public static void add(List<Member> members, LocalDate today, List<Issue> issues) {
    for (Member member : members) {
      date(member.administration(), today, issues);
    }
    if (members.size() > 1) {
      repeats(members, issues);
      routes(members, issues);
      sites(members, issues);
    }
  }

  /** Warns of doses of one line that were given in different ways. */
  private static void routes(List<Member> members, List<Issue> issues) {
    List<RecordedRoute> routes =
        members.stream().map(member -> member.administration().route()).toList();
    if (routes.stream().anyMatch(one -> routes.stream().anyMatch(one::isOtherThan))) {
      issues.add(
          differently(
              members,
              "by different routes",
              routes.stream().map(RecordedRoute::shown),
              "as JA (intravenous) and JB (subcutaneous)"));
    }
  }

  private static void sites(List<Member> members, List<Issue> issues) {
    Map<String, String> sites = new LinkedHashMap<>();
    for (Member member : members) {
      String site = member.administration().site().strip();
      if (!site.isEmpty()) {
        sites.putIfAbsent(site.toLowerCase(Locale.ROOT), site);
      }
    }
    if (sites.size() > 1) {
      issues.add(
          differently(
              members,
              "at different sites",
              sites.values().stream(),
              "as RT (right) and LT (left)"));
    }
  }

  private static Issue differently(
      List<Member> members, String what, Stream<String> named, String such) {
    return Issue.of(
        IssueCode.GIVEN_DIFFERENTLY,
        members.get(0).administration().index(),
        Element.ADMINISTRATION,
        "Doses %s are on one line: %s. If the payer wants them apart, state a modifier for each record with statement.modifier, such %s.",
        what,
        named.filter(each -> !each.isEmpty()).distinct().collect(Collectors.joining(", ")),
        such);
  }

  /** Detects repeated doses; 10 mg and 0.01 g are the same dose. */
  private static void repeats(List<Member> members, List<Issue> issues) {
    Map<String, Set<Quotient>> seen = new HashMap<>();
    for (Member member : members) {
      Administration a = member.administration();
      Optional<Quotient> dose = member.chosen().amounts().of(member.dose());
      if (a.request() != null
          && dose.isPresent()
          && !seen.computeIfAbsent(a.request(), order -> new TreeSet<>()).add(dose.get())) {
        issues.add(
            Issue.of(
                IssueCode.POSSIBLE_REPEAT,
                a.index(),
                Element.ADMINISTRATION,
                "The same order was given twice with the same dose on that day; both are billed. Check that it is not a"
                    + " double entry."));
      }
    }
  }

  /** Returns the information that a day was taken from a time in UTC. */
  public static Issue fromUtc(Administration a) {
    return Issue.of(
        IssueCode.DATE_FROM_UTC,
        a.index(),
        Element.DATE,
        "The date comes from a time in UTC. At the site it may be another: the day before in America, the day after on Guam. Send timeZone to have the site's.");
  }

  private static void date(Administration a, LocalDate today, List<Issue> issues) {
    if (a.day().fromUtc()) {
      issues.add(fromUtc(a));
    }
    if (a.day().date().isAfter(today)) {
      issues.add(
          Issue.of(
              IssueCode.DATE_IN_FUTURE,
              a.index(),
              Element.DATE,
              "The service is on %s, after today. Check the date.",
              a.day().date()));
    }
  }
}
