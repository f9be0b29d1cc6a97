package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.Issue.Successor;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog.Substance;

/**
 * Chooses the HCPCS code that an administration is billed with: the one that the caller states for
 * it, otherwise the one stated for the one drug of the call, otherwise the one that the record has
 * for its drug, otherwise the one that its product had on the day of service. A code that was not
 * in force is refused, with its successor if known; it is never replaced silently.
 */
final class CodeChoice {
  private final Catalogs catalogs;
  private final Units units;

  CodeChoice(Catalogs catalogs, Units units) {
    this.catalogs = catalogs;
    this.units = units;
  }

  sealed interface Choice {
    /**
     * @param products the packages that the caller named, if known
     * @param notes what a biller should know about the choice
     */
    record Chosen(
        DrugCode code,
        HcpcsDosage dosage,
        List<DrugProduct> products,
        Amounts amounts,
        List<Issue> notes)
        implements Choice {
      Chosen with(Issue note) {
        List<Issue> all = new ArrayList<>(notes);
        all.add(note);
        return new Chosen(code, dosage, products, amounts, all);
      }
    }

    record Refused(Issue issue) implements Choice {}
  }

  /**
   * @param ofCall the code that the call states; absent if it states none
   * @param policy the payer's rules on that day, for packages with several codes
   */
  Choice choose(Administration a, LocalDate day, @Nullable CallCode ofCall, PayerPolicy policy) {
    List<DrugProduct> products = products(a.drug(), a.containers());
    if (a.billingCode() != null) {
      return stated(a, day, a.billingCode(), products);
    }
    if (ofCall != null) {
      Optional<Issue> refusal = ofCall.refusal(a, day, products);
      return refusal.isPresent()
          ? new Choice.Refused(refusal.get())
          : stated(a, day, ofCall.code(), products);
    }
    return charted(a, day, products).orElseGet(() -> ofProducts(a, day, products, policy));
  }

  /** Bills a code that the caller states; warns if the record has another one. */
  private Choice stated(
      Administration a, LocalDate day, HcpcsCode code, List<DrugProduct> products) {
    Choice choice = inForce(a, day, code, products, Element.BILLING_CODE);
    List<HcpcsCode> recorded = drugsInForce(a.drug().hcpcs(), day);
    return choice instanceof Choice.Chosen chosen && !recorded.isEmpty() && !recorded.contains(code)
        ? chosen.with(
            Issue.of(
                IssueCode.NDC_CODE_MISMATCH,
                a.index(),
                Element.MEDICATION,
                "The record has HCPCS code %s for its drug, not %s. Check the drug and the code.",
                recorded.get(0),
                code))
        : choice;
  }

  /**
   * Bills the HCPCS code that the record has for its drug. A record may keep codes of other days
   * beside the one in force. If all have ended, its NDC tells the code that took their place.
   *
   * @return empty if the record has no code, or if its NDC decides
   */
  private Optional<Choice> charted(Administration a, LocalDate day, List<DrugProduct> products) {
    List<HcpcsCode> recorded =
        a.drug().hcpcs().stream()
            .filter(c -> catalogs.codes().code(c).map(DrugCode::isDrug).orElse(true))
            .toList();
    if (recorded.isEmpty()) {
      return Optional.empty();
    }
    List<HcpcsCode> inForce = drugsInForce(recorded, day);
    if (inForce.size() > 1) {
      return Optional.of(
          refused(
              a,
              IssueCode.CODE_AMBIGUOUS,
              Element.MEDICATION,
              "The record has several HCPCS codes that were in force on %s: %s. Name the one to bill with billingCode."
                  .formatted(day, shown(inForce))));
    }
    return inForce.isEmpty() && packageReplaces(a.drug(), day, recorded)
        ? Optional.empty()
        : Optional.of(
            inForce(
                a,
                day,
                inForce.isEmpty() ? recorded.get(0) : inForce.get(0),
                products,
                Element.MEDICATION));
  }

