package org.priceunits.loading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.write.CrosswalkSizes;
import org.priceunits.loading.write.ProductWriter;

/** The packages that a target already holds, with additions from labels and people. */
final class HeldProducts {
  private static final String VERSION = Canonicals.extension("knowledge-version");

  /** What a crosswalk says anew, so that it is not taken over from the resource that is held. */
  private static final Set<String> OF_THE_CROSSWALK =
      Set.of(
          VERSION,
          Canonicals.extension("citation"),
          Canonicals.extension("effective-period"),
          Canonicals.extension("crosswalk-size"));

  private final Map<String, MedicationKnowledge> products = new LinkedHashMap<>();

  HeldProducts(List<MedicationKnowledge> held) {
    held.forEach(product -> products.put(product.getIdPart(), product));
  }

  List<MedicationKnowledge> all() {
    return List.copyOf(products.values());
  }

  /**
   * Returns the quarter whose crosswalk last named the package; empty for a package that is unknown
   * or maintained by hand.
   */
  Optional<Quarter> lastNamed(String ndc) {
    return Optional.ofNullable(products.get("ndc-" + ndc)).flatMap(HeldProducts::quarter);
  }

  boolean knows(String ndc) {
    return products.containsKey("ndc-" + ndc);
  }

  /**
   * Returns what to write for a package that a crosswalk names: the newest quarter's data with the
   * sizes of all quarters, and with everything that other sources and people have added; empty if
   * that is held already, or if the package was added by hand.
   */
  Optional<MedicationKnowledge> merged(MedicationKnowledge named, Quarter quarter) {
    MedicationKnowledge known = products.get(named.getIdPart());
    if (known == null) {
      return Optional.of(named);
    }
    Optional<Quarter> version = quarter(known);
    if (version.isEmpty()) {
      return Optional.empty();
    }
    boolean keep =
        version.get().compareTo(quarter) > 0
            || version.get().equals(quarter)
                && same(known.getAmount(), named.getAmount())
                && same(known.getPackaging().getQuantity(), named.getPackaging().getQuantity());
    MedicationKnowledge merged = keep ? known.copy() : completed(named.copy(), known);
    CrosswalkSizes.merge(merged, keep ? named : known);
    return keep && merged.equalsDeep(known) ? Optional.empty() : Optional.of(merged);
  }

  /**
   * Returns what to write for a package that was made of several sources, a crosswalk first: what
   * {@link #merged} gives, with what the other sources say where the target holds nothing of that
   * kind; empty if that is held already, or if the package was added by hand.
   */
  Optional<MedicationKnowledge> joined(MedicationKnowledge stated) {
    MedicationKnowledge known = products.get(stated.getIdPart());
    Quarter quarter = quarter(stated).orElseThrow();
    if (known == null || quarter(known).isEmpty()) {
      return merged(stated, quarter);
    }
    MedicationKnowledge joined =
        StatedFacts.added(merged(stated, quarter).orElse(known).copy(), known, stated);
    return joined.equalsDeep(known) ? Optional.empty() : Optional.of(joined);
  }

  private static MedicationKnowledge completed(
      MedicationKnowledge named, MedicationKnowledge known) {
    for (Coding coding : known.getCode().getCoding()) {
      if (named.getCode().getCoding().stream().noneMatch(coding::equalsDeep)) {
        named.getCode().addCoding(coding.copy());
      }
    }
    known.getSynonym().stream()
        .skip(1)
        .filter(synonym -> !named.hasSynonym(synonym.getValue()))
        .forEach(synonym -> named.addSynonym(synonym.getValue()));
    named.setDrugCharacteristic(new ArrayList<>(known.getDrugCharacteristic()));
    named.setDoseForm(known.getDoseForm());
    if (known.getPackaging().hasType()) {
      named.getPackaging().setType(known.getPackaging().getType());
    }
    named.setIntendedRoute(new ArrayList<>(known.getIntendedRoute()));
    named.setRelatedMedicationKnowledge(new ArrayList<>(known.getRelatedMedicationKnowledge()));
    if (known.getIngredientFirstRep().hasItem()) {
      named.setIngredient(new ArrayList<>(known.getIngredient()));
    }
    for (Extension extension : known.getExtension()) {
      if (!OF_THE_CROSSWALK.contains(extension.getUrl())) {
        named.addExtension(extension.copy());
      }
    }
    ProductWriter.complete(named);
    return named;
  }

  private static Optional<Quarter> quarter(MedicationKnowledge product) {
    Extension version = product.getExtensionByUrl(VERSION);
    return version == null ? Optional.empty() : Quarter.of(version.getValue().primitiveValue());
  }

  private static boolean same(Base one, Base other) {
    return one.equalsDeep(other);
  }
}
