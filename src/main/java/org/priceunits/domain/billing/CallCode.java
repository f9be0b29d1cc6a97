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
  private final Set<String> names;

  /**
   * @param alone true where one administration takes the code
   * @param anyUnknown true where the unknown ones are all named alike
   * @param names by which its drug is known
   */
  private CallCode(
      HcpcsCode code, CodeCatalog catalog, boolean alone, boolean anyUnknown, Set<String> names) {
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
    List<Administration> taking =
        request.administrations().stream().filter(CallCode::takesIt).toList();
    if (taking.size() + request.unpriced().size() <= 1) {
      return new CallCode(code, catalog, true, true, Set.of());
    }
    List<Taker> takers = new ArrayList<>(taking.size());
    for (Administration a : taking) {
      takers.add(new Taker(a.drug(), products.apply(a.drug(), a.containers()), a.day().date()));
    }
    for (Drug drug : request.unpriced()) {
      takers.add(new Taker(drug, products.apply(drug, List.of()), null));
    }
    return ofSeveral(code, catalog, takers);
  }

  private static boolean takesIt(Administration a) {
    return a.billingCode() == null && a.status() != Administration.Status.NOT_BILLABLE;
  }

  private static CallCode ofSeveral(HcpcsCode code, CodeCatalog catalog, List<Taker> takers) {
    Set<String> ofCode = new HashSet<>();
    List<Set<String>> unknown = new ArrayList<>();
    boolean anyOfCode = false;
    for (Taker taker : takers) {
      if (taker.products().stream().anyMatch(p -> everBilledWith(p, code))) {
        anyOfCode = true;
        ofCode.addAll(names(taker.drug()));
        taker.products().forEach(p -> ofCode.add(word(p.brand())));
      } else if (isUnknown(taker.products(), taker.day())) {
        unknown.add(names(taker.drug()));
      }
    }
    boolean unclassified = catalog.code(code).filter(DrugCode::unclassified).isPresent();
    if (anyOfCode && !unclassified) {
      return new CallCode(code, catalog, false, false, alike(ofCode, unknown));
    }
    boolean same =
        unclassified
            || unknown.size() <= 1
            || (unknown.stream().noneMatch(Set::isEmpty)
                && alike(unknown.get(0), unknown).containsAll(union(unknown)));
    return new CallCode(code, catalog, false, same, Set.of());
  }

  private static boolean everBilledWith(DrugProduct product, HcpcsCode code) {
    return product.codes().stream().anyMatch(dated -> dated.code().equals(code));
  }

  /** Also a package without a code of its own: the caller names one for it. */
  private static boolean isUnknown(List<DrugProduct> products, @Nullable LocalDate day) {
    return products.stream()
        .allMatch(p -> day == null ? p.codes().isEmpty() : p.codesOn(day).isEmpty());
  }

  /** What a medication is called: by codings and in words. */
  private static Set<String> names(Drug drug) {
    Set<String> names = new HashSet<>(drug.codings());
    if (!drug.name().isBlank()) {
      names.add(word(drug.name()));
    }
    return names;
  }

  /** Case and spaces do not make another name; a coding has a bar, and cannot be one. */
  private static String word(String name) {
    return name.replace('|', ' ').strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static Set<String> union(List<Set<String>> all) {
    Set<String> union = new HashSet<>();
    all.forEach(union::addAll);
    return union;
  }

  /** The names, with those of every drug that shares one of them, and so on. */
  private static Set<String> alike(Set<String> first, List<Set<String>> drugs) {
    Map<String, List<Set<String>>> byName = new HashMap<>();
    drugs.forEach(
        drug ->
            drug.forEach(name -> byName.computeIfAbsent(name, k -> new ArrayList<>(1)).add(drug)));
    Set<String> found = new HashSet<>(first);
    Deque<String> open = new ArrayDeque<>(first);
    Set<Set<String>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      for (Set<String> drug : byName.getOrDefault(open.pop(), List.of())) {
        if (seen.add(drug)) {
          drug.stream().filter(found::add).forEach(open::push);
        }
      }
    }
    return found;
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
    return anyUnknown || names(drug).stream().anyMatch(names::contains);
  }
}