  private List<HcpcsCode> drugsInForce(List<HcpcsCode> codes, LocalDate day) {
    return codes.stream()
        .filter(
            c ->
                catalogs
                    .codes()
                    .code(c)
                    .filter(known -> known.isDrug() && known.validity().on(day))
                    .isPresent())
        .toList();
  }

  /**
   * Returns true if a recorded package has one code on the day, and had the recorded one before or
   * has its successor.
   */
  private boolean packageReplaces(Drug drug, LocalDate day, List<HcpcsCode> recorded) {
    return drug.ndcs().stream()
        .flatMap(ndc -> catalogs.products().byNdc(ndc).stream())
        .anyMatch(
            product ->
                product.codesOn(day).size() == 1
                    && recorded.stream()
                        .allMatch(
                            c ->
                                product.codes().stream().anyMatch(d -> d.code().equals(c))
                                    || catalogs
                                        .codes()
                                        .code(c)
                                        .filter(
                                            known ->
                                                product
                                                    .codesOn(day)
                                                    .get(0)
                                                    .equals(known.successor()))
                                        .isPresent()));
  }

  private static String shown(List<HcpcsCode> codes) {
    return codes.stream().map(HcpcsCode::value).collect(Collectors.joining(" or "));
  }

  /** Bills the code that the product had on the day. */
  private Choice ofProducts(
      Administration a, LocalDate day, List<DrugProduct> products, PayerPolicy policy) {
    if (products.isEmpty()) {
      List<Substance> substances =
          a.drug().rxNorm().stream()
              .flatMap(code -> catalogs.products().substance(code).stream())
              .toList();
      if (!substances.isEmpty()) {
        return ofSubstances(a, day, substances);
      }
      return refused(
          a,
          IssueCode.PRODUCT_UNKNOWN,
          Element.MEDICATION,
          "The drug is not known here. Send its NDC or RxNorm code as hosted in MedicationKnowledge, or name the code"
              + " with billingCode.");
    }
    List<HcpcsCode> codes = new ArrayList<>(1);
    for (DrugProduct product : products) {
      for (HcpcsCode code : product.codesOn(day)) {
        if (!codes.contains(code)) {
          codes.add(code);
        }
      }
    }
    if (codes.size() > 1) {
      codes.retainAll(preferred(policy, day, products).orElse(codes));
    }
    if (codes.size() == 1) {
      return inForce(a, day, codes.get(0), products, Element.BILLING_CODE);
    }
    String brands =
        products.stream().map(DrugProduct::brand).distinct().collect(Collectors.joining(", "));
    return codes.isEmpty()
        ? refused(
            a,
            IssueCode.PRODUCT_WITHOUT_CODE,
            Element.MEDICATION,
            "No HCPCS code of %s in force on %s is known here. %sName the code to bill with billingCode."
                .formatted(brands, day, predecessors(products, day)))
        : refused(
            a,
            IssueCode.CODE_AMBIGUOUS,
            Element.MEDICATION,
            "On %s the drug could be billed with %s. Name one with billingCode."
                .formatted(day, shown(codes)));
  }

  /**
   * Names the codes that a code of the packages replaced. They are not billed: the code before may
   * have been that of another product.
   */
  private String predecessors(List<DrugProduct> products, LocalDate day) {
    return products.stream()
        .flatMap(p -> p.codes().stream())
        .map(DrugProduct.DatedCode::code)
        .distinct()
        .flatMap(
            code ->
                catalogs.codes().replacedBy(code, day).stream()
                    .map(before -> "%s, which %s replaced, was in force. ".formatted(before, code)))
        .collect(Collectors.joining());
  }

