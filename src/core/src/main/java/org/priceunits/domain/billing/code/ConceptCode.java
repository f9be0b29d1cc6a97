package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.priceunits.domain.billing.code.NamesOfOneDrug.Contradiction;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugConcept;
import org.priceunits.domain.product.DrugConcept.Kind;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Bills the code of a drug that its record names by RxNorm, not by its package. What RxNorm says of
 * the drug narrows the codes in force on the day: one is billed, several are named for the caller
 * to choose from.
 */
final class ConceptCode {
  private final Catalogs catalogs;
  private final CodeCatalog codes;
  private final ConceptCandidates candidates;
  private final CodeInForce inForce;
  private final RouteCheck routes;

  ConceptCode(Catalogs catalogs, CodeInForce inForce, RouteCheck routes) {
    this.catalogs = catalogs;
    this.codes = catalogs.codes();
    this.candidates = new ConceptCandidates(catalogs);
    this.inForce = inForce;
    this.routes = routes;
  }

  /**
   * Bills the one code that the concepts of the record leave.
   *
   * @return empty if none of them is known, and their names say nothing
   */
  Optional<Choice> choose(Administration a, LocalDate day) {
    Optional<Choice> ofTwoDrugs =
        candidates.contradiction(a.drug(), day).map(names -> ofTwoDrugs(a, day, names));
    return ofTwoDrugs.isPresent() ? ofTwoDrugs : ofOneDrug(a, day);
  }

  private Optional<Choice> ofOneDrug(Administration a, LocalDate day) {
    List<DrugConcept> concepts = candidates.concepts(a.drug(), day);
    Set<HcpcsCode> all = candidates.of(a.drug(), concepts, day);
    return ConceptCandidates.isKnown(concepts) || !all.isEmpty()
        ? Optional.of(choose(a, day, concepts, all))
        : Optional.empty();
  }

  /**
   * Returns the codes in force on the day that the drug can have by RxNorm.
   *
   * @return empty if RxNorm names no drug that is known, or none that has a code
   */
  Set<HcpcsCode> candidates(Administration a, LocalDate day) {
    return candidates.of(a.drug(), candidates.concepts(a.drug(), day), day);
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
    if (certain.size() == 1 && !isOfUnnamedFormulation(a.drug(), concepts, certain.get(0))) {
      Choice choice = inForce.choose(a, day, certain.get(0), List.of(), Element.MEDICATION);
      return choice instanceof Choice.Chosen chosen
              && isOfUnnamedForm(a, concepts, chosen.code().code(), agreeing)
          ? chosen.with(formAssumed(a, chosen.code().code()))
          : choice;
    }
    Optional<HcpcsCode> plain = plain(certain);
    return plain.isPresent()
        ? assumed(a, day, plain.get(), certain)
        : ambiguous(a, day, concepts, agreeing);
  }

  /**
   * Returns true if a code is of a formulation that the record does not name: nobody gives
   * liposomal bupivacaine under the name of the plain drug, which may have no code.
   */
  private boolean isOfUnnamedFormulation(Drug drug, List<DrugConcept> concepts, HcpcsCode code) {
    return codes.isOfSpecialFormulation(code)
        && !codes.namesFormulation(drug.name())
        && concepts.stream().allMatch(concept -> concept.kind() == Kind.SUBSTANCE);
  }

  /**
   * Returns true if a record names a substance or a brand alone, and its code is for one form or
   * route: eye drops of an implant's drug have no code, nor has the pen of a brand whose vial has.
   * So is that of an injection if the drug has a code where it is swallowed.
   */
  private boolean isOfUnnamedForm(
      Administration a, List<DrugConcept> concepts, HcpcsCode code, List<HcpcsCode> agreeing) {
    return a.route().agreeing().isEmpty()
        && concepts.stream()
            .allMatch(concept -> concept.kind() == Kind.SUBSTANCE || concept.kind() == Kind.BRAND)
        && (codes.isOfOneForm(code) || agreeing.stream().anyMatch(codes::isSwallowed))
        && !codes.isOfTheFormOf(code, a.drug().name());
  }

  private Issue formAssumed(Administration a, HcpcsCode code) {
    return Issue.of(
        IssueCode.FORMULATION_ASSUMED,
        a.index(),
        Element.MEDICATION,
        "The record names neither form nor route of the drug, and %s is for one alone: %s. Check that it was given so; another form may have another code or none.",
        code,
        codes.description(code));
  }

  /** Returns the codes of the formulation that the record names in words; all if it names none. */
  private Set<HcpcsCode> ofNamedFormulation(Drug drug, Set<HcpcsCode> all) {
    return codes.namesFormulation(drug.name())
        ? all.stream()
            .filter(codes::isOfSpecialFormulation)
            .collect(Collectors.toCollection(TreeSet::new))
        : all;
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
            ? "%s bills %s for one %s alone, which the record does not state: %s. If that is meant, name the code with billingCode."
                .formatted(
                    left.get(0),
                    name(a, concepts),
                    codes.isForOneUse(left.get(0)) ? "use" : "formulation",
                    codes.description(left.get(0)))
            : "The record names %s, not its package. On %s it could be billed with %s. Send the NDC, or name the code with billingCode."
                .formatted(name(a, concepts), day, Choice.shown(left));
    return Choice.ambiguous(a, Element.MEDICATION, new Candidates(catalogs).of(left, day), text);
  }

  private Choice ofTwoDrugs(Administration a, LocalDate day, Contradiction names) {
    Set<HcpcsCode> either = new TreeSet<>(names.ofBrand());
    either.addAll(names.ofOthers());
    return Choice.ambiguous(
        a,
        Element.MEDICATION,
        new Candidates(catalogs).of(either, day),
        "The record names %s and the brand %s, which is not known to be of it: %s is billed with %s. Correct the name, send the NDC, or name the code with billingCode."
            .formatted(
                String.join(" with ", names.others()),
                names.brand(),
                names.brand(),
                Choice.shown(List.copyOf(names.ofBrand()))));
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
