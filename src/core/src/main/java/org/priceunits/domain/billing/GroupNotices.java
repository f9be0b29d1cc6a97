package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.priceunits.domain.billing.code.CodeChoice;
import org.priceunits.domain.billing.discard.Discard;
import org.priceunits.domain.billing.discard.DiscardNotices;
import org.priceunits.domain.billing.discard.LeastWaste;
import org.priceunits.domain.billing.group.Draw;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.billing.group.Opened;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.LineUnits;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation.Property;
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
    kindFromSource(group, issues);
    ndc(group, lines, issues);
    packagesOnNoLine(group, lines, issues);
    if (lines.get(0).price() == null) {
      issues.add(
          group.issue(
              IssueCode.PRICE_NOT_FOUND,
              Element.BILLING_CODE,
              "No price of %s for %s is loaded, so the lines carry none.",
              lines.get(0).code(),
              day));
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
                        "Packages of the brand with %s in all hold the dose; %s were opened. Payers expect the smallest"
                            + " combination: keep the reason in the record.",
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
                "The manufacturer gives %s without charge since %s. Bill the drug only if you paid for it.",
                product.brand(),
                String.valueOf(free.from())));
        return;
      }
    }
  }

  /** Cites the source of a container type that decides over JW and JZ. */
  private static void kindFromSource(Group group, List<Issue> issues) {
    List<String> sources = group.kindSources();
    boolean decides = group.discarded() != null || !group.opened().isEmpty() || group.isService();
    if (decides && group.kind().isPresent() && !sources.isEmpty() && !group.unclassified()) {
      issues.add(
          group.issue(
              IssueCode.CONTAINER_KIND_FROM_SOURCE,
              Element.CONTAINERS,
              "The record does not say whether the containers are single-dose; %s says %s. State the kind if the label differs.",
              String.join("; ", sources),
              group.kind().get().code()));
    }
  }

  private static void ndc(Group group, List<ServiceLine> lines, List<Issue> issues) {
    boolean any = false;
    boolean uncounted = false;
    for (ServiceLine line : lines) {
      any |= line.ndc() != null;
      uncounted |= line.ndc() != null && line.ndcQuantity() == null;
    }
    if (!any) {
      issues.add(
          group.issue(
              IssueCode.NDC_UNKNOWN,
              Element.MEDICATION,
              severalNdcs(group)
                  ? "Several NDCs are stated, so the lines carry none. Many payers want it: send only the one that was used."
                  : "No NDC is stated, so the lines carry none. Many payers want it: send it with the medication."));
    }
    if (uncounted) {
      issues.add(group.issue(IssueCode.NDC_QUANTITY_UNKNOWN, Element.MEDICATION, uncounted(group)));
    }
  }

  /** Names the packages whose part of the dose rounds to no unit, so that no line has their NDC. */
  private static void packagesOnNoLine(Group group, List<ServiceLine> lines, List<Issue> issues) {
    Set<Ndc> onLines =
        lines.stream().map(ServiceLine::ndc).filter(Objects::nonNull).collect(Collectors.toSet());
    if (onLines.isEmpty() || group.chosen().isWhole()) {
      return;
    }
    group.draws().stream()
        .flatMap(GroupNotices::packages)
        .filter(ndc -> !onLines.contains(ndc))
        .distinct()
        .sorted(Comparator.comparing(Ndc::value))
        .forEach(
            ndc ->
                issues.add(
                    group.issue(
                        IssueCode.PACKAGE_ON_NO_LINE,
                        Element.CONTAINERS,
                        "The part of the dose from NDC %s rounds to no unit, so no line has this NDC: the units of the other packages bill it. Keep the record, in case the payer asks for the NDC.",
                        ndc)));
  }

  private static Stream<Ndc> packages(Draw draw) {
    return draw.opened().isEmpty()
        ? Stream.ofNullable(draw.ndc())
        : draw.opened().stream().map(Opened::ndc).filter(Objects::nonNull);
  }

  private static String uncounted(Group group) {
    List<String> contradictions = new ArrayList<>(1);
    for (Property property : List.of(Property.FORM, Property.STRENGTH, Property.CONTENT)) {
      group.contradictions(property).stream()
          .filter(c -> !contradictions.contains(c))
          .forEach(contradictions::add);
    }
    return contradictions.isEmpty()
        ? "It is not known in what unit this NDC is counted, or how much one unit holds, so the lines have no NDC quantity. Send Medication.form, with the strength of a liquid or the content of a vial, or add the quantity by hand."
        : "The sources contradict each other on the package, so the lines have no NDC quantity: %s. Send Medication.form and the strength that the label prints, or add the quantity by hand."
            .formatted(String.join("; ", contradictions));
  }

  /** Returns true if the records name more than one package. */
  private static boolean severalNdcs(Group group) {
    return group.members().stream()
            .flatMap(m -> m.administration().drug().ndcs().stream())
            .distinct()
            .count()
        > 1;
  }

  private static void place(
      Group group, PayerPolicy policy, PricingRequest request, List<Issue> issues) {
    String place = group.place(policy, request.places());
    if (group.first().setting().placeOfService() == null && request.places().otherwise() == null) {
      issues.add(
          group.issue(
              IssueCode.PLACE_ASSUMED,
              Element.PLACE_OF_SERVICE,
              "No place of service is stated; %s is assumed. Send placeOfService, or the Encounter with its location.",
              place));
    }
    if (policy.places().facilities().contains(place)) {
      issues.add(
          group.issue(
              IssueCode.FACILITY_BILLS_DRUG,
              Element.PLACE_OF_SERVICE,
              "In place of service %s the facility bills the drug on its own claim. Ask with claimType institutional if"
                  + " you are the facility.",
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
                        "The line has %s units. Contractors that publish a limit take %s at most on one; this policy does"
                            + " not say how to split it. Ask the contractor: the usual way is lines of %s and the rest"
                            + " on the last, with modifier 76 from the second on.",
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
              "The record is of an inpatient stay, or of a drug taken at home (%s): such drugs are not billed by unit."
                  + " Bill the lines only if that is wrong.",
              setting.substring(setting.indexOf('|') + 1)));
    }
  }
}
