package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.GroupResult.NotPriced;
import org.priceunits.domain.billing.GroupResult.Priced;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Validity;

/**
 * Prices one group: rounds the summed dose up (R1), reads the waste, and writes the lines with what
 * is to be said.
 */
final class GroupPricer {
  /** Larger counts are typing errors: a claim's quantity field ends there. */
  private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(9_999_999);

  private final Catalogs catalogs;
  private final LeastWaste leastWaste;
  private final DiscardReadings readings;

  GroupPricer(Catalogs catalogs) {
    this.catalogs = catalogs;
    this.leastWaste = new LeastWaste(catalogs.products());
    this.readings = new DiscardReadings(leastWaste);
  }

  GroupResult price(Group group, PayerPolicy policy, PricingRequest request, LocalDate day) {
    BigDecimal units = group.dose().over(group.unit()).ceiling().max(BigDecimal.ONE);
    Issue refusal = refusal(group, units, policy, request);
    if (refusal != null) {
      return new NotPriced(group.administrations(), List.of(refusal));
    }
    Discard discard = readings.of(group, units, policy);
    List<ServiceLine> lines =
        new LineComposer(group, policy, request, catalogs, day).lines(units, discard);
    for (ServiceLine line : lines) {
      if (line.modifiers().size() > policy.modifierLimit()) {
        return new NotPriced(group.administrations(), List.of(tooMany(group, line, policy)));
      }
      if (policy.ndcRequired() && line.ndc() == null) {
        return new NotPriced(group.administrations(), List.of(ndcMissing(group, policy)));
      }
    }
    List<Issue> issues = new ArrayList<>(discard.issues());
    aboutWaste(group, discard, issues);
    aboutDrug(group, day, lines, issues);
    String place = place(group, policy, request, issues);
    aboutSetting(group, policy, issues);
    return new Priced(group.administrations(), group.first(), place, lines, issues);
  }

  private @Nullable Issue refusal(
      Group group, BigDecimal units, PayerPolicy policy, PricingRequest request) {
    if (group.dose().signum() <= 0 || units.compareTo(MOST_UNITS) > 0) {
      return issue(
          group,
          IssueCode.DOSE_INVALID,
          Element.DOSE,
          "The dose of %s cannot be billed. Send the amount that was given, above zero and with its unit."
              .formatted(shown(group, group.dose())));
    }
    if (!group.opened().isEmpty() && group.dose().compareTo(group.labelled()) > 0) {
      return issue(
          group,
          IssueCode.DOSE_EXCEEDS_CONTAINERS,
          Element.DOSE,
          "The dose of %s is more than the labelled %s of the containers. Correct the dose, or state every container."
              .formatted(shown(group, group.dose()), shown(group, group.labelled())));
    }
    return modifierRefusal(group, policy);
  }

  private @Nullable Issue modifierRefusal(Group group, PayerPolicy policy) {
    List<Modifier> own = new ArrayList<>(0);
    for (Group.Member member : group.members()) {
      for (Modifier modifier : member.administration().modifiers()) {
        Optional<String> reserved = ModifierList.reserved(modifier, policy);
        if (reserved.isPresent()) {
          return issue(group, IssueCode.MODIFIER_CONFLICT, Element.MODIFIER, reserved.get());
        }
        own.add(modifier);
      }
    }
    if (group.first().distinct() != null) {
      own.add(group.first().distinct());
    }
    return ModifierList.refusal(group, own, catalogs.codes());
  }

  private static Issue tooMany(Group group, ServiceLine line, PayerPolicy policy) {
    return issue(
        group,
        IssueCode.TOO_MANY_MODIFIERS,
        Element.MODIFIER,
        "The line would carry %d modifiers (%s); it can carry %d. Decide which to leave out."
            .formatted(line.modifiers().size(), line.modifiers(), policy.modifierLimit()));
  }

  private static Issue ndcMissing(Group group, PayerPolicy policy) {
    return issue(
        group,
        IssueCode.NDC_MISSING,
        Element.MEDICATION,
        "Payer %s requires the NDC. Send it with the medication or with each container."
            .formatted(policy.payer()));
  }

