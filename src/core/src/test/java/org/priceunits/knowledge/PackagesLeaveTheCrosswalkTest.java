package org.priceunits.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/** Tells a pair that left CMS's crosswalks from one that was ended by hand. */
class PackagesLeaveTheCrosswalkTest {

  /** Last day of the pair, the newest quarter that names it, and whether it left then. */
  @ParameterizedTest
  @CsvSource({
    "2024-03-31, 2024Q1, true",
    "2024-12-31, 2024Q4, true",
    "2024-03-30, 2024Q1, false",
    "2024-02-29, 2024Q1, false",
    "2024-03-31, 2024Q2, false",
    "2024-03-31, 2023Q1, false",
    "2024-03-31,, false",
    ", 2024Q1, false"
  })
  void aPairLeavesWithTheLastQuarterThatNamesIt(String last, String quarter, boolean left) {
    ConceptMap map = new ConceptMap();
    TargetElementComponent target =
        map.addGroup()
            .setSource(Canonicals.NDC)
            .setTarget(Canonicals.HCPCS)
            .addElement()
            .setCode("58468020001")
            .addTarget()
            .setCode("J0202");
    Period valid = new Period();
    if (last != null) {
      valid.setEndElement(new DateTimeType(last));
    }
    target.addExtension(Canonicals.extension("valid"), valid);
    if (quarter != null) {
      target.addExtension(Canonicals.extension("last-named"), new StringType(quarter));
    }
    MedicationKnowledge lemtrada = new MedicationKnowledge();
    lemtrada.getCode().addCoding().setSystem(Canonicals.NDC).setCode("58468020001");
    lemtrada.getCode().setText("Lemtrada");

    assertThat(
            new ProductCatalogReader(
                    new ArrayList<>(), DoseForms.of(List.of()), Routes.of(List.of(), List.of()))
                .read(List.of(lemtrada), List.of(map), List.of())
                .byNdc(Ndc.of("58468020001").orElseThrow())
                .orElseThrow()
                .codes())
        .extracting(DatedCode::leftCrosswalk)
        .containsExactly(left);
  }
}
