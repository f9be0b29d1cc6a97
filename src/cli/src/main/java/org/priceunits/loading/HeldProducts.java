package org.priceunits.loading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.Quarter;

/** The packages that a target already holds, with additions from labels and people. */
final class HeldProducts {
  private static final String VERSION = Canonicals.extension("knowledge-version");
  private static final String PERIOD = Canonicals.extension("effective-period");

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
   * Returns what to write for a package that a crosswalk names: nothing if the target has data of a
   * later quarter, if the package was added by hand, or if it has the same content from this
   * quarter; otherwise the package with the labels, identifiers and strengths that it had.
   */
  Optional<MedicationKnowledge> merged(MedicationKnowledge named, Quarter quarter) {
    MedicationKnowledge known = products.get(named.getIdPart());
    if (known == null) {
      return Optional.of(named);
    }
    Optional<Quarter> version = quarter(known);
    boolean keep =
        version.isEmpty()
            || version.get().compareTo(quarter) > 0
            || version.get().equals(quarter)
                && same(known.getAmount(), named.getAmount())
                && same(known.getPackaging(), named.getPackaging());
    return keep ? Optional.empty() : Optional.of(completed(named, known));
  }

  private static MedicationKnowledge completed(
      MedicationKnowledge named, MedicationKnowledge known) {
    for (Coding coding : known.getCode().getCoding()) {
      if (named.getCode().getCoding().stream().noneMatch(coding::equalsDeep)) {
        named.getCode().addCoding(coding.copy());
      }
    }
    named.setDrugCharacteristic(new ArrayList<>(known.getDrugCharacteristic()));
    boolean sameContent = same(known.getAmount(), named.getAmount());
    if (known.getIngredientFirstRep().hasItem()
        && (sameContent || !known.getIngredientFirstRep().hasStrength())) {
      named.setIngredient(new ArrayList<>(known.getIngredient()));
    }
    for (Extension extension : known.getExtension()) {
      boolean derived =
          extension.getUrl().equals(VERSION)
              || extension.getUrl().equals(Canonicals.extension("citation"));
      if (!derived && !extension.getUrl().equals(PERIOD)) {
        named.addExtension(extension.copy());
      }
    }
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
