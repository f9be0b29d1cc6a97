package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;

/**
 * The billing code that a call states for all of its administrations. Such a code is a statement
 * about one drug: it bills products known to be billed with it, and unknown products that are all
 * named as one and the same medication. Anything else may be another drug and is refused. If only
 * one administration takes the code, the code is about that administration. An unclassified code
 * applies to any drug without a code of its own, and its line says which drug.
 */
public final class CallCode {
  /** A record may name its drug by a text of any length. */
  private static final int MOST_CHARACTERS = 80;

  private final HcpcsCode code;
  private final CodeCatalog catalog;
  private final boolean alone;
  private final boolean anyUnknown;
  private final Names names;

  /**
   * @param alone true if the call has one administration
   * @param anyUnknown true if all unknown drugs have the same name
   * @param names the names of the drug that the code stands for
   */
  private CallCode(
      HcpcsCode code, CodeCatalog catalog, boolean alone, boolean anyUnknown, Names names) {
    this.code = code;
    this.catalog = catalog;
    this.alone = alone;
    this.anyUnknown = anyUnknown;
    this.names = names;
  }

  HcpcsCode code() {
    return code;
  }

  /** A drug billed with the code, and its packages as far as they are known. */
  private record Taker(Drug drug, List<DrugProduct> products, @Nullable LocalDate day) {}

  /**
   * @param products finds the packages of a drug and of the containers it was drawn from
   */
  static CallCode of(
      HcpcsCode code,
      PricingRequest request,
      CodeCatalog catalog,
      BiFunction<Drug, List<Container>, List<DrugProduct>> products) {
    if (request.administrations().size() + request.unpriced().size() <= 1) {
      return new CallCode(code, catalog, true, true, new Names());
    }
    List<Taker> takers = new ArrayList<>(request.administrations().size());
    for (Administration a : request.administrations()) {
      if (takesIt(a, code)) {
        takers.add(new Taker(a.drug(), products.apply(a.drug(), a.containers()), a.day().date()));
      }
    }
    for (Drug drug : request.unpriced()) {
      takers.add(new Taker(drug, products.apply(drug, List.of()), null));
    }
    return ofSeveral(code, catalog, takers);
  }

  /** Returns true also if the administration states the same code itself. */
  private static boolean takesIt(Administration a, HcpcsCode code) {
    return a.status() != Administration.Status.NOT_BILLABLE
        && (a.billingCode() == null || a.billingCode().equals(code));
  }

  private static CallCode ofSeveral(HcpcsCode code, CodeCatalog catalog, List<Taker> takers) {
    Names names = new Names();
    List<Drug> unknown = new ArrayList<>();
    boolean anyOfCode = false;
    for (Taker taker : takers) {
      List<DrugProduct> ofCode =
          taker.products().stream().filter(p -> p.isEverBilledWith(code)).toList();
      if (!ofCode.isEmpty() || taker.drug().hcpcs().contains(code)) {
        anyOfCode = true;
        names.add(taker.drug());
        ofCode.forEach(p -> names.addBrand(p.brand()));
      } else if (isUnknown(taker.products(), taker.day())
          && !isOfAnother(taker.drug(), taker.day(), catalog)) {
        unknown.add(taker.drug());
      }
    }
    boolean unclassified = catalog.code(code).filter(DrugCode::unclassified).isPresent();
    if (anyOfCode && !unclassified) {
      names.join(unknown);
      return new CallCode(code, catalog, false, false, names);
    }
    boolean alike = unclassified || unknown.size() <= 1 || Names.ofOneDrug(unknown);
    return new CallCode(code, catalog, false, alike, new Names());
  }

  /**
   * Returns true also for a package without a code of its own, because the caller names one for it.
   */
  private static boolean isUnknown(List<DrugProduct> products, @Nullable LocalDate day) {
    return products.stream()
        .allMatch(p -> day == null ? p.codes().isEmpty() : p.codesOn(day).isEmpty());
  }

