package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.priceunits.domain.billing.code.CodeChoice;
import org.priceunits.domain.billing.discard.Discard;
import org.priceunits.domain.billing.discard.DiscardNotices;
import org.priceunits.domain.billing.discard.LeastWaste;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.PublicKnowledge;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.LineUnits;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Validity;

/** Reports what a biller should know about a priced group. No notice changes a line. */
final class GroupNotices {
  private final LeastWaste leastWaste;

  GroupNotices(LeastWaste leastWaste) {
    this.leastWaste = leastWaste;
  }

  List<Issue> of(
      Group group,
      PayerPolicy policy,
      PricingRequest request,
      Discard discard,
      List<ServiceLine> lines) {
    LocalDate day = group.day();
    List<Issue> issues = new ArrayList<>(discard.issues());
    wasteOnNoLine(group, discard, lines, issues);
    avoidableWaste(group, discard, issues);
    for (Member member : group.members()) {
      issues.addAll(CodeChoice.notices(member.administration(), day, member.chosen()));
      free(member, day, issues);
    }
    issues.addAll(new PackageNotices(group, lines).issues());
    if (lines.get(0).price() == null) {
      issues.add(
          group.issue(
              IssueCode.PRICE_NOT_FOUND,
              Element.BILLING_CODE,
              "No price of %s for %s is loaded, so the lines carry none. Load the payer's prices of that day; %s brings Medicare's limits of the public quarters.",
              lines.get(0).code(),
              day,
              PublicKnowledge.COMMAND));
    }
    if (!request.institutional()) {
      place(group, policy, request, issues);
    }
    setting(group, policy, issues);
    unusualUnits(group, policy, lines, issues);
    return issues;
  }

  /** Warns that whole units were discarded which the payer's rules put on no line. */
  private static void wasteOnNoLine(
      Group group, Discard discard, List<ServiceLine> lines, List<Issue> issues) {
    Quotient thrown = discard.amount();
    if (discard.verdict() == Discard.Verdict.DISCARDED
        && thrown != null
        && lines.stream().allMatch(l -> l.kind() == ServiceLine.Kind.ADMINISTERED)) {
      issues.add(DiscardNotices.notBilled(group, thrown));
    }
  }

  /**
   * R9: warns if packages of the same brand could hold the dose with less left over. Nothing is
   * recomputed.
   */
  private void avoidableWaste(Group group, Discard discard, List<Issue> issues) {
    Quotient thrown = discard.amount();
    if (thrown == null || thrown.signum() == 0 || group.opened().isEmpty() || group.anyShared()) {
      return;
    }
    leastWaste
        .smallestContent(group)
        .filter(least -> least.compareTo(group.labelled()) < 0)
        .ifPresent(
            least ->
                issues.add(
                    group.issue(
                        IssueCode.AVOIDABLE_WASTE,
                        Element.CONTAINERS,
                        "Packages of the brand with %s in all hold the dose; %s were opened. Payers"
                            + " expect the smallest combination: keep the reason in the record.",
                        group.amount(least),
                        group.amount(group.labelled()))));
  }

  /**
   * R16: warns that the manufacturer supplies the drug free of charge; such a drug is not billed.
   */
  private static void free(Member member, LocalDate day, List<Issue> issues) {
    for (DrugProduct product : member.chosen().products()) {
      Validity free = product.freeOfCharge();
      if (free != null && free.on(day)) {
        issues.add(
            Issue.of(
                IssueCode.DRUG_MAY_BE_FREE,
                member.administration().index(),
                Element.MEDICATION,
                "The manufacturer gives %s without charge since %s. Bill the drug only if you paid"
                    + " for it.",
                product.brand(),
                String.valueOf(free.from())));
        return;
      }
    }
  }

  private static void place(
      Group group, PayerPolicy policy, PricingRequest request, List<Issue> issues) {
    String place = group.place(policy, request.places());
    if (group.first().setting().placeOfService() == null && request.places().otherwise() == null) {
      issues.add(
          group.issue(
              IssueCode.PLACE_ASSUMED,
              Element.PLACE_OF_SERVICE,
              "No place of service is stated; %s is assumed. Send placeOfService, or the Encounter"
                  + " with its location.",
              place));
    }
    if (policy.places().facilities().contains(place)) {
      issues.add(
          group.issue(
              IssueCode.FACILITY_BILLS_DRUG,
              Element.PLACE_OF_SERVICE,
              "In place of service %s the facility bills the drug on its own claim. Ask with"
                  + " claimType institutional if you are the facility.",
              place));
    }
  }

  /** Warns of a line with more units than usual where the payer does not say how to split it. */
  private static void unusualUnits(
      Group group, PayerPolicy policy, List<ServiceLine> lines, List<Issue> issues) {
    LineUnits limit = policy.lineUnits();
    if (limit == null) {
      return;
    }
    lines.stream()
        .filter(line -> limit.exceededBy(line.units(), line.date()))
        .findFirst()
        .ifPresent(
            line ->
                issues.add(
                    group.issue(
                        IssueCode.LINE_EXCEEDS_USUAL_UNITS,
                        Element.DOSE,
                        "The line has %s units. Contractors that publish a limit take %s at most on"
                            + " one; this policy does not say how to split it. Ask the contractor:"
                            + " the usual way is lines of %s and the rest on the last, with"
                            + " modifier 76 from the second on.",
                        line.units(),
                        limit.most(),
                        limit.most())));
  }

  private static void setting(Group group, PayerPolicy policy, List<Issue> issues) {
    String setting = group.first().setting().encounterClass();
    if (setting != null && policy.places().settingsNotBillable().contains(setting)) {
      issues.add(
          group.issue(
              IssueCode.SETTING_NOT_BILLABLE,
              Element.ENCOUNTER,
              "The record is of an inpatient stay, or of a drug taken at home (%s): such drugs are"
                  + " not billed by unit. Bill the lines only if that is wrong.",
              setting.substring(setting.indexOf('|') + 1)));
    }
  }
}
