package org.priceunits.loading;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/** Names packages by their NDC. */
final class Packages {
  private Packages() {}

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
