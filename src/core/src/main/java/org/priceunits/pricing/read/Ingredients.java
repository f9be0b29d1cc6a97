package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.Diluents;

/**
 * The ingredients of a Medication. What a drug is diluted with is not the drug; a liquid given
 * alone is.
 *
 * @param all every ingredient: an inactive one takes up volume too
 * @param drugs those that are active and no diluents
 */
record Ingredients(List<Ingredient> all, List<Ingredient> drugs) {
  static final Ingredients NONE = new Ingredients(List.of(), List.of());

  /** An ingredient, and how much of it is in how much of the whole. */
  record Ingredient(CodeableConcept concept, @Nullable Ratio strength) {
    boolean is(Diluents diluents, ProductCatalog products) {
      return diluents.has(List.of(), FhirValues.name(concept))
          || DrugCodings.of(concept.getCoding(), products).areOfDiluent(diluents);
    }
  }

  static Ingredients of(
      Medication medication,
      DomainResource holder,
      References references,
      Diluents diluents,
      ProductCatalog products) {
    // A contained Medication refers to others that its holder contains.
    DomainResource from = holder.getContained().contains(medication) ? holder : medication;
    List<Ingredient> all = new ArrayList<>(2);
    List<Ingredient> active = new ArrayList<>(2);
    for (MedicationIngredientComponent each : medication.getIngredient()) {
      Ingredient ingredient =
          new Ingredient(
              concept(each, from, references), each.hasStrength() ? each.getStrength() : null);
      all.add(ingredient);
      if (!each.hasIsActive() || each.getIsActive()) {
        active.add(ingredient);
      }
    }
    List<Ingredient> drugs = active.stream().filter(i -> !i.is(diluents, products)).toList();
    return new Ingredients(all, drugs.isEmpty() ? active : drugs);
  }

  private static CodeableConcept concept(
      MedicationIngredientComponent ingredient, DomainResource from, References references) {
    if (!(ingredient.getItem() instanceof Reference reference)) {
      return ingredient.getItem() instanceof CodeableConcept concept
          ? concept
          : new CodeableConcept();
    }
    Optional<CodeableConcept> target =
        references.resolve(from, reference, Medication.class).map(IdentifyingCodes::named);
    return target.orElseGet(
        () ->
            new CodeableConcept()
                .setText(FhirValues.text(reference.getDisplayElement()).orElse(null)));
  }

  /** Returns what the drugs are. */
  List<CodeableConcept> concepts() {
    return drugs.stream().map(Ingredient::concept).toList();
  }

  /** Returns true if there are several, active or not. */
  boolean mixed() {
    return all.size() > 1;
  }

  /**
   * Returns the strength of the only drug. In a mixture it counts if it is certain that it is that
   * of the whole: an ingredient may state its own strength instead, before it was mixed.
   *
   * @param inMixture true if it is mixed with other ingredients, or with what its codes name
   */
  Optional<Ratio> strength(Volumes volumes, boolean inMixture) {
    Ratio strength = drugs.size() == 1 ? drugs.get(0).strength() : null;
    return Optional.ofNullable(strength)
        .filter(s -> !inMixture || volumes.areOfOneWhole(s, otherStrengths()));
  }

  private List<Ratio> otherStrengths() {
    return all.stream()
        .filter(other -> other != drugs.get(0))
        .flatMap(other -> Stream.ofNullable(other.strength()))
        .toList();
  }

  /** Returns true if a drug states a strength, which may be unusable. */
  boolean stateStrength() {
    return drugs.stream().anyMatch(i -> i.strength() != null);
  }
}
