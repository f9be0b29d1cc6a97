package org.priceunits.pricing.read;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.RecordedRoute;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.Routes;

/**
 * Reads how a drug was given: the route of the dosage, otherwise the form of the Medication,
 * otherwise the dose form in the names of its RxNorm codes.
 */
final class RouteReader {
  private final Routes routes;

  RouteReader(Routes routes) {
    this.routes = routes;
  }

  /**
   * @param medication the Medication that the record refers to; absent if there is none
   */
  RecordedRoute read(MedicationAdministration record, @Nullable Medication medication) {
    RecordedRoute route = routes.ofConcept(record.getDosage().getRoute());
    if (route.equals(RecordedRoute.NONE) && medication != null) {
      route = routes.ofConcept(medication.getForm());
    }
    return route.equals(RecordedRoute.NONE) ? routes.ofWords(names(record, medication)) : route;
  }

  /** Returns where on the body the drug was given, in words; empty if that is not recorded. */
  static String site(MedicationAdministration record) {
    CodeableConcept site = record.getDosage().getSite();
    String name = FhirValues.name(site);
    return name.isEmpty()
        ? site.getCoding().stream()
            .filter(Coding::hasCode)
            .map(Coding::getCode)
            .findFirst()
            .orElse("")
        : name;
  }

  private static List<String> names(
      MedicationAdministration record, @Nullable Medication medication) {
    CodeableConcept drug =
        medication != null
            ? medication.getCode()
            : record.getMedication() instanceof CodeableConcept concept
                ? concept
                : new CodeableConcept();
    return drug.getCoding().stream()
        .filter(coding -> Canonicals.RXNORM.equals(Canonicals.preferred(coding.getSystem())))
        .filter(Coding::hasDisplay)
        .map(Coding::getDisplay)
        .toList();
  }
}
