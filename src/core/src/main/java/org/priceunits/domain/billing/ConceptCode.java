package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.priceunits.domain.billing.Drug.NamedDrug;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugConcept;
import org.priceunits.domain.product.DrugConcept.Kind;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Bills the code of a drug that its record names by RxNorm, not by its package. What RxNorm says of
 * the drug narrows the codes in force on the day: one is billed, several are named for the caller
 * to choose from.
 */
final class ConceptCode {
  /** A name that is part of more descriptions is no drug's, such as injection. */
  private static final int MOST_CODES_OF_A_NAME = 40;

  private final Catalogs catalogs;
  private final CodeCatalog codes;
  private final DescribedSubstance substances;
  private final CodeInForce inForce;
  private final RouteCheck routes;

  ConceptCode(Catalogs catalogs, CodeInForce inForce, RouteCheck routes) {
    this.catalogs = catalogs;
    this.codes = catalogs.codes();
    this.substances = new DescribedSubstance(codes);
    this.inForce = inForce;
    this.routes = routes;
  }

  /**
   * Bills the one code that the concepts of the record leave.
   *
   * @return empty if none of them is known, and their names say nothing
   */
  Optional<Choice> choose(Administration a, LocalDate day) {
    List<DrugConcept> concepts = concepts(a.drug(), day);
    Set<HcpcsCode> all = narrowed(a.drug(), concepts, day);
    return isKnown(concepts) || !all.isEmpty()
        ? Optional.of(choose(a, day, concepts, all))
        : Optional.empty();
  }

  /** Returns true if more than a name is known of one of the drugs. */
  private static boolean isKnown(List<DrugConcept> concepts) {
    return concepts.stream().anyMatch(c -> !c.code().isEmpty() || !c.codes().isEmpty());
  }

  /**
   * Returns the codes in force on the day that the drug can have by RxNorm.
   *
   * @return empty if RxNorm names no drug that is known, or none that has a code
   */
  Set<HcpcsCode> candidates(Administration a, LocalDate day) {
    return narrowed(a.drug(), concepts(a.drug(), day), day);
  }

  private List<DrugConcept> concepts(Drug drug, LocalDate day) {
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

  private Choice choose(
      Administration a, LocalDate day, List<DrugConcept> concepts, Set<HcpcsCode> all) {
    if (all.isEmpty()) {
      return none(a, day, concepts);
    }
    Set<HcpcsCode> named = ofNamedFormulation(a.drug(), all);
    if (named.isEmpty()) {
      return none(a, day, concepts);
    }
    List<HcpcsCode> agreeing = routes.agreeing(a, named);
    if (agreeing.isEmpty()) {
      return routes.refused(a, named);
    }
    List<HcpcsCode> certain = agreeing.stream().filter(c -> !codes.isForOneUse(c)).toList();
    if (certain.size() == 1) {
      return inForce.choose(a, day, certain.get(0), List.of(), Element.MEDICATION);
    }
    Optional<HcpcsCode> plain = plain(certain);
    return plain.isPresent()
        ? assumed(a, day, plain.get(), certain)
        : ambiguous(a, day, concepts, agreeing);
  }

  /** Returns the codes of the formulation that the record names in words; all if it names none. */
  private Set<HcpcsCode> ofNamedFormulation(Drug drug, Set<HcpcsCode> all) {
    return codes.namesFormulation(drug.name())
        ? all.stream()
            .filter(codes::isOfSpecialFormulation)
            .collect(Collectors.toCollection(TreeSet::new))
        : all;
  }

  /** Returns the codes that all concepts can have; all of them if these are none. */
  private Set<HcpcsCode> narrowed(Drug drug, List<DrugConcept> concepts, LocalDate day) {
    Set<HcpcsCode> all = new TreeSet<>();
    Set<HcpcsCode> common = null;
    for (DrugConcept concept : concepts) {
      Set<HcpcsCode> own = codes(drug, concept, day);
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
  private Set<HcpcsCode> codes(Drug drug, DrugConcept concept, LocalDate day) {
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
   * Returns the one code whose description names no formulation, if all others name one: a record
   * says liposomal where it is.
   */
  private Optional<HcpcsCode> plain(List<HcpcsCode> certain) {
    List<HcpcsCode> plain =
        certain.stream().filter(code -> !codes.isOfSpecialFormulation(code)).toList();
    return plain.size() == 1 ? Optional.of(plain.get(0)) : Optional.empty();
  }

  private Choice assumed(
      Administration a, LocalDate day, HcpcsCode plain, Collection<HcpcsCode> certain) {
    Choice choice = inForce.choose(a, day, plain, List.of(), Element.MEDICATION);
    return choice instanceof Choice.Chosen chosen
        ? chosen.with(
            Issue.of(
                IssueCode.FORMULATION_ASSUMED,
                a.index(),
                Element.MEDICATION,
                "The record names no formulation of the drug, so the code of the plain one is billed: %s (%s). If another was given, name its code with billingCode: %s.",
                plain,
                codes.description(plain),
                certain.stream()
                    .filter(code -> !code.equals(plain))
                    .map(code -> "%s (%s)".formatted(code, codes.description(code)))
                    .collect(Collectors.joining(", "))))
        : choice;
  }

  private Choice ambiguous(
      Administration a, LocalDate day, List<DrugConcept> concepts, List<HcpcsCode> left) {
    String text =
        left.size() == 1
            ? "%s bills %s for one use alone, which the record does not state: %s. If that was the use, name the code with billingCode."
                .formatted(left.get(0), name(a, concepts), codes.description(left.get(0)))
            : "The record names %s, not its package. On %s it could be billed with %s. Send the NDC, or name the code with billingCode."
                .formatted(name(a, concepts), day, Choice.shown(left));
    return Choice.ambiguous(a, Element.MEDICATION, new Candidates(catalogs).of(left, day), text);
  }

  private Choice none(Administration a, LocalDate day, List<DrugConcept> concepts) {
    String later =
        concepts.stream()
            .flatMap(concept -> concept.codes().stream())
            .flatMap(dated -> codes.code(dated.code()).stream())
            .filter(code -> code.validity().startsAfter(day))
            .map(DrugCode::code)
            .distinct()
            .map(code -> "%s began later. ".formatted(code))
            .collect(Collectors.joining());
    return Choice.refused(
        a,
        IssueCode.PRODUCT_WITHOUT_CODE,
        Element.MEDICATION,
        "No HCPCS code of %s in force on %s is known here. %sSend the NDC of the package or a HCPCS code on the medication, or name the code to bill with billingCode."
            .formatted(name(a, concepts), day, later));
  }

  private static String name(Administration a, List<DrugConcept> concepts) {
    List<String> names =
        new ArrayList<>(
            concepts.stream().flatMap(c -> c.substances().stream()).distinct().toList());
    if (names.isEmpty()) {
      return a.drug().name().isEmpty() ? "the drug" : a.drug().name();
    }
    return String.join(" with ", names);
  }
}
