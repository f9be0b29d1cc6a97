package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;

/**
 * Chooses the HCPCS code that an administration is billed with: the one that the caller states for
 * it, otherwise the one stated for the one drug of the call, otherwise the one that the record has
 * for its drug, otherwise the one that its product had on the day of service. A code that was not
 * in force is refused, with its successor if known; it is never replaced silently.
 */
public final class CodeChoice {
  private final Catalogs catalogs;
  private final CodeInForce codes;
  private final ProductCode productCode;
  private final RecordedCode recordedCode;
  private final RouteCheck routes;

  public CodeChoice(Catalogs catalogs, Units units) {
    this.catalogs = catalogs;
    this.codes = new CodeInForce(catalogs, units);
    this.routes = new RouteCheck(catalogs);
    this.productCode = new ProductCode(catalogs, codes, routes);
    this.recordedCode = new RecordedCode(catalogs, codes, productCode);
  }

  /**
   * @param ofCall the code that the call states; absent if it states none
   * @param policy the payer's rules on that day, for packages with several codes
   */
  public Choice choose(
      Administration a, LocalDate day, @Nullable CallCode ofCall, PayerPolicy policy) {
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
    return recordedCode
        .choose(a, day, products)
        .map(
            choice ->
                choice instanceof Choice.Chosen chosen && products.isEmpty()
                    ? withConcepts(chosen, a, day)
                    : choice)
        .map(choice -> routes.warned(a, choice))
        .orElseGet(() -> productCode.choose(a, day, products, policy));
  }

  /** Bills a code that the caller states; warns if the record has another one. */
  private Choice stated(
      Administration a, LocalDate day, HcpcsCode code, List<DrugProduct> products) {
    Choice choice = codes.choose(a, day, code, products, Element.BILLING_CODE);
    List<HcpcsCode> recorded = recordedCode.inForce(a.drug().hcpcs(), day);
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

  /** Returns what the call's code stands for; absent if the call states none. */
  public @Nullable CallCode ofCall(PricingRequest request) {
    HcpcsCode code = request.billingCode();
    return code == null ? null : CallCode.of(code, request, catalogs.codes(), this::products);
  }

  private List<DrugProduct> products(Drug drug, List<Container> containers) {
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
  public static List<Issue> notices(Administration a, LocalDate day, Choice.Chosen chosen) {
    List<Issue> issues = new ArrayList<>(chosen.notes());
    for (DrugProduct product : chosen.products()) {
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