  /**
   * R9: packages of the same brand that hold the dose with less left over. A warning; never a
   * recomputation.
   */
  private void aboutWaste(Group group, Discard discard, List<Issue> issues) {
    boolean thrown = discard.amount() != null && discard.amount().signum() > 0;
    if (!thrown || group.opened().isEmpty() || group.anyShared()) {
      return;
    }
    leastWaste
        .smallestContent(group)
        .filter(least -> least.compareTo(group.labelled()) < 0)
        .ifPresent(
            least ->
                issues.add(
                    issue(
                        group,
                        IssueCode.AVOIDABLE_WASTE,
                        Element.CONTAINERS,
                        "Packages of the brand with %s in all hold the dose; %s were opened. Payers expect the smallest"
                                .formatted(shown(group, least), shown(group, group.labelled()))
                            + " combination: keep the reason in the record.")));
  }

  private static void aboutDrug(
      Group group, LocalDate day, List<ServiceLine> lines, List<Issue> issues) {
    for (Group.Member member : group.members()) {
      issues.addAll(CodeChoice.mismatches(member.administration(), day, member.chosen()));
      for (DrugProduct product : member.chosen().products()) {
        Validity free = product.freeOfCharge();
        if (free != null && free.on(day)) {
          issues.add(
              Issue.of(
                  IssueCode.DRUG_MAY_BE_FREE,
                  member.administration().index(),
                  Element.MEDICATION,
                  "The manufacturer gives %s without charge since %s. Bill the drug only if you paid for it."
                      .formatted(product.brand(), free.from())));
          break;
        }
      }
    }
    if (lines.stream().allMatch(l -> l.ndc() == null)) {
      issues.add(
          issue(
              group,
              IssueCode.NDC_UNKNOWN,
              Element.MEDICATION,
              "No NDC is stated, so the lines carry none. Many payers want it: send it with the medication."));
    } else if (lines.stream().anyMatch(l -> l.ndc() != null && l.ndcQuantity() == null)) {
      issues.add(
          issue(
              group,
              IssueCode.NDC_UNKNOWN,
              Element.MEDICATION,
              "How the package of the NDC is counted is not known here. Add the NDC quantity and its unit by hand."));
    }
    if (lines.get(0).price() == null) {
      issues.add(
          issue(
              group,
              IssueCode.PRICE_NOT_FOUND,
              Element.BILLING_CODE,
              "No price of %s for %s is loaded, so the lines carry none."
                  .formatted(lines.get(0).code(), day)));
    }
  }

  private static String place(
      Group group, PayerPolicy policy, PricingRequest request, List<Issue> issues) {
    String stated = group.first().setting().placeOfService();
    if (request.institutional()) {
      return "";
    }
    String place = stated == null ? policy.places().placeOfService() : stated;
    if (stated == null) {
      issues.add(
          issue(
              group,
              IssueCode.PLACE_ASSUMED,
              Element.PLACE_OF_SERVICE,
              "No place of service is stated; %s is assumed. Send placeOfService, or the Encounter with its location."
                  .formatted(place)));
    }
    if (policy.places().facilities().contains(place)) {
      issues.add(
          issue(
              group,
              IssueCode.FACILITY_BILLS_DRUG,
              Element.PLACE_OF_SERVICE,
              "In place of service %s the facility bills the drug on its own claim. Ask with claimType institutional if"
                      .formatted(place)
                  + " you are the facility."));
    }
    return place;
  }

  private static void aboutSetting(Group group, PayerPolicy policy, List<Issue> issues) {
    String setting = group.first().setting().encounterClass();
    if (setting != null && policy.places().settingsNotBillable().contains(setting)) {
      issues.add(
          issue(
              group,
              IssueCode.SETTING_NOT_BILLABLE,
              Element.ENCOUNTER,
              "The Encounter is an inpatient stay, whose drugs are not billed by unit. Bill the lines only if the class"
                  + " is wrong."));
    }
  }

  private static String shown(Group group, Quotient amount) {
    return new Dose(amount, group.chosen().dosage().unit()).shown();
  }

  private static Issue issue(Group group, IssueCode code, Element about, String text) {
    return Issue.of(code, group.first().index(), about, text);
  }
}
