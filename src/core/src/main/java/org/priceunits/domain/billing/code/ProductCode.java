package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Bills the code that a drug's packages, or what RxNorm names, had on the day. Several are refused
 * by name, unless the payer prefers one of them.
 */
final class ProductCode {
  /** A version of the HCPCS code system begins with its year: 2025-10. */
  private static final int YEAR_LENGTH = 4;

  private final Catalogs catalogs;
  private final CodeInForce inForce;
  private final Candidates candidates;
  private final RouteCheck routes;
  private final ConceptCode concepts;

  ProductCode(Catalogs catalogs, CodeInForce inForce, RouteCheck routes) {
    this.catalogs = catalogs;
    this.inForce = inForce;
    this.candidates = new Candidates(catalogs);
    this.routes = routes;
    this.concepts = new ConceptCode(catalogs, inForce, routes);
  }

  /** Bills the code that the product had on the day. */
  Choice choose(Administration a, LocalDate day, List<DrugProduct> products, PayerPolicy policy) {
    if (products.isEmpty()) {
      return concepts.choose(a, day).orElseGet(() -> new UnknownDrug(a).refused());
    }
    Set<HcpcsCode> all = new LinkedHashSet<>(2);
    products.forEach(product -> all.addAll(product.codesOn(day)));
    List<HcpcsCode> codes = new ArrayList<>(routes.agreeing(a, all));
    if (codes.isEmpty() && !all.isEmpty()) {
      return routes.refused(a, all);
    }
    if (codes.size() > 1) {
      codes.retainAll(preferred(policy, day, products).orElse(codes));
    }
    if (codes.size() == 1) {
      return inForce.choose(a, day, codes.get(0), products, Element.BILLING_CODE);
    }
    return codes.isEmpty()
        ? lapsed(a, day, products)
        : Choice.ambiguous(
            a,
            Element.MEDICATION,
            candidates.of(codes, day),
            "On %s the drug could be billed with %s. Name one with billingCode."
                .formatted(day, Choice.shown(codes)));
  }

  /** Bills the code that packages without a code on the day had before, if it still lives. */
  private Choice lapsed(Administration a, LocalDate day, List<DrugProduct> products) {
    List<HcpcsCode> lapsed = lapsed(products, day);
    if (lapsed.size() == 1) {
      return routes.agrees(a, lapsed.get(0))
          ? billedAsBefore(a, day, products, lapsed.get(0))
          : routes.refused(a, lapsed);
    }
    String brands =
        products.stream().map(DrugProduct::brand).distinct().collect(Collectors.joining(", "));
    String none =
        "No HCPCS code of %s in force on %s is known here. %s%s"
            .formatted(brands, day, predecessors(products, day), release(day));
    Optional<EndedCode.Told> ended =
        ended(products, day).map(code -> inForce.ended(a, day, code, products));
    Issue issue =
        Issue.of(
            IssueCode.PRODUCT_WITHOUT_CODE,
            a.index(),
            Element.MEDICATION,
            none
                + ended
                    .map(EndedCode.Told::text)
                    .orElse("Name the code to bill with billingCode."));
    return new Choice.Refused(ended.map(told -> told.with(issue)).orElse(issue));
  }

  /** Returns the last code of the packages, if it is one for all of them and it has ended. */
  private Optional<DrugCode> ended(List<DrugProduct> products, LocalDate day) {
    List<Optional<DrugCode>> last =
        products.stream().map(product -> last(product, day)).distinct().toList();
    return last.size() == 1 ? last.get(0) : Optional.empty();
  }

  private Optional<DrugCode> last(DrugProduct product, LocalDate day) {
    return product.codes().stream()
        .filter(dated -> dated.validity().endedBefore(day))
        .flatMap(dated -> catalogs.codes().code(dated.code()).stream())
        .filter(code -> code.validity().endedBefore(day))
        .max(Comparator.comparing(code -> String.valueOf(code.validity().to())));
  }

  /** Returns the codes of the day that the drug can have by RxNorm; empty if it names none. */
  Set<HcpcsCode> candidates(Administration a, LocalDate day) {
    return concepts.candidates(a, day);
  }

  /** Returns the choice by what RxNorm names; empty if it names nothing that is known. */
  Optional<Choice> ofConcepts(Administration a, LocalDate day) {
    return concepts.choose(a, day);
  }

  /**
   * Returns the choice of the one code that RxNorm leaves without an assumption, if the dose counts
   * in its units.
   *
   * @param products the packages that RxNorm names
   */
  Optional<Choice.Chosen> certainOfRxNorm(
      Administration a, LocalDate day, List<DrugProduct> products) {
    Choice choice =
        products.isEmpty()
            ? concepts.choose(a, day).orElse(null)
            : onlyOf(a, day, products).orElse(null);
    return choice instanceof Choice.Chosen chosen
            && !chosen.code().unclassified()
            && chosen.amounts().of(a.dose()).isPresent()
            && chosen.notes().stream().noneMatch(n -> n.code() == IssueCode.FORMULATION_ASSUMED)
        ? Optional.of(chosen)
        : Optional.empty();
  }

  private Optional<Choice> onlyOf(Administration a, LocalDate day, List<DrugProduct> products) {
    List<HcpcsCode> all =
        products.stream().flatMap(p -> p.codesOn(day).stream()).distinct().toList();
    return all.size() == 1 && routes.agrees(a, all.get(0))
        ? Optional.of(inForce.choose(a, day, all.get(0), products, Element.MEDICATION))
        : Optional.empty();
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
