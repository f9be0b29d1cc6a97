package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.billing.Administration.NamedDrug;
import org.priceunits.domain.billing.Administration.PackageStatement;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.Diluents;
import org.priceunits.knowledge.DoseForms;
import org.priceunits.pricing.read.QuantityReader.Amount;

/** Reads the drug given: its codes, and the strength of the solution. */
final class MedicationReader {
  private static final Set<String> IDENTIFYING =
      Set.of(Canonicals.HCPCS, Canonicals.NDC, Canonicals.RXNORM);

  private final QuantityReader quantities;
  private final ProductCatalog products;
  private final Diluents diluents;
  private final DoseForms forms;

  MedicationReader(
      QuantityReader quantities, ProductCatalog products, Diluents diluents, DoseForms forms) {
    this.quantities = quantities;
    this.products = products;
    this.diluents = diluents;
    this.forms = forms;
  }

  sealed interface Result {
    Drug drug();

    /**
     * @param medication the Medication, if the administration refers to one
     */
    record Read(Drug drug, @Nullable Medication medication) implements Result {}

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
      return drug(new Source(concept, "", "", null, Ingredients.NONE), codeStated);
    }
    if (!(medicationOf instanceof Reference reference)) {
      return drug(new Source(new CodeableConcept(), "", "", null, Ingredients.NONE), codeStated);
    }
    Medication medication = references.resolve(from, reference, Medication.class).orElse(null);
    Source source =
        new Source(
            medication == null ? new CodeableConcept() : medication.getCode(),
            references.key(from, reference),
            FhirValues.text(reference.getDisplayElement()).orElse(""),
            medication,
            medication == null
                ? Ingredients.NONE
                : Ingredients.of(medication, from, references, diluents));
    Result result = drug(source, codeStated);
    if (medication != null && medication.hasModifierExtension()) {
      return new Result.Refused(
          IssueCode.MODIFIER_EXTENSION_UNKNOWN,
          "The Medication has a modifierExtension, which may change what it says and is not"
              + " understood here. Send it without.",
          result.drug());
    }
    if (medication == null && !codeStated) {
      return new Result.Refused(
          IssueCode.REFERENCE_NOT_FOUND,
          "The Medication that was given is not here. Send it with parameter resource, or name the"
              + " code with billingCode.",
          result.drug());
    }
    return result;
  }

  /**
   * The drug as an administration names it.
   *
   * @param reference the Medication that it refers to; empty if it holds the concept itself
   * @param display display text of that reference
   */
  private record Source(
      CodeableConcept concept,
      String reference,
      String display,
      @Nullable Medication medication,
      Ingredients ingredients) {
    Set<String> codings() {
      Set<String> codings = new HashSet<>(2);
      if (!reference.isEmpty()) {
        codings.add(Drug.REFERENCE + reference);
      }
      return codings;
    }

    String name() {
      String name = FhirValues.name(concept);
      return name.isEmpty() ? display : name;
    }

    /** Returns the codings of the whole; if none identifies a drug, also those of its only drug. */
    List<Coding> drugCodings() {
      List<Coding> codings = new ArrayList<>(concept.getCoding());
      boolean identified =
          codings.stream()
              .anyMatch(
                  c -> c.hasCode() && IDENTIFYING.contains(Canonicals.preferred(c.getSystem())));
      if (!identified && ingredients.drugs().size() == 1) {
        codings.addAll(ingredients.drugs().get(0).concept().getCoding());
      }
      return codings;
    }
  }

  private Result drug(Source source, boolean codeStated) {
    Set<String> codings = source.codings();
    Set<Ndc> ndcs = new LinkedHashSet<>(1);
    List<Coding> rxNorm = new ArrayList<>(1);
    Set<HcpcsCode> hcpcs = new LinkedHashSet<>(1);
    boolean invalid = false;
    for (Coding coding : source.drugCodings()) {
      if (!coding.hasCode()) {
        continue;
      }
      String system = Canonicals.preferred(coding.getSystem());
      Optional<Ndc> ndc =
          Canonicals.NDC.equals(system) ? products.ndc(coding.getCode()) : Optional.empty();
      ndc.ifPresent(ndcs::add);
      invalid |= Canonicals.NDC.equals(system) && ndc.isEmpty();
      if (Canonicals.RXNORM.equals(system)) {
        rxNorm.add(coding);
      } else if (Canonicals.HCPCS.equals(system)) {
        HcpcsCode.of(coding.getCode().strip().toUpperCase(Locale.ROOT)).ifPresent(hcpcs::add);
      }
      // A code without a system identifies nothing: two house codes may be two drugs.
      if (coding.hasSystem()) {
        codings.add(system + "|" + ndc.map(Ndc::value).orElse(coding.getCode()));
      }
    }
    Ingredients ingredients = source.ingredients();
    List<Coding> drugs = withoutDiluents(rxNorm);
    List<RxNormName> names =
        drugs.stream()
            .filter(Coding::hasDisplay)
            .flatMap(c -> RxNormName.of(c.getDisplay(), diluents).stream())
            .toList();
    Strength strength =
        ingredients
            .strength()
            .or(() -> ingredients.mixed() ? Optional.empty() : RxNormName.strength(names))
            .map(this::strength)
            .orElse(null);
    boolean unclear = strength == null && ingredients.stateStrength();
    Drug drug =
        new Drug(
            source.name(),
            codings,
            List.copyOf(ndcs),
            drugs.stream().map(Coding::getCode).toList(),
            List.copyOf(hcpcs),
            strength,
            unclear,
            ofPackage(source, strength),
            names.stream()
                .findFirst()
                .map(name -> new NamedDrug(name.substances(), name.brand()))
                .orElse(NamedDrug.NONE));
    if (invalid) {
      return new Result.Refused(
          IssueCode.NDC_INVALID,
          "The NDC is not in a form that names one package. Send it with hyphens, or with eleven"
              + " digits.",
          drug);
    }
    boolean named = codeStated || !hcpcs.isEmpty() || !ndcs.isEmpty() || !rxNorm.isEmpty();
    return ingredients.drugs().size() > 1 && !named
        ? new Result.Refused(
            IssueCode.CODE_AMBIGUOUS,
            "The Medication has several active ingredients%s. Name the code to bill with billingCode."
                .formatted(named(ingredients)),
            drug)
        : new Result.Read(drug, source.medication());
  }

  private static String named(Ingredients ingredients) {
    String names =
        ingredients.drugs().stream()
            .map(each -> FhirValues.name(each.concept()))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : ": " + names;
  }

  /** Leaves out what a drug is diluted with; a liquid named alone is the drug. */
  private List<Coding> withoutDiluents(List<Coding> rxNorm) {
    List<Coding> drugs =
        rxNorm.stream()
            .filter(
                c ->
                    !diluents.has(
                        List.of(c.getCode()), FhirValues.text(c.getDisplayElement()).orElse("")))
            .toList();
    return drugs.isEmpty() ? rxNorm : drugs;
  }

  private PackageStatement ofPackage(Source source, @Nullable Strength strength) {
    return source.ingredients().mixed()
        ? PackageStatement.NONE
        : new PackageStatement(form(source.medication()), content(source.medication()), strength);
  }

  /** Returns what the Medication's form says is in the container; absent if it says nothing. */
  private @Nullable DoseForm form(@Nullable Medication medication) {
    return medication == null || !medication.hasForm()
        ? null
        : forms.ofRecord(FhirValues.name(medication.getForm())).orElse(null);
  }

  /** Returns the amount that the Medication states of one container of the unit, if it does. */
  Optional<Dose> content(@Nullable Medication medication, String unit) {
    return medication != null
            && quantities.read(
                    medication.getAmount().getDenominator(),
                    "amount",
                    IssueCode.DOSE_INVALID,
                    false)
                instanceof Amount.Read of
            && of.dose().unit().equals(unit)
        ? Optional.ofNullable(content(medication))
        : Optional.empty();
  }

  /**
   * Returns the amount of one container that the Medication states: 150 mg in 1 vial. Any other
   * amount is ignored.
   */
  private @Nullable Dose content(@Nullable Medication medication) {
    if (medication == null || !medication.hasAmount()) {
      return null;
    }
    Ratio amount = medication.getAmount();
    Amount held = quantities.read(amount.getNumerator(), "amount", IssueCode.DOSE_INVALID, false);
    Amount of = quantities.read(amount.getDenominator(), "amount", IssueCode.DOSE_INVALID, false);
    boolean one =
        of instanceof Amount.Read whole
            && quantities.countsContainers(whole.dose())
            && whole.dose().value().compareTo(Quotient.of(BigDecimal.ONE)) == 0;
    return one && held instanceof Amount.Read read && !quantities.countsContainers(read.dose())
        ? read.dose()
        : null;
  }

  /** Returns a strength of two complete amounts; anything less is ignored. */
  private @Nullable Strength strength(Ratio ratio) {
    Amount drug = quantities.read(ratio.getNumerator(), "strength", IssueCode.DOSE_INVALID, false);
    Amount volume =
        quantities.read(ratio.getDenominator(), "strength", IssueCode.DOSE_INVALID, false);
    if (!(drug instanceof Amount.Read d) || !(volume instanceof Amount.Read v)) {
      return null;
    }
    return new Strength(
        ratio.getNumerator().getValue(),
        d.dose().unit(),
        ratio.getDenominator().getValue(),
        v.dose().unit());
  }
}
