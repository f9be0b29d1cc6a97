package org.priceunits.loading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.DrugPackages;

/** The packages of a target, and their names by NDC. */
final class Packages {
  private Packages() {}

  /** Returns the packages that the target has as resources or in its list. */
  static List<MedicationKnowledge> held(HeldResources target) throws IOException {
    List<MedicationKnowledge> held = new ArrayList<>(target.all(MedicationKnowledge.class));
    held.addAll(listed(target));
    return held;
  }

  /** Returns the packages that the target has in its list only. */
  static List<MedicationKnowledge> listed(HeldResources target) throws IOException {
    List<Resource> resources = new ArrayList<>(target.all(MedicationKnowledge.class));
    resources.addAll(target.all(CodeSystem.class));
    return DrugPackages.in(resources);
  }

  static Optional<Ndc> ndc(MedicationKnowledge product) {
    return product.getCode().getCoding().stream()
        .filter(c -> Canonicals.NDC.equals(c.getSystem()) && c.hasCode())
        .map(Coding::getCode)
        .findFirst()
        .flatMap(Ndc::of);
  }

  static List<String> ndcs(List<MedicationKnowledge> products) {
    return products.stream().flatMap(p -> ndc(p).stream()).map(Ndc::value).toList();
  }
}
