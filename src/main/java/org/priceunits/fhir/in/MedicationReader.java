package org.priceunits.fhir.in;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.in.QuantityReader.Amount;

/** Reads what drug was given: codes, and the strength of the solution. */
final class MedicationReader {
  private final QuantityReader quantities;
  private final ProductCatalog products;

  MedicationReader(QuantityReader quantities, ProductCatalog products) {
    this.quantities = quantities;
    this.products = products;
  }

  sealed interface Result {
    /**
     * @param medication the Medication, where the administration refers to one
     */
    record Read(Drug drug, @Nullable Medication medication) implements Result {}

    record Refused(IssueCode code, String text) implements Result {}
  }

  /**
   * @param codeStated true where the caller names the code, so that an absent Medication does not
   *     matter
   */
  Result read(MedicationAdministration administration, References references, boolean codeStated) {
    if (administration.getMedication() instanceof CodeableConcept concept) {
      return drug(concept, null, codeStated);
    }
    if (!(administration.getMedication() instanceof Reference reference)) {
      return drug(new CodeableConcept(), null, codeStated);
    }
    Optional<Medication> medication =
        references.resolve(administration, reference, Medication.class);
    if (medication.filter(Medication::hasModifierExtension).isPresent()) {
      return new Result.Refused(
          IssueCode.MODIFIER_EXTENSION_UNKNOWN,
          "The Medication has a modifierExtension, which may change what it says and is not understood here. Send it without.");
    }
    if (medication.isEmpty() && !codeStated) {
      return new Result.Refused(
          IssueCode.REFERENCE_NOT_FOUND,
          "The Medication that was given is not here. Send it with parameter resource, or name the code with"
              + " billingCode.");
    }
    return drug(
        medication.map(Medication::getCode).orElseGet(CodeableConcept::new),
        medication.orElse(null),
        codeStated);
  }

  private Result drug(
      CodeableConcept concept, @Nullable Medication medication, boolean codeStated) {
    List<Ndc> ndcs = new ArrayList<>(1);
    List<String> rxNorm = new ArrayList<>(1);
    for (Coding coding : concept.getCoding()) {
      if (Canonicals.NDC.equals(coding.getSystem()) && coding.hasCode()) {
        Optional<Ndc> ndc = products.ndc(coding.getCode());
        if (ndc.isEmpty()) {
          return new Result.Refused(
              IssueCode.NDC_INVALID,
              "The NDC is not in a form that names one package. Send it with hyphens, or with eleven digits.");
        }
        ndcs.add(ndc.get());
      } else if (Canonicals.RXNORM.equals(coding.getSystem()) && coding.hasCode()) {
        rxNorm.add(coding.getCode());
      }
    }
    List<Medication.MedicationIngredientComponent> active =
        medication == null
            ? List.of()
            : medication.getIngredient().stream()
                .filter(i -> !i.hasIsActive() || i.getIsActive())
                .toList();
    boolean named = codeStated || !ndcs.isEmpty() || !rxNorm.isEmpty();
    if (active.size() > 1 && !named) {
      return new Result.Refused(
          IssueCode.CODE_AMBIGUOUS,
          "The Medication has several active ingredients. Name the code to bill with billingCode.");
    }
    Strength strength =
        active.size() == 1 && active.get(0).hasStrength()
            ? strength(active.get(0).getStrength())
            : null;
    boolean unclear =
        strength == null
            && (active.size() > 1
                || active.stream().anyMatch(Medication.MedicationIngredientComponent::hasStrength));
    return new Result.Read(
        new Drug(name(concept), ndcs.stream().distinct().toList(), rxNorm, strength, unclear),
        medication);
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

  /** A strength with two complete amounts; anything less says nothing. */
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