  /**
   * Bills the one code in force on the day that its drug substance can have. Packages and
   * descriptions tell which: a package of a biosimilar need not be known here.
   */
  private Choice ofSubstances(Administration a, LocalDate day, List<Substance> substances) {
    Set<HcpcsCode> codes = new TreeSet<>();
    for (Substance substance : substances) {
      substance.products().forEach(p -> codes.addAll(p.codesOn(day)));
      codes.addAll(catalogs.codes().describing(substance.name(), day));
    }
    if (codes.size() == 1) {
      return inForce(a, day, codes.iterator().next(), List.of(), Element.MEDICATION);
    }
    String names =
        substances.stream().map(Substance::name).distinct().collect(Collectors.joining(", "));
    return codes.isEmpty()
        ? refused(
            a,
            IssueCode.PRODUCT_WITHOUT_CODE,
            Element.MEDICATION,
            "No HCPCS code of %s in force on %s is known here. Name the code to bill with billingCode."
                .formatted(names, day))
        : refused(
            a,
            IssueCode.CODE_AMBIGUOUS,
            Element.MEDICATION,
            "The record names the substance (%s), not the product. On %s it could be billed with %s. Send the NDC, or name the code with billingCode."
                .formatted(names, day, shown(List.copyOf(codes))));
  }

  /**
   * Returns the payer's preferred code if all packages have it. The preference chooses between
   * codes of one drug, never between two drugs.
   */
  private static Optional<List<HcpcsCode>> preferred(
      PayerPolicy policy, LocalDate day, List<DrugProduct> products) {
    List<HcpcsCode> preferred =
        policy.preferredCodes().stream()
            .filter(code -> products.stream().allMatch(p -> p.codesOn(day).contains(code)))
            .toList();
    return preferred.size() == 1 ? Optional.of(preferred) : Optional.empty();
  }

  /** Returns what the call's code stands for; absent if the call states none. */
  @Nullable CallCode ofCall(PricingRequest request) {
    HcpcsCode code = request.billingCode();
    return code == null ? null : CallCode.of(code, request, catalogs.codes(), this::products);
  }

  private List<DrugProduct> products(Drug drug, List<Container> containers) {
    if (containers.isEmpty() && drug.ndcs().isEmpty() && drug.rxNorm().isEmpty()) {
      return List.of();
    }
    List<DrugProduct> found = new ArrayList<>(1);
    for (Container container : containers) {
      add(container.ndc(), found);
    }
    for (Ndc ndc : drug.ndcs()) {
      add(ndc, found);
    }
    if (found.isEmpty()) {
      for (String rxNorm : drug.rxNorm()) {
        catalogs.products().byRxNorm(rxNorm).stream()
            .filter(p -> !found.contains(p))
            .forEach(found::add);
      }
    }
    return found;
  }

  private void add(@Nullable Ndc ndc, List<DrugProduct> found) {
    if (ndc != null) {
      catalogs.products().byNdc(ndc).filter(p -> !found.contains(p)).ifPresent(found::add);
    }
  }

  private Choice inForce(
      Administration a,
      LocalDate day,
      HcpcsCode wanted,
      List<DrugProduct> products,
      Element about) {
    Optional<DrugCode> known = catalogs.codes().code(wanted);
    if (known.isEmpty()) {
      return refused(
          a,
          IssueCode.CODE_UNKNOWN,
          about,
          "%s is not a HCPCS code that is hosted here. Check it, or load the HCPCS file that has it."
              .formatted(wanted));
    }
    DrugCode code = known.get();
    if (code.validity().startsAfter(day)) {
      return refused(
          a,
          IssueCode.CODE_NOT_YET_EFFECTIVE,
          about,
          "%s may be used from %s; the service was on %s. Name a code that was in force on that day."
              .formatted(wanted, code.validity().from(), day));
    }
    Amounts amounts = amounts(a, code, products, day);
    if (code.validity().endedBefore(day)) {
      return new Choice.Refused(ended(a, day, code, products, about));
    }
    if (code.unclassified()) {
      return unclassified(a, code, products);
    }
    HcpcsDosage dosage = code.dosage();
    if (dosage == null || amounts == null) {
      return refused(
          a,
          IssueCode.CODE_WITHOUT_DOSAGE,
          about,
          "What one unit of %s stands for is not certain from its descriptor%s. Count the units by hand."
              .formatted(wanted, code.dosageText() == null ? "" : " (" + code.dosageText() + ")"));
    }
    return new Choice.Chosen(code, dosage, products, amounts, List.of());
  }