  /** Returns true if the record names another HCPCS code that was in force on the day. */
  private static boolean isOfAnother(Drug drug, @Nullable LocalDate day, CodeCatalog catalog) {
    return drug.hcpcs().stream()
        .flatMap(c -> catalog.code(c).stream())
        .anyMatch(
            c ->
                (c.isDrug() || catalog.isDevice(c.code()))
                    && (day == null || c.on(day).validity().on(day)));
  }

  /**
   * The names of one drug. Codings identify drugs, so texts are compared only if one of two drugs
   * has no coding; a brand name counts as a name of its own. A drug that shares a coding with this
   * one adds its other codings and its texts.
   */
  private static final class Names {
    private final Set<String> codings = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> brands = new HashSet<>();

    /** Returns true if all the drugs have the same name. */
    static boolean ofOneDrug(List<Drug> drugs) {
      Names names = new Names();
      names.add(drugs.stream().filter(d -> isCoded(d.codings())).findFirst().orElse(drugs.get(0)));
      names.join(drugs);
      return drugs.stream().allMatch(names::have);
    }

    void add(Drug drug) {
      codings.addAll(drug.codings());
      if (!drug.name().isBlank()) {
        words.add(word(drug.name()));
      }
    }

    void addBrand(String brand) {
      brands.add(word(brand));
    }

    /**
     * Adds the names of every drug that shares a coding with this one, directly or through others.
     */
    void join(List<Drug> drugs) {
      Map<String, List<Drug>> byCoding = new HashMap<>();
      drugs.forEach(
          drug ->
              drug.codings()
                  .forEach(c -> byCoding.computeIfAbsent(c, k -> new ArrayList<>(1)).add(drug)));
      Deque<String> open = new ArrayDeque<>(codings);
      Set<Drug> seen = Collections.newSetFromMap(new IdentityHashMap<>());
      while (!open.isEmpty()) {
        for (Drug drug : byCoding.getOrDefault(open.pop(), List.of())) {
          if (seen.add(drug)) {
            drug.codings().stream().filter(c -> !codings.contains(c)).forEach(open::push);
            add(drug);
          }
        }
      }
    }

    boolean have(Drug drug) {
      String called = word(drug.name());
      return drug.codings().stream().anyMatch(codings::contains)
          || brands.contains(called)
          || (!(isCoded(drug.codings()) && isCoded(codings)) && words.contains(called));
    }

    /**
     * Returns true if a code identifies the drug; two Medication resources may describe one drug.
     */
    private static boolean isCoded(Set<String> codings) {
      return codings.stream().anyMatch(c -> !c.startsWith(Drug.REFERENCE));
    }

    /** Normalizes a name: case and spacing do not make a different name. */
    private static String word(String name) {
      return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Returns why the code cannot bill an administration. Empty if it can, and also if the code
   * itself is not valid on that day, since that is the more useful message.
   */
  Optional<Issue> refusal(Administration a, LocalDate day, List<DrugProduct> products) {
    if (alone
        || catalog.code(code).isEmpty()
        || a.drug().hcpcs().contains(code)
        || isOfCode(products, day)
        || (isUnknown(products, day)
            && !isOfAnother(a.drug(), day, catalog)
            && isCalledSo(a.drug()))) {
      return Optional.empty();
    }
    String name =
        a.drug().name().isBlank()
            ? products.stream().map(DrugProduct::brand).findFirst().orElse("")
            : a.drug().name().strip();
    String shown = name.substring(0, Math.min(MOST_CHARACTERS, name.length()));
    return Optional.of(
        Issue.of(
            IssueCode.BILLING_CODE_MISMATCH,
            a.index(),
            Element.MEDICATION,
            "billingCode %s is given for the whole call, but this record %s. Send statement.billingCode.",
            code,
            shown.isEmpty() ? "does not name its drug" : "is of " + shown));
  }

  private boolean isOfCode(List<DrugProduct> products, LocalDate day) {
    boolean inForce = catalog.code(code).filter(c -> c.on(day).validity().on(day)).isPresent();
    return products.stream()
        .anyMatch(p -> p.isBilledWith(code, day) || (!inForce && p.isEverBilledWith(code)));
  }

  private boolean isCalledSo(Drug drug) {
    return anyUnknown || names.have(drug);
  }
}
