package org.priceunits.pricing.read;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.ProductCatalog;

/** Compares the drug of an administration with that of a record about the same dose. */
final class SameDrug {
  private static final Pattern SUFFIX = Pattern.compile("-[a-z]{4}$");

  private final ProductCatalog products;

  SameDrug(ProductCatalog products) {
    this.products = products;
  }

  /**
   * Returns true if both name one drug, or if a code of the day bills both.
   *
   * @param stated the code that the caller states for the administration; absent if there is none
   */
  boolean isOne(Drug given, Drug other, @Nullable HcpcsCode stated, LocalDate day) {
    if (given.isNamedAs(other)) {
      return true;
    }
    Set<HcpcsCode> codes = codes(given, day);
    if (stated != null) {
      codes.add(stated);
    }
    codes.retainAll(codes(other, day));
    return !codes.isEmpty();
  }

  /** Returns true if a code of the day bills both, or if both have the same name and no other. */
  boolean isOneByCodeOrName(Drug given, Drug other, @Nullable HcpcsCode stated, LocalDate day) {
    return isOne(given, other, stated, day) || isNamedAlike(given, other, day);
  }

  /**
   * Returns true if a code of the day is known for both drugs, and none is common. A drug of which
   * no code is known (a local code, "rest of the vial") contradicts nothing.
   *
   * @param stated the code that the caller states for the administration; absent if there is none
   */
  boolean contradict(Drug given, Drug other, @Nullable HcpcsCode stated, LocalDate day) {
    if (isOneByCodeOrName(given, other, stated, day)) {
      return false;
    }
    Set<HcpcsCode> ofGiven = withNamed(given, day);
    if (stated != null) {
      ofGiven.add(stated);
    }
    Set<HcpcsCode> ofOther = withNamed(other, day);
    return !ofGiven.isEmpty() && !ofOther.isEmpty() && Collections.disjoint(ofGiven, ofOther);
  }

  /** Returns the codes of the codings, and those of the packages of what the drug is called. */
  private Set<HcpcsCode> withNamed(Drug drug, LocalDate day) {
    Set<HcpcsCode> codes = codes(drug, day);
    Stream.concat(
            drug.rxNorm().stream().flatMap(code -> products.concept(code).stream()),
            drug.named().substances().stream().flatMap(name -> products.ofSubstance(name).stream()))
        .forEach(concept -> codes.addAll(concept.codesOn(day)));
    products.ofBrand(drug.named().brand()).forEach(p -> codes.addAll(p.codesOn(day)));
    return codes;
  }

  /** Names count where the codes of the day are not known for both. */
  private boolean isNamedAlike(Drug given, Drug other, LocalDate day) {
    boolean words = !given.name().isEmpty() && given.name().equalsIgnoreCase(other.name());
    boolean substances = !Collections.disjoint(substances(given), substances(other));
    return (words || substances) && (codes(given, day).isEmpty() || codes(other, day).isEmpty());
  }

  /** A biosimilar is the substance that it is called after, with four letters of its own. */
  private static Set<String> substances(Drug drug) {
    return drug.named().substances().stream()
        .map(name -> SUFFIX.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst(""))
        .collect(Collectors.toSet());
  }

  private Set<HcpcsCode> codes(Drug drug, LocalDate day) {
    Set<HcpcsCode> codes = new HashSet<>(drug.hcpcs());
    drug.ndcs().stream()
        .flatMap(ndc -> products.byNdc(ndc).stream())
        .forEach(p -> codes.addAll(p.codesOn(day)));
    drug.rxNorm().stream()
        .flatMap(code -> products.byRxNorm(code).stream())
        .forEach(p -> codes.addAll(p.codesOn(day)));
    return codes;
  }
}
