package org.priceunits.terminology;

import java.util.Collection;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/**
 * Builds a fragment of the NDC code system from the drug packages, so that a package can be looked
 * up and searched by brand like any code. It is built in each snapshot; nothing is stored twice.
 */
final class PackageConcepts {
  private PackageConcepts() {}

  /** Returns the fragment; empty if no package is known, or if a code system for NDC is stored. */
  static Optional<CodeSystem> of(Collection<? extends Resource> resources) {
    CodeSystem fragment = new CodeSystem();
    fragment.setUrl(Canonicals.NDC).setName("DrugPackages").setTitle("Drug packages by NDC");
    fragment.setStatus(PublicationStatus.ACTIVE);
    fragment.setContent(CodeSystemContentMode.FRAGMENT);
    fragment.addExtension(Canonicals.CODE_FORM, new StringType("[0-9]{11}"));
    for (Resource resource : resources) {
      if (resource instanceof CodeSystem system && Canonicals.NDC.equals(system.getUrl())) {
        return Optional.empty();
      }
      if (resource instanceof MedicationKnowledge drug) {
        concept(drug).ifPresent(fragment::addConcept);
      }
    }
    return fragment.hasConcept() ? Optional.of(fragment) : Optional.empty();
  }

  private static Optional<ConceptDefinitionComponent> concept(MedicationKnowledge drug) {
    return drug.getCode().getCoding().stream()
        .filter(coding -> Canonicals.NDC.equals(coding.getSystem()))
        .flatMap(coding -> Ndc.of(coding.getCode()).stream())
        .findFirst()
        .map(ndc -> new ConceptDefinitionComponent().setCode(ndc.value()).setDisplay(words(drug)));
  }

  /** Returns the display: Lemtrada 12 mg/1.2 mL, Genzyme. */
  private static String words(MedicationKnowledge drug) {
    String maker = drug.getManufacturer().getDisplay();
    return maker == null ? drug.getCode().getText() : drug.getCode().getText() + ", " + maker;
  }
}
