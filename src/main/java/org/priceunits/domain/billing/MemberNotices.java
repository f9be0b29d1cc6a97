package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.priceunits.domain.billing.Group.Member;
import org.priceunits.domain.billing.Issue.Element;

/** What a biller should know of single administrations of a group that was priced. */
final class MemberNotices {
  private MemberNotices() {}

  static void add(List<Member> members, LocalDate today, List<Issue> issues) {
    for (Member member : members) {
      date(member.administration(), today, issues);
    }
    if (members.size() > 1) {
      repeats(members, issues);
    }
  }

  private static void repeats(List<Member> members, List<Issue> issues) {
    Set<String> seen = new HashSet<>();
    for (Member member : members) {
      Administration a = member.administration();
      if (a.request() != null && !seen.add(a.request() + " " + a.dose().shown())) {
        issues.add(
            Issue.of(
                IssueCode.POSSIBLE_REPEAT,
                a.index(),
                Element.ADMINISTRATION,
                "The same order was given twice with the same dose on that day; both are billed. Check that it is no"
                    + " double entry."));
      }
    }
  }

  private static void date(Administration a, LocalDate today, List<Issue> issues) {
    if (a.day().fromUtc()) {
      issues.add(
          Issue.of(
              IssueCode.DATE_FROM_UTC,
              a.index(),
              Element.DATE,
              "The date is read from a time in UTC. Send timeZone where the site may have had the day before."));
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
