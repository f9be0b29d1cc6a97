package org.priceunits.pricing.read;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.request.Drug.NamedDrug;
import org.priceunits.domain.billing.request.Drug.PackageStatement;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.Diluents;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.pricing.read.ChartName.NameWords;

/** Reads the drug given: its codes, and the strength of the solution. */
final class MedicationReader {
  private final PackageReader packages;
  private final Volumes volumes;
  private final MixedDrugs mixedDrugs;
  private final ProductCatalog products;
  private final Diluents diluents;
  private final NameWords words;

  MedicationReader(QuantityReader quantities, PricingKnowledge knowledge) {
    this.packages = new PackageReader(quantities, knowledge.doseForms());
    this.volumes = new Volumes(quantities);
    this.mixedDrugs = new MixedDrugs(knowledge.catalogs());
    this.products = knowledge.catalogs().products();
    this.diluents = knowledge.diluents();
    this.words =
        new NameWords(
            unit -> knowledge.unitOf(unit).isPresent(),
            knowledge::standsBesideAName,
            name -> diluents.has(List.of(), name),
            name -> !products.ofBrand(name).isEmpty());
  }

  sealed interface Result {
    Drug drug();

    /**
     * @param medication the Medication, if the administration refers to one
     * @param ofSeveralDrugs true if it has several ingredients that are no diluents
     * @param unreadNdcs the NDCs that cannot be read, which something else makes up for
     */
    record Read(
        Drug drug, @Nullable Medication medication, boolean ofSeveralDrugs, List<String> unreadNdcs)
        implements Result {}

    /**
     * @param drug the drug as far as it can be read
     */
    record Refused(IssueCode code, String text, Drug drug) implements Result {}
  }

  /**
   * @param codeStated true if the caller states the code, so that a missing Medication does not
   *     matter
   */
  Result read(MedicationAdministration administration, References references, boolean codeStated) {
    return read(administration, administration.getMedication(), references, codeStated);
  }

  /**
   * @param from the resource that names the drug
   * @param medicationOf its {@code medication[x]}; absent if it has none
   */
  Result read(
      DomainResource from, @Nullable Type medicationOf, References references, boolean codeStated) {
    if (medicationOf instanceof CodeableConcept concept) {
      return drug(MedicationSource.of(concept), codeStated);
    }
    if (!(medicationOf instanceof Reference reference)) {
      return drug(MedicationSource.of(new CodeableConcept()), codeStated);
    }
    Medication medication = references.resolve(from, reference, Medication.class).orElse(null);
    MedicationSource source =
        new MedicationSource(
            medication == null ? new CodeableConcept() : medication.getCode(),
            references.key(from, reference),
            FhirValues.text(reference.getDisplayElement()).orElse(""),
            medication,
            medication == null
                ? Ingredients.NONE
                : Ingredients.of(medication, from, references, diluents, products));
    Result result = drug(source, codeStated);
    if (medication == null && !codeStated) {
      return new Result.Refused(
          IssueCode.REFERENCE_NOT_FOUND,
          "The Medication that was given is not here. Send it with parameter resource, or name the"
              + " code with billingCode.",
          result.drug());
    }
    return result;
  }

  private Result drug(MedicationSource source, boolean codeStated) {
    DrugCodings codings =
        DrugCodings.of(source.drugCodings(!isOfSeveralDrugs(source.ingredients())), products)
            .withoutDiluents(diluents, products);
    Drug drug = drug(source, codings);
    if (!codings.unreadNdcs().isEmpty() && !codeStated && !codings.identify()) {
      return new Result.Refused(
          IssueCode.NDC_INVALID,
          "The NDC is not in a form that names one package. Send it with hyphens, or with eleven"
              + " digits.",
          drug);
    }
    boolean ofSeveralDrugs = isOfSeveralDrugs(source.ingredients());
    return ofSeveralDrugs && !codeStated && !codings.identify()
        ? new Result.Refused(
            IssueCode.CODE_AMBIGUOUS,
            "The Medication has several active ingredients%s. Name the code to bill with billingCode."
                .formatted(named(source.ingredients())),
            drug)
        : new Result.Read(drug, source.medication(), ofSeveralDrugs, codings.unreadNdcs());
  }

  private boolean isOfSeveralDrugs(Ingredients ingredients) {
    return ingredients.drugs().size() > 1 && !mixedDrugs.areOne(ingredients.concepts());
  }

