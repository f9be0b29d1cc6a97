package org.priceunits.knowledge;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ValueSet;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerLabel.Exactness;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Validity;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * The billing codes whose drug comes in single-dose containers, as {@code
 * ValueSet/single-dose-drug-codes} lists them, and the dates of service that the list is used for.
 */
final class SingleDoseCodes {
  private static final String URL = Canonicals.BASE + "/ValueSet/single-dose-drug-codes";

  private final Map<HcpcsCode, ContainerLabel> labels = new HashMap<>();
  private Validity validity = Validity.ALWAYS;

  private SingleDoseCodes() {}

  static SingleDoseCodes of(List<ValueSet> sets) {
    SingleDoseCodes codes = new SingleDoseCodes();
    sets.stream().filter(set -> URL.equals(set.getUrl())).forEach(codes::read);
    return codes;
  }

  private void read(ValueSet set) {
    validity =
        FhirValues.validity(FhirValues.extension(set, Canonicals.extension("effective-period")));
    ContainerLabel label =
        new ContainerLabel(
            ContainerType.SINGLE_DOSE, set.getTitle() + " of " + set.getVersion(), Exactness.CODE);
    set.getCompose().getInclude().stream()
        .filter(include -> Canonicals.isHcpcs(include.getSystem()))
        .flatMap(include -> include.getConcept().stream())
        .flatMap(concept -> FhirValues.code(concept.getCode()).flatMap(HcpcsCode::of).stream())
        .forEach(code -> labels.put(code, label));
  }

  Optional<ContainerLabel> label(HcpcsCode code, LocalDate day) {
    return validity.on(day) ? Optional.ofNullable(labels.get(code)) : Optional.empty();
  }
}
