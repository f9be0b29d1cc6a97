package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.pricing.read.QuantityReader.Amount;

/** Reads the drug given: its codes, and the strength of the solution. */
final class MedicationReader {
  private final QuantityReader quantities;
  private final ProductCatalog products;

  MedicationReader(QuantityReader quantities, ProductCatalog products) {
    this.quantities = quantities;
    this.products = products;
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
    if (administration.getMedication() instanceof CodeableConcept concept) {
      return drug(new Source(concept, "", "", null), codeStated);
    }
    if (!(administration.getMedication() instanceof Reference reference)) {
      return drug(new Source(new CodeableConcept(), "", "", null), codeStated);
    }
    Medication medication =
        references.resolve(administration, reference, Medication.class).orElse(null);
    Source source =
        new Source(
            medication == null ? new CodeableConcept() : medication.getCode(),
            references.key(administration, reference),
            FhirValues.text(reference.getDisplayElement()).orElse(""),
            medication);
    Result result = drug(source, codeStated);
    if (medication != null && medication.hasModifierExtension()) {
      return new Result.Refused(
          IssueCode.MODIFIER_EXTENSION_UNKNOWN,
          "The Medication has a modifierExtension, which may change what it says and is not understood here. Send it without.",
          result.drug());
    }
    if (medication == null && !codeStated) {
      return new Result.Refused(
          IssueCode.REFERENCE_NOT_FOUND,
          "The Medication that was given is not here. Send it with parameter resource, or name the code with"
              + " billingCode.",
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
      CodeableConcept concept, String reference, String display, @Nullable Medication medication) {
    Set<String> codings() {
      Set<String> codings = new HashSet<>(2);
      if (!reference.isEmpty()) {
        codings.add(Drug.REFERENCE + reference);
      }
      return codings;
    }

    String name() {
      String name = MedicationReader.name(concept);
      return name.isEmpty() ? display : name;
    }

    List<Medication.MedicationIngredientComponent> active() {
      return medication == null
          ? List.of()
          : medication.getIngredient().stream()
              .filter(i -> !i.hasIsActive() || i.getIsActive())
              .toList();
    }
  }

  private Result drug(Source source, boolean codeStated) {
    Set<String> codings = source.codings();
    Set<Ndc> ndcs = new LinkedHashSet<>(1);
    List<String> rxNorm = new ArrayList<>(1);
    Set<HcpcsCode> hcpcs = new LinkedHashSet<>(1);
    boolean invalid = false;
    for (Coding coding : source.concept().getCoding()) {
      if (!coding.hasCode()) {
        continue;
      }
      String system = Canonicals.preferred(coding.getSystem());
      Optional<Ndc> ndc =
          Canonicals.NDC.equals(system) ? products.ndc(coding.getCode()) : Optional.empty();
      ndc.ifPresent(ndcs::add);
      invalid |= Canonicals.NDC.equals(system) && ndc.isEmpty();
      if (Canonicals.RXNORM.equals(system)) {
        rxNorm.add(coding.getCode());
      } else if (Canonicals.HCPCS.equals(system)) {
        HcpcsCode.of(coding.getCode().strip().toUpperCase(Locale.ROOT)).ifPresent(hcpcs::add);
      }
      // A code without a system identifies nothing: two house codes may be two drugs.
      if (coding.hasSystem()) {
        codings.add(system + "|" + ndc.map(Ndc::value).orElse(coding.getCode()));
      }
    }
    List<Medication.MedicationIngredientComponent> active = source.active();
    Strength strength =
        active.size() == 1 && active.get(0).hasStrength()
            ? strength(active.get(0).getStrength())
            : null;
    boolean unclear =
        strength == null
            && (active.size() > 1
                || active.stream().anyMatch(Medication.MedicationIngredientComponent::hasStrength));
    Drug drug =
        new Drug(
            source.name(),
            codings,
            List.copyOf(ndcs),
            rxNorm,
            List.copyOf(hcpcs),
            strength,
            unclear);
    if (invalid) {
      return new Result.Refused(
          IssueCode.NDC_INVALID,
          "The NDC is not in a form that names one package. Send it with hyphens, or with eleven digits.",
          drug);
    }
    boolean named = codeStated || !hcpcs.isEmpty() || !ndcs.isEmpty() || !rxNorm.isEmpty();
    return active.size() > 1 && !named
        ? new Result.Refused(
            IssueCode.CODE_AMBIGUOUS,
            "The Medication has several active ingredients. Name the code to bill with billingCode.",
            drug)
        : new Result.Read(drug, source.medication());
  }

  private static String name(CodeableConcept concept) {
    return concept.hasText()
        ? concept.getText()
        : concept.getCoding().stream()
            .filter(Coding::hasDisplay)
            .map(Coding::getDisplay)
            .findFirst()
            .orElse("");
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