  private Drug drug(MedicationSource source, DrugCodings codings) {
    Set<String> identifiers = new HashSet<>(codings.all());
    if (!source.reference().isEmpty()) {
      identifiers.add(Drug.REFERENCE + source.reference());
    }
    Ingredients ingredients = source.ingredients();
    List<Coding> rxNorm = codings.rxNorm();
    boolean mixed = ingredients.mixed() || codings.diluted();
    Strength recorded = ingredients.strength(volumes, mixed).map(packages::strength).orElse(null);
    boolean stated = mixed || ingredients.stateStrength();
    Strength named = stated ? null : strengthOfNames(rxNorm);
    Strength strength = recorded == null ? named : recorded;
    return new Drug(
        name(source, codings),
        identifiers,
        List.copyOf(codings.ndcs()),
        rxNorm.stream().map(Coding::getCode).toList(),
        List.copyOf(codings.hcpcs()),
        strength,
        named != null,
        strength == null && stated,
        mixed ? PackageStatement.NONE : packages.of(source.medication(), strength),
        named(rxNorm, source.name()),
        isOfSeveralDrugs(ingredients)
            ? ingredients.concepts().stream().map(this::ingredient).toList()
            : List.of());
  }

  /** Returns the recorded name; in a list of names, that of a diluent is not the drug's. */
  private String name(MedicationSource source, DrugCodings codings) {
    return !codings.diluted() || source.concept().hasText()
        ? source.name()
        : source.concept().getCoding().stream()
            .flatMap(each -> FhirValues.text(each.getDisplayElement()).stream())
            .filter(display -> !diluents.has(List.of(), display))
            .findFirst()
            .orElse(source.display());
  }

  /** Returns the strength of the product that RxNorm names; absent if the names state none. */
  private @Nullable Strength strengthOfNames(List<Coding> rxNorm) {
    List<RxNormName> names =
        rxNorm.stream()
            .filter(Coding::hasDisplay)
            .flatMap(c -> RxNormName.of(c.getDisplay(), diluents).stream())
            .toList();
    return RxNormName.strength(names).map(packages::strength).orElse(null);
  }

  private Drug.Ingredient ingredient(CodeableConcept concept) {
    DrugCodings codings = DrugCodings.of(concept.getCoding(), products);
    String name = FhirValues.name(concept);
    ChartName chart = ChartName.of(name, words);
    List<String> substances =
        RxNormName.of(name, diluents).map(RxNormName::substances).orElse(List.of());
    return new Drug.Ingredient(
        name,
        Stream.of(substances, chart.names(), chart.bracketed())
            .flatMap(List::stream)
            .distinct()
            .toList(),
        List.copyOf(codings.ndcs()),
        codings.rxNorm().stream().map(Coding::getCode).toList(),
        List.copyOf(codings.hcpcs()));
  }

  /** Returns what the first name of the RxNorm codes says; without any, what the record's says. */
  private NamedDrug named(List<Coding> rxNorm, String recorded) {
    if (rxNorm.isEmpty()) {
      return NamedDrug.NONE;
    }
    List<String> displays =
        rxNorm.stream().flatMap(c -> FhirValues.text(c.getDisplayElement()).stream()).toList();
    Optional<String> asInRxNorm =
        displays.stream().filter(each -> RxNormName.of(each, diluents).isPresent()).findFirst();
    Optional<RxNormName> name = asInRxNorm.flatMap(each -> RxNormName.of(each, diluents));
    ChartName chart =
        ChartName.of(asInRxNorm.or(() -> displays.stream().findFirst()).orElse(recorded), words);
    List<String> substances = name.map(RxNormName::substances).orElse(List.of());
    String brand =
        name.map(RxNormName::brand).filter(each -> ChartName.isName(each, words)).orElse("");
    // A mixed fluid is the drug, and its parts are no others: glucose [Dextrose-NaCl].
    boolean fluid = words.diluent().test(brand) && substances.stream().allMatch(words.diluent());
    return fluid
        ? new NamedDrug(List.of(brand), "", chart.names(), chart.bracketed())
        : new NamedDrug(substances, brand, chart.names(), chart.bracketed());
  }

  private static String named(Ingredients ingredients) {
    String names =
        ingredients.drugs().stream()
            .map(each -> FhirValues.name(each.concept()))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : ": " + names;
  }

  /**
   * Returns the amount that the Medication states of one container of the unit, if it does; that of
   * several drugs together is the amount of none.
   */
  Optional<Dose> content(Result.Read read, String unit) {
    return read.medication() == null || read.ofSeveralDrugs()
        ? Optional.empty()
        : packages.content(read.medication(), unit);
  }
}
