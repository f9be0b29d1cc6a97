package org.priceunits.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.policy.MedicallyUnlikelyEdits;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.fhir.Canonicals;

/** J0001 ends with June 2026, J0002 is in both tables, J0003 has no stated end. */
class CeilingsEndTest {
  private final MedicallyUnlikelyEdits ceilings =
      new MedicallyUnlikelyEditReader()
          .read(
              List.of(
                  table("2024-07-01", "J0001", "J0002", "J0003"), table("2026-07-01", "J0002")));

  @ParameterizedTest
  @CsvSource({
    "J0001, 2024-06-30, false",
    "J0001, 2024-07-01, true",
    "J0001, 2026-06-30, true",
    "J0001, 2026-07-01, false",
    "J0002, 2026-06-30, true",
    "J0002, 2026-07-01, true",
    "J0003, 2026-07-01, true"
  })
  void aCeilingHoldsThroughItsLastDay(String code, LocalDate day, boolean holds) {
    assertThat(ceilings.find(HcpcsCode.of(code).orElseThrow(), false, day).isPresent())
        .isEqualTo(holds);
  }

  @Test
  void anotherServiceHasNone() {
    assertThat(ceilings.find(HcpcsCode.of("J0002").orElseThrow(), true, LocalDate.of(2026, 7, 1)))
        .isEmpty();
  }

  private static CodeSystem table(String day, String... codes) {
    CodeSystem table = new CodeSystem();
    table.setId("table-" + day);
    table.setSupplements(Canonicals.HCPCS).setDateElement(new DateTimeType(day));
    table
        .addUseContext()
        .setCode(new Coding().setCode("claim-type"))
        .setValue(new CodeableConcept(new Coding().setCode("professional")));
    for (String code : codes) {
      ConceptDefinitionComponent concept = table.addConcept().setCode(code);
      concept.addProperty().setCode("unit-ceiling").setValue(new IntegerType(5));
      concept.addProperty().setCode("unit-ceiling-indicator").setValue(new CodeType("3"));
      if (code.equals("J0001")) {
        concept.addProperty().setCode("unit-ceiling-last").setValue(new DateTimeType("2026-06-30"));
      }
    }
    return table;
  }
}
