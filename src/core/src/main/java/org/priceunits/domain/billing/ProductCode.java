package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.ProductCatalog.Substance;

/**
 * Bills the code that a drug's packages, or its substance, had on the day. Several are refused by
 * name, unless the payer prefers one of them.
 */
final class ProductCode {
  /** A version of the HCPCS code system begins with its year: 2025-10. */
  private static final int YEAR_LENGTH = 4;

  private final Catalogs catalogs;
  private final CodeInForce inForce;
  private final Candidates candidates;

  ProductCode(Catalogs catalogs, CodeInForce inForce) {
    this.catalogs = catalogs;
    this.inForce = inForce;
    this.candidates = new Candidates(catalogs);
  }

  /** Bills the code that the product had on the day. */
  Choice choose(Administration a, LocalDate day, List<DrugProduct> products, PayerPolicy policy) {
    if (products.isEmpty()) {
      List<Substance> substances =
          a.drug().rxNorm().stream()
              .flatMap(code -> catalogs.products().substance(code).stream())
              .toList();
      if (!substances.isEmpty()) {
        return ofSubstances(a, day, substances);
      }
      return Choice.refused(
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
      return inForce.choose(a, day, codes.get(0), products, Element.BILLING_CODE);
    }
    List<HcpcsCode> lapsed = codes.isEmpty() ? lapsed(products, day) : List.of();
    if (lapsed.size() == 1) {
      return billedAsBefore(a, day, products, lapsed.get(0));
    }
    String brands =
        products.stream().map(DrugProduct::brand).distinct().collect(Collectors.joining(", "));
    return codes.isEmpty()
        ? Choice.refused(
            a,
            IssueCode.PRODUCT_WITHOUT_CODE,
            Element.MEDICATION,
            "No HCPCS code of %s in force on %s is known here. %s%sName the code to bill with billingCode."
                .formatted(brands, day, predecessors(products, day), release(day)))
        : Choice.ambiguous(
            a,
            Element.MEDICATION,
            candidates.of(codes, day),
            "On %s the drug could be billed with %s. Name one with billingCode."
                .formatted(day, Choice.shown(codes)));
  }

  /**
   * Returns the codes of packages that CMS's crosswalks no longer name, as long as these codes
   * live: a crosswalk lists what is sold, and a package sold before may be given later.
   */
  private List<HcpcsCode> lapsed(List<DrugProduct> products, LocalDate day) {
    return products.stream()
        .flatMap(p -> p.codes().stream())
        .filter(dated -> dated.leftCrosswalk() && dated.validity().endedBefore(day))
        .map(DrugProduct.DatedCode::code)
        .distinct()
        .filter(code -> catalogs.codes().code(code).filter(c -> c.validity().on(day)).isPresent())
        .toList();
  }

  private Choice billedAsBefore(
      Administration a, LocalDate day, List<DrugProduct> products, HcpcsCode code) {
    Choice choice = inForce.choose(a, day, code, products, Element.BILLING_CODE);
    return choice instanceof Choice.Chosen chosen
        ? chosen.with(
            Issue.of(
                IssueCode.PACKAGE_LEFT_CROSSWALK,
                a.index(),
                Element.MEDICATION,
                "CMS's crosswalks name NDC %s (%s) no longer on %s. It is billed with %s, the code that they had for it, which is still in force. Check that the package is right.",
                products.get(0).ndc(),
                products.get(0).brand(),
                day,
                code))
        : choice;
  }

  /** Says that the codes of the day are not loaded, if the newest release is older. */
  private String release(LocalDate day) {
    String version = catalogs.codes().version();
    return version.length() > YEAR_LENGTH
            && String.valueOf(day.getYear()).compareTo(version.substring(0, YEAR_LENGTH)) > 0
        ? "The newest HCPCS release here is %s; load that of the day. ".formatted(version)
        : "";
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
      return inForce.choose(a, day, codes.iterator().next(), List.of(), Element.MEDICATION);
    }
    String names =
        substances.stream().map(Substance::name).distinct().collect(Collectors.joining(", "));
    return codes.isEmpty()
        ? Choice.refused(
            a,
            IssueCode.PRODUCT_WITHOUT_CODE,
            Element.MEDICATION,
            "No HCPCS code of %s in force on %s is known here. %sName the code to bill with billingCode."
                .formatted(names, day, release(day)))
        : Choice.ambiguous(
            a,
            Element.MEDICATION,
            candidates.of(codes, day),
            "The record names the substance (%s), not the product. On %s it could be billed with %s. Send the NDC, or name the code with billingCode."
                .formatted(names, day, Choice.shown(List.copyOf(codes))));
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
}
