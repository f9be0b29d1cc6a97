package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.Diluents;

/**
 * The ingredients of a Medication. What a drug is diluted with is not the drug; a liquid given
 * alone is.
 *
 * @param all the ingredients that are not marked as inactive
 * @param drugs those that are not diluents
 * @param mixed true if there are several, active or not
 */
record Ingredients(List<Ingredient> all, List<Ingredient> drugs, boolean mixed) {
  static final Ingredients NONE = new Ingredients(List.of(), List.of(), false);

  private static final Set<String> VOLUMES =
      Set.of("L", "l", "dL", "dl", "cL", "cl", "mL", "ml", "uL", "ul");

  /** An ingredient, and how much of it is in how much of the whole. */
  record Ingredient(CodeableConcept concept, @Nullable Ratio strength) {
    boolean is(Diluents diluents) {
      List<String> rxNorm =
          concept.getCoding().stream()
              .filter(c -> Canonicals.RXNORM.equals(Canonicals.preferred(c.getSystem())))
              .filter(Coding::hasCode)
              .map(Coding::getCode)
              .toList();
      return diluents.has(rxNorm, FhirValues.name(concept));
    }
  }

  static Ingredients of(
      Medication medication, DomainResource holder, References references, Diluents diluents) {
    // A contained Medication refers to others that its holder contains.
    DomainResource from = holder.getContained().contains(medication) ? holder : medication;
    List<Ingredient> all = new ArrayList<>(2);
    for (MedicationIngredientComponent each : medication.getIngredient()) {
      if (!each.hasIsActive() || each.getIsActive()) {
        all.add(
            new Ingredient(
                concept(each, from, references), each.hasStrength() ? each.getStrength() : null));
      }
    }
    List<Ingredient> drugs = all.stream().filter(i -> !i.is(diluents)).toList();
    return new Ingredients(
        all, drugs.isEmpty() ? all : drugs, medication.getIngredient().size() > 1);
  }

  private static CodeableConcept concept(
      MedicationIngredientComponent ingredient, DomainResource from, References references) {
    if (!(ingredient.getItem() instanceof Reference reference)) {
      return ingredient.getItem() instanceof CodeableConcept concept
          ? concept
          : new CodeableConcept();
    }
    Optional<CodeableConcept> target =
        references.resolve(from, reference, Medication.class).map(Medication::getCode);
    return target.orElseGet(
        () ->
            new CodeableConcept()
                .setText(FhirValues.text(reference.getDisplayElement()).orElse(null)));
  }

  /**
   * Returns the strength of the only drug. In a mixture it counts if it is certain that it is that
   * of the whole: an ingredient may state its own strength instead, before it was mixed.
   */
  Optional<Ratio> strength() {
    Ratio strength = drugs.size() == 1 ? drugs.get(0).strength() : null;
    return Optional.ofNullable(strength).filter(s -> !mixed || isOfWhole(s));
  }

  /** Returns true if there is a strength to state, in a mixture or a drug, that may be unusable. */
  boolean stateStrength() {
    return mixed || all.stream().anyMatch(i -> i.strength() != null);
  }

  private boolean isOfWhole(Ratio strength) {
    Quantity whole = strength.getDenominator();
    boolean confirmed = false;
    for (Ingredient other : all) {
      Ratio own = other.strength();
      if (other == drugs.get(0) || own == null || !isVolume(own.getDenominator())) {
        continue;
      }
      if (!isSame(own.getDenominator(), whole)) {
        return false;
      }
      confirmed |= isVolume(own.getNumerator());
    }
    return confirmed
        || !(isVolume(whole)
            && whole.hasValue()
            && whole.getValue().compareTo(BigDecimal.ONE) == 0);
  }

  private static boolean isVolume(Quantity quantity) {
    return VOLUMES.contains(unit(quantity));
  }

  private static boolean isSame(Quantity one, Quantity other) {
    return one.hasValue()
        && other.hasValue()
        && one.getValue().compareTo(other.getValue()) == 0
        && unit(one).equalsIgnoreCase(unit(other));
  }

  private static String unit(Quantity quantity) {
    return quantity.hasCode() ? quantity.getCode() : quantity.hasUnit() ? quantity.getUnit() : "";
  }
}
