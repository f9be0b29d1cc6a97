package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugConcept;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;

/** The codes in force on a day to which the name of a substance or a brand leads. */
final class NamedCodes {
  private final Catalogs catalogs;
  private final CodeCatalog codes;
  private final DescribedSubstance substances;

  NamedCodes(Catalogs catalogs) {
    this.catalogs = catalogs;
    this.codes = catalogs.codes();
    this.substances = new DescribedSubstance(codes);
  }

  /** Returns the codes whose description names all of the substances. */
  Set<HcpcsCode> describing(List<String> names, LocalDate day) {
    if (names.size() == 1) {
      return new TreeSet<>(substances.alone(names.get(0), day));
    }
    Set<HcpcsCode> found = new TreeSet<>();
    for (int i = 0; i < names.size(); i++) {
      List<HcpcsCode> named = substances.of(names.get(i), day);
      if (i == 0) {
        found.addAll(named);
      } else {
        found.retainAll(named);
      }
    }
    return found;
  }

  /**
   * Returns the codes that one of the substances can have: their description names it anywhere, or
   * RxNorm names a package of them so, in words that CMS does not use.
   */
  Set<HcpcsCode> mentioning(List<String> names, LocalDate day) {
    Set<HcpcsCode> found = new TreeSet<>();
    for (String name : names) {
      found.addAll(substances.of(name, day));
      inRxNorm(name)
          .flatMap(concept -> concept.codesOn(day).stream())
          .flatMap(code -> livingOn(day, code).stream())
          .forEach(found::add);
    }
    return found;
  }

  private Stream<DrugConcept> inRxNorm(String name) {
    return Stream.of(name, codes.withoutOrigin(name))
        .distinct()
        .flatMap(each -> catalogs.products().ofSubstance(each).stream());
  }

  /** Returns the codes that the packages of a brand ever had, with their dates. */
  List<DatedCode> datedOfBrand(String brand) {
    return catalogs.products().ofBrand(brand).stream()
        .flatMap(product -> product.codes().stream())
        .distinct()
        .toList();
  }

  /** Returns the codes of the packages of a brand. */
  Set<HcpcsCode> ofBrand(String brand, LocalDate day) {
    Set<HcpcsCode> living = new TreeSet<>();
    datedOfBrand(brand).stream()
        .filter(dated -> dated.validity().on(day))
        .flatMap(dated -> livingOn(day, dated.code()).stream())
        .forEach(living::add);
    return living;
  }

  /** Returns the codes of a brand's packages; of the name of a substance, those that mention it. */
  Set<HcpcsCode> codes(String name, LocalDate day) {
    if (isSubstance(name, day)) {
      return mentioning(List.of(name), day);
    }
    Set<HcpcsCode> ofPackages = ofBrand(name, day);
    return ofPackages.isEmpty() ? bearing(name, day) : ofPackages;
  }

  /**
   * Returns the codes that CMS connects with the name of a brand: by their description, which has
   * it in parentheses, or by a crosswalk that lists their packages under it.
   */
  Set<HcpcsCode> bearing(String brand, LocalDate day) {
    Set<HcpcsCode> found = new TreeSet<>();
    if (!brand.isEmpty()) {
      found.addAll(codes.describing("(" + brand + ")", day));
      found.addAll(codes.listing(brand, day));
    }
    return found;
  }

  /**
   * Returns true if a name is that of packages, or stands in parentheses in a description, and is
   * no substance.
   */
  boolean isBrand(String name, LocalDate day) {
    return !name.isEmpty()
        && (!datedOfBrand(name).isEmpty() || !bearing(name, day).isEmpty())
        && !isSubstance(name, day);
  }

  /**
   * Returns true if RxNorm or the description of a code names a substance so, with or without its
   * origin. Some descriptions begin with the formulation: liposomal.
   */
  boolean isSubstance(String name, LocalDate day) {
    return !codes.namesFormulation(name)
        && (isNamedFirst(name, day)
            || isNamedFirst(codes.withoutOrigin(name), day)
            || inRxNorm(name).findAny().isPresent());
  }

  private boolean isNamedFirst(String name, LocalDate day) {
    return codes.describing(name, day).stream()
        .flatMap(code -> codes.code(code).stream())
        .anyMatch(code -> !code.unclassified() && codes.isNamedFirst(code.code(), name));
  }

  /** Returns the code if it lives on the day, or the one that CMS names in its place. */
  Optional<HcpcsCode> livingOn(LocalDate day, HcpcsCode code) {
    Optional<DrugCode> known = codes.code(code);
    Optional<DrugCode> next =
        known
            .filter(c -> c.validity().endedBefore(day))
            .flatMap(c -> Optional.ofNullable(c.successor()))
            .flatMap(codes::code);
    return next.or(() -> known).filter(c -> c.validity().on(day)).map(DrugCode::code);
  }
}
