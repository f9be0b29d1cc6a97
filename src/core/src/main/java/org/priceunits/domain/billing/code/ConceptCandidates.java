package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.priceunits.domain.billing.code.NamesOfOneDrug.Contradiction;
import org.priceunits.domain.billing.code.NamesOfOneDrug.Names;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.product.CodeCatalog;
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
  private final NamedCodes named;
  private final NamesOfOneDrug names;

  ConceptCandidates(Catalogs catalogs) {
    this.catalogs = catalogs;
    this.codes = catalogs.codes();
    this.named = new NamedCodes(catalogs);
    this.names = new NamesOfOneDrug(codes, named);
  }

  /** Returns true if more than a name is known of one of the drugs. */
  static boolean isKnown(List<DrugConcept> concepts) {
    return concepts.stream().anyMatch(c -> !c.code().isEmpty() || !c.codes().isEmpty());
  }

  /** Returns the concepts of a drug that are known; else what its name tells. */
  List<DrugConcept> concepts(Drug drug, LocalDate day) {
    List<DrugConcept> known = known(drug);
    if (!known.isEmpty()) {
      return known;
    }
    Names ofDrug = names.of(drug.named(), day);
    return ofDrug.substances().isEmpty() ? List.of() : List.of(concept(ofDrug, day));
  }

  private List<DrugConcept> known(Drug drug) {
    return drug.rxNorm().stream()
        .flatMap(code -> catalogs.products().concept(code).stream())
        .toList();
  }

  /** Returns how the names of a drug that is known by them alone contradict each other. */
  Optional<Contradiction> contradiction(Drug drug, LocalDate day) {
    return known(drug).isEmpty()
        ? names.contradiction(names.of(drug.named(), day), day)
        : Optional.empty();
  }

  /**
   * Returns the drug that a name tells: a brand has the codes of its known packages alone. A name
   * that the description of a code has is no brand, although packages of some makers are sold under
   * it: those of others can have codes of their own.
   */
  private DrugConcept concept(Names ofDrug, LocalDate day) {
    boolean alone = ofDrug.brand().isEmpty() && ofDrug.substances().size() == 1;
    String brand =
        alone && named.describing(ofDrug.substances(), day).isEmpty()
            ? ofDrug.substances().get(0)
            : ofDrug.brand();
    List<DatedCode> ofBrand = ofSubstances(named.datedOfBrand(brand), ofDrug.substances(), day);
    return ofBrand.isEmpty()
        ? new DrugConcept("", Kind.SUBSTANCE, ofDrug.substances(), List.of(), false)
        : new DrugConcept("", Kind.BRAND, ofDrug.substances(), ofBrand, true);
  }

  /** A brand can be of several substances: Emend of aprepitant, and of its prodrug. */
  private List<DatedCode> ofSubstances(
      List<DatedCode> ofBrand, List<String> substances, LocalDate day) {
    Set<HcpcsCode> own = named.mentioning(substances, day);
    List<DatedCode> common = ofBrand.stream().filter(each -> own.contains(each.code())).toList();
    return common.isEmpty() ? ofBrand : common;
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
    concept.codesOn(day).stream()
        .flatMap(code -> named.livingOn(day, code).stream())
        .forEach(own::add);
    if (concept.whole() || concept.kind() == Kind.BRAND) {
      return own;
    }
    if (concept.kind() == Kind.PRODUCT && !own.isEmpty()) {
      List.copyOf(own).forEach(code -> own.addAll(codes.ofOtherMakers(code, day)));
      return own;
    }
    Names ofDrug = names.of(drug.named(), day);
    String brand = ofDrug.brand();
    // A substance is no device by itself: the tablet of an implant's drug is another thing.
    Set<HcpcsCode> ofSubstance =
        named.describing(
            concept.substances().isEmpty() ? ofDrug.substances() : concept.substances(), day);
    ofSubstance.removeIf(
        code -> ofDrug.brands().stream().anyMatch(each -> codes.isNotEquivalentTo(code, each)));
    // A code that CMS connects with the brand too is of its drug: of paclitaxel, that of Abraxane.
    Set<HcpcsCode> ofBrand = named.mentioning(ofDrug.substances(), day);
    ofBrand.addAll(ofSubstance);
    ofBrand.retainAll(named.bearing(brand, day));
    (ofBrand.isEmpty() ? ofSubstance : ofBrand)
        .stream()
            .filter(code -> !codes.isDevice(code) || codes.isOfTheFormOf(code, drug.name()))
            .forEach(own::add);
    return own;
  }
}
