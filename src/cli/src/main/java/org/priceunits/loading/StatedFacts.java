package org.priceunits.loading;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.write.ProductWriter;

/** Adds to a package what other sources than a crosswalk say, where nothing is said of it yet. */
final class StatedFacts {
  private static final String LISTING = Canonicals.extension("fda-listing");

  private StatedFacts() {}

  /**
   * Returns the package, which is changed.
   *
   * @param known the same package as the target holds it; if a listing says something of it
   *     already, the other sources are not mixed with that
   * @param stated the same package with what the other sources say
   */
  static MedicationKnowledge added(
      MedicationKnowledge product, MedicationKnowledge known, MedicationKnowledge stated) {
    for (Coding coding : stated.getCode().getCoding()) {
      if (product.getCode().getCoding().stream().noneMatch(coding::equalsDeep)) {
        product.getCode().addCoding(coding.copy());
      }
    }
    if (known.getDrugCharacteristic().isEmpty() && !known.hasExtension(LISTING)) {
      listing(product, stated);
      ProductWriter.complete(product);
    }
    return product;
  }

  private static void listing(MedicationKnowledge product, MedicationKnowledge stated) {
    for (StringType synonym : stated.getSynonym()) {
      if (!product.hasSynonym(synonym.getValue())) {
        product.addSynonym(synonym.getValue());
      }
    }
    Extension listing = stated.getExtensionByUrl(LISTING);
    if (listing != null && !product.hasExtension(LISTING)) {
      product.addExtension(listing.copy());
    }
    stated.getDrugCharacteristic().forEach(c -> product.addDrugCharacteristic(c.copy()));
    if (!product.hasDoseForm() && stated.hasDoseForm()) {
      product.setDoseForm(stated.getDoseForm().copy());
    }
    if (!product.getPackaging().hasType() && stated.getPackaging().hasType()) {
      product.getPackaging().setType(stated.getPackaging().getType().copy());
    }
    if (!product.hasIntendedRoute()) {
      stated.getIntendedRoute().forEach(route -> product.addIntendedRoute(route.copy()));
    }
    if (!product.hasRelatedMedicationKnowledge()) {
      stated
          .getRelatedMedicationKnowledge()
          .forEach(related -> product.addRelatedMedicationKnowledge(related.copy()));
    }
    if (product.getIngredient().size() == 1
        && stated.getIngredient().size() == 1
        && !product.getIngredientFirstRep().hasStrength()
        && stated.getIngredientFirstRep().hasStrength()) {
      product.setIngredient(stated.copy().getIngredient());
    }
  }
}
