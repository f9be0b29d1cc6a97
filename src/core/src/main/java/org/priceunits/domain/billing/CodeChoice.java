package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;

/**
 * Chooses the HCPCS code that an administration is billed with: the one that the caller states for
 * it, otherwise the one stated for the one drug of the call, otherwise the one that the record has
 * for its drug, otherwise the one that its product had on the day of service. A code that was not
 * in force is refused, with its successor if known; it is never replaced silently.
 */
final class CodeChoice {
  private final Catalogs catalogs;
  private final CodeInForce codes;
  private final ProductCode productCode;
  private final RouteCheck routes;

  CodeChoice(Catalogs catalogs, Units units) {
    this.catalogs = catalogs;
    this.codes = new CodeInForce(catalogs, units);
    this.routes = new RouteCheck(catalogs);
    this.productCode = new ProductCode(catalogs, codes, routes);
  }

  /**
   * @param ofCall the code that the call states; absent if it states none
   * @param policy the payer's rules on that day, for packages with several codes
   */
  Choice choose(Administration a, LocalDate day, @Nullable CallCode ofCall, PayerPolicy policy) {
    List<DrugProduct> products = products(a.drug(), a.containers());
    if (a.billingCode() != null) {
      return routes.warned(a, stated(a, day, a.billingCode(), products));
    }
    if (ofCall != null) {
      Optional<Issue> refusal = ofCall.refusal(a, day, products);
      return refusal.isPresent()
          ? new Choice.Refused(refusal.get())
          : routes.warned(a, stated(a, day, ofCall.code(), products));
    }
    return charted(a, day, products)
        .map(choice -> routes.warned(a, choice))
        .orElseGet(() -> productCode.choose(a, day, products, policy));
  }

  /** Bills a code that the caller states; warns if the record has another one. */
  private Choice stated(
      Administration a, LocalDate day, HcpcsCode code, List<DrugProduct> products) {
    Choice choice = codes.choose(a, day, code, products, Element.BILLING_CODE);
    List<HcpcsCode> recorded = drugsInForce(a.drug().hcpcs(), day);
    if (!(choice instanceof Choice.Chosen chosen)) {
      return choice;
    }
    if (!recorded.isEmpty() && !recorded.contains(code)) {
      return chosen.with(
          mismatch(
              a,
              "The record has HCPCS code %s for its drug, not %s. Check the drug and the code.",
              recorded.get(0),
              code));
    }
    return recorded.isEmpty() && products.isEmpty() ? withConcepts(chosen, a, day) : chosen;
  }

  /** Warns if the RxNorm codes of a record without known packages are those of another drug. */
  private Choice.Chosen withConcepts(Choice.Chosen chosen, Administration a, LocalDate day) {
    HcpcsCode code = chosen.code().code();
    Set<HcpcsCode> ofRxNorm =
        chosen.code().unclassified() ? Set.of() : productCode.candidates(a, day);
    return ofRxNorm.isEmpty() || ofRxNorm.contains(code)
        ? chosen
        : chosen.with(
            mismatch(
                a,
                "By its RxNorm code the drug is billed with %s on %s, not with %s. Check the drug"
                    + " and the code.",
                Choice.shown(List.copyOf(ofRxNorm)),
                day,
                code));
  }

  private static Issue mismatch(Administration a, String sentence, Object... arguments) {
    return Issue.of(
        IssueCode.NDC_CODE_MISMATCH, a.index(), Element.MEDICATION, sentence, arguments);
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
          Choice.ambiguous(
              a,
              Element.MEDICATION,
              new Candidates(catalogs).of(inForce, day),
              "The record has several HCPCS codes that were in force on %s: %s. Name the one to bill with billingCode."
                  .formatted(day, Choice.shown(inForce))));
    }
    Optional<HcpcsCode> own = ofPackages(a.drug(), day);
    if (inForce.size() == 1 && own.isPresent() && isUnclassified(inForce.get(0))) {
      return Optional.of(insteadOf(inForce.get(0), own.get(), a, day, products));
    }
    if (inForce.isEmpty()
        && (packageReplaces(a.drug(), day, recorded) || conceptReplaces(a, day, recorded))) {
      return Optional.empty();
    }
    Choice choice =
        codes.choose(
            a,
            day,
            inForce.isEmpty() ? recorded.get(0) : inForce.get(0),
            products,
            Element.MEDICATION);
    return Optional.of(
        choice instanceof Choice.Chosen chosen && products.isEmpty()
            ? withConcepts(chosen, a, day)
            : choice);
  }

  private boolean isUnclassified(HcpcsCode code) {
    return catalogs.codes().code(code).filter(DrugCode::unclassified).isPresent();
  }

  /** Returns the one code that the recorded packages have on the day; empty if none or several. */
  private Optional<HcpcsCode> ofPackages(Drug drug, LocalDate day) {
    List<HcpcsCode> codes =
        drug.ndcs().stream()
            .flatMap(ndc -> catalogs.products().byNdc(ndc).stream())
            .flatMap(product -> product.codesOn(day).stream())
            .distinct()
            .toList();
    return codes.size() == 1 ? Optional.of(codes.get(0)) : Optional.empty();
  }

  /**
   * Bills the code of the package: a code for drugs without one of their own is not for a drug that
   * has one.
   */
  private Choice insteadOf(
      HcpcsCode recorded,
      HcpcsCode own,
      Administration a,
      LocalDate day,
      List<DrugProduct> products) {
    Choice choice = codes.choose(a, day, own, products, Element.MEDICATION);
    return choice instanceof Choice.Chosen chosen && !own.equals(recorded)
        ? chosen.with(
            Issue.of(
                IssueCode.NDC_CODE_MISMATCH,
                a.index(),
                Element.MEDICATION,
                "The record has %s, which is for drugs without a code of their own; its NDC has %s"
                    + " on %s, which is billed. Correct the record, or name the code to bill with"
                    + " billingCode.",
                recorded,
                own,
                day))
        : choice;
  }

  private List<HcpcsCode> drugsInForce(List<HcpcsCode> codes, LocalDate day) {
    return codes.stream()
        .filter(
            c ->
                catalogs
                    .codes()
                    .code(c)
                    .filter(known -> known.isDrug() && known.on(day).validity().on(day))
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

  /** Returns true if RxNorm leaves one code, and it took the place of every recorded one. */
  private boolean conceptReplaces(Administration a, LocalDate day, List<HcpcsCode> recorded) {
    return a.drug().ndcs().isEmpty()
        && productCode.ofConcepts(a, day).orElse(null) instanceof Choice.Chosen chosen
        && recorded.stream().allMatch(code -> isFollowedBy(code, chosen.code().code()));
  }

  private boolean isFollowedBy(HcpcsCode ended, HcpcsCode next) {
    return catalogs
        .codes()
        .code(ended)
        .filter(
            code ->
                next.equals(code.successor())
                    || catalogs.codes().follower(code).filter(next::equals).isPresent())
        .isPresent();
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
}
