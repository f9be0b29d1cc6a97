package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.priceunits.domain.billing.Drug.NamedDrug;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugConcept;
import org.priceunits.domain.product.DrugConcept.Kind;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;

/** The codes in force on a day that a drug can have by what RxNorm says of it. */
final class ConceptCandidates {
  /** A name that is part of more descriptions is no drug's, such as injection. */
  private static final int MOST_CODES_OF_A_NAME = 40;

  private final Catalogs catalogs;
  private final CodeCatalog codes;
  private final DescribedSubstance substances;

  ConceptCandidates(Catalogs catalogs) {
    this.catalogs = catalogs;
    this.codes = catalogs.codes();
    this.substances = new DescribedSubstance(codes);
  }

  /** Returns true if more than a name is known of one of the drugs. */
  static boolean isKnown(List<DrugConcept> concepts) {
    return concepts.stream().anyMatch(c -> !c.code().isEmpty() || !c.codes().isEmpty());
  }

  /** Returns the concepts of a drug that are known; else what its name tells. */
  List<DrugConcept> concepts(Drug drug, LocalDate day) {
    List<DrugConcept> known =
        drug.rxNorm().stream().flatMap(code -> catalogs.products().concept(code).stream()).toList();
    return !known.isEmpty() || drug.named().substances().isEmpty()
        ? known
        : List.of(named(drug.named(), day));
  }

  /**
   * Returns the drug that a name tells: a brand has the codes of its known packages alone. A name
   * that the description of a code has is no brand, although packages of some makers are sold under
   * it: those of others can have codes of their own.
   */
  private DrugConcept named(NamedDrug named, LocalDate day) {
    boolean alone = named.brand().isEmpty() && named.substances().size() == 1;
    String brand =
        alone && describing(named.substances(), day).isEmpty()
            ? named.substances().get(0)
            : named.brand();
    List<DatedCode> ofBrand =
        catalogs.products().ofBrand(brand).stream()
            .flatMap(product -> product.codes().stream())
            .distinct()
            .toList();
    return ofBrand.isEmpty()
        ? new DrugConcept("", Kind.SUBSTANCE, named.substances(), List.of(), false)
        : new DrugConcept("", Kind.BRAND, named.substances(), ofBrand, true);
  }

  /** Returns the codes that all concepts can have; all of them if these are none. */
  Set<HcpcsCode> of(Drug drug, List<DrugConcept> concepts, LocalDate day) {
    Set<HcpcsCode> all = new TreeSet<>();
    Set<HcpcsCode> common = null;
    for (DrugConcept concept : concepts) {
      Set<HcpcsCode> own = of(drug, concept, day);
      all.addAll(own);
      if (common == null) {
        common = new TreeSet<>(own);
      } else if (!own.isEmpty()) {
        common.retainAll(own);
      }
    }
    Set<HcpcsCode> narrowed = common == null || common.isEmpty() ? all : common;
    return isKnown(concepts) || narrowed.size() <= MOST_CODES_OF_A_NAME ? narrowed : Set.of();
  }

  /**
   * Returns the codes in force on the day that a concept can have. Packages tell those of a brand.
   * A product without its maker can also be another maker's, with a code of its own; a substance
   * can be in every code whose description names it.
   */
  private Set<HcpcsCode> of(Drug drug, DrugConcept concept, LocalDate day) {
    Set<HcpcsCode> own = new TreeSet<>();
    concept.codesOn(day).stream().flatMap(code -> livingOn(day, code).stream()).forEach(own::add);
    if (concept.whole() || concept.kind() == Kind.BRAND) {
      return own;
    }
    if (concept.kind() == Kind.PRODUCT && !own.isEmpty()) {
      List.copyOf(own).forEach(code -> own.addAll(codes.ofOtherMakers(code, day)));
      return own;
    }
    List<String> names =
        concept.substances().isEmpty() ? drug.named().substances() : concept.substances();
    // A substance is no device by itself: the tablet of an implant's drug is another thing.
    Set<HcpcsCode> ofSubstance = describing(names, day);
    Set<HcpcsCode> ofBrand = new TreeSet<>(ofSubstance);
    ofBrand.retainAll(
        drug.named().brand().isEmpty()
            ? List.of()
            : codes.describing("(" + drug.named().brand() + ")", day));
    // A description that names the brand too is of its drug.
    (ofBrand.isEmpty() ? ofSubstance : ofBrand)
        .stream()
            .filter(code -> !codes.isDevice(code) || codes.isOfTheFormOf(code, drug.name()))
            .forEach(own::add);
    return own;
  }

  /** Returns the code if it lives on the day, or the one that CMS names in its place. */
  private Optional<HcpcsCode> livingOn(LocalDate day, HcpcsCode code) {
    Optional<DrugCode> known = codes.code(code);
    Optional<DrugCode> next =
        known
            .filter(c -> c.validity().endedBefore(day))
            .flatMap(c -> Optional.ofNullable(c.successor()))
            .flatMap(codes::code);
    return next.or(() -> known).filter(c -> c.validity().on(day)).map(DrugCode::code);
  }

  /** Returns the codes whose description names all of the substances. */
  private Set<HcpcsCode> describing(List<String> names, LocalDate day) {
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
}