  /** R18: the code stands for no amount, so the dose is counted in its own unit. */
  private Choice unclassified(Administration a, DrugCode code, List<DrugProduct> products) {
    String unit = a.dose().unit();
    return new Choice.Chosen(
        code,
        new HcpcsDosage(BigDecimal.ONE, unit),
        products,
        new Amounts(units, unit, strength(a, products)),
        List.of());
  }

  private Issue ended(
      Administration a, LocalDate day, DrugCode code, List<DrugProduct> products, Element about) {
    String text =
        "%s ended on %s; the service was on %s.".formatted(code.code(), code.validity().to(), day);
    Optional<Successor> successor =
        Optional.ofNullable(code.successor())
            .flatMap(catalogs.codes()::code)
            .filter(next -> next.validity().on(day))
            .map(next -> new Successor(next.code(), counted(a, next, products, day)));
    String advice =
        successor
            .map(
                s ->
                    s.units() == null
                        ? " %s took its place, but this dose does not count in units of it. Correct the dose, or count the units by hand."
                            .formatted(s.code())
                        : " Ask again with billingCode %s: this dose is %s units of it."
                            .formatted(s.code(), s.units()))
            .orElse(" Name a code that was in force on that day.");
    Issue issue = Issue.of(IssueCode.CODE_TERMINATED, a.index(), about, text + advice);
    return successor.map(issue::with).orElse(issue);
  }

  private @Nullable BigDecimal counted(
      Administration a, DrugCode next, List<DrugProduct> products, LocalDate day) {
    HcpcsDosage dosage = next.dosage();
    Amounts amounts = amounts(a, next, products, day);
    return dosage == null || amounts == null
        ? null
        : amounts.of(a.dose()).map(d -> d.over(dosage.value()).ceiling()).orElse(null);
  }

  private @Nullable Amounts amounts(
      Administration a, DrugCode code, List<DrugProduct> products, LocalDate day) {
    HcpcsDosage dosage = code.dosage();
    return dosage == null
        ? null
        : new Amounts(
            units,
            dosage.unit(),
            ofAnother(code, products, day) ? a.drug().strength() : strength(a, products));
  }

  /** Returns true if a package is of another code: its strength says nothing about this drug. */
  private static boolean ofAnother(DrugCode code, List<DrugProduct> products, LocalDate day) {
    for (DrugProduct product : products) {
      if (!product.codesOn(day).isEmpty() && !product.isEverBilledWith(code.code())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the strength to use. The recorded strength takes precedence over the catalog's.
   * Packages that disagree give none, and neither does a record whose stated strength cannot be
   * used: a mixed bag has another strength than the vial.
   */
  private @Nullable Strength strength(Administration a, List<DrugProduct> products) {
    if (a.drug().strength() != null || a.drug().strengthUnclear() || products.isEmpty()) {
      return a.drug().strength();
    }
    Strength first = products.get(0).strength();
    for (DrugProduct product : products) {
      if (first == null || product.strength() == null || !first.isAs(product.strength(), units)) {
        return null;
      }
    }
    return first;
  }

  /**
   * Returns the notes on the choice, and warns if the named packages are billed with another code
   * on that day.
   */
  static List<Issue> notices(Administration a, LocalDate day, Choice.Chosen chosen) {
    if (chosen.products().isEmpty()) {
      return chosen.notes();
    }
    List<Issue> issues = new ArrayList<>(chosen.notes());
    for (DrugProduct product : chosen.products()) {
      if (product.isBilledWith(chosen.code().code(), day)) {
        continue;
      }
      List<HcpcsCode> codes = product.codesOn(day);
      if (!codes.isEmpty() && !codes.contains(chosen.code().code())) {
        issues.add(
            Issue.of(
                IssueCode.NDC_CODE_MISMATCH,
                a.index(),
                Element.MEDICATION,
                "NDC %s (%s) is billed with %s on %s, not with %s. Check the package and the code."
                    .formatted(
                        product.ndc(), product.brand(), codes.get(0), day, chosen.code().code())));
      }
    }
    return issues;
  }

  private static Choice refused(Administration a, IssueCode code, Element about, String text) {
    return new Choice.Refused(Issue.of(code, a.index(), about, text));
  }
}
