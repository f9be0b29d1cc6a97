package org.priceunits.domain.billing;

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
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;

/**
 * The code that a call names for all of its administrations: a statement about one drug. It bills
 * what is known to be billed with it, and what is not known here but is named as one and the same
 * medication; whatever else it would bill may be another drug. Where one administration alone takes
 * it, the code is about that one. An unclassified code is of any drug without a code of its own,
 * and its line says of which.
 */
final class CallCode {
  /** A record may call its drug by a text of any length. */
  private static final int MOST_CHARACTERS = 80;

  private final HcpcsCode code;
  private final CodeCatalog catalog;
  private final boolean alone;
  private final boolean anyUnknown;
  private final Names names;

  /**
   * @param alone true where the call has one administration
   * @param anyUnknown true where the unknown drugs are all named alike
   * @param names by which the drug of the code is known
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

  /** A drug that takes the code, with its packages as far as they are known. */
  private record Taker(Drug drug, List<DrugProduct> products, @Nullable LocalDate day) {}

  /**
   * @param products finds the packages of a drug and of the containers that it came from
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

  /** Also where the administration states the same code for itself. */
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
          taker.products().stream().filter(p -> everBilledWith(p, code)).toList();
      if (!ofCode.isEmpty()) {
        anyOfCode = true;
        names.add(taker.drug());
        ofCode.forEach(p -> names.addBrand(p.brand()));
      } else if (isUnknown(taker.products(), taker.day())) {
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

  private static boolean everBilledWith(DrugProduct product, HcpcsCode code) {
    return product.codes().stream().anyMatch(dated -> dated.code().equals(code));
  }

  /** Also a package without a code of its own: the caller names one for it. */
  private static boolean isUnknown(List<DrugProduct> products, @Nullable LocalDate day) {
    return products.stream()
        .allMatch(p -> day == null ? p.codes().isEmpty() : p.codesOn(day).isEmpty());
  }

  /**
   * What one drug is called. A coding tells drugs apart, so words are compared only where one of
   * two drugs has no coding; a brand is a name in itself. A drug that shares a coding with the drug
   * brings its further codings and its words.
   */
  private static final class Names {
    private final Set<String> codings = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> brands = new HashSet<>();

    /** True where all of the drugs are called the same. */
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

    /** Adds the names of every drug that shares a coding with this one, and so on. */
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

    /** True where a code tells the drug; two Medication resources may be of one drug. */
    private static boolean isCoded(Set<String> codings) {
      return codings.stream().anyMatch(c -> !c.startsWith(Drug.REFERENCE));
    }

    /** Case and spaces do not make another name. */
    private static String word(String name) {
      return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Why the code does not bill an administration; empty where it does, and where the code itself
   * cannot be used on that day, which is the better thing to say.
   */
  Optional<Issue> refusal(Administration a, LocalDate day, List<DrugProduct> products) {
    if (alone
        || catalog.code(code).isEmpty()
        || isOfCode(products, day)
        || (isUnknown(products, day) && isCalledSo(a.drug()))) {
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
    boolean inForce = catalog.code(code).filter(c -> c.validity().on(day)).isPresent();
    return products.stream()
        .anyMatch(p -> p.isBilledWith(code, day) || (!inForce && everBilledWith(p, code)));
  }

  private boolean isCalledSo(Drug drug) {
    return anyUnknown || names.have(drug);
  }
}
