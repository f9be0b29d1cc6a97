package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests that the route of a record and that of a code are compared. */
class RoutesAgreeWithCodesTest {
  private static final String DAY = "2024-05-01T10:00:00-05:00";
  private static final String KEYTRUDA = "0006-3026-02";
  private static final String PEMBROLIZUMAB = "1547545";

  /** {@code snomed 26643006}, {@code v2 PO}, {@code nci C38288}, or a text. */
  private static CodeableConcept route(String route) {
    String[] parts = route.split(" ", 2);
    return switch (parts[0]) {
      case "snomed" -> coded("http://snomed.info/sct", parts[1]);
      case "v2" -> coded("http://terminology.hl7.org/CodeSystem/v2-0162", parts[1]);
      case "nci" -> coded("http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl", parts[1]);
      default -> new CodeableConcept().setText(route);
    };
  }

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  private static Administered given(String route) {
    Administered administered = dose("10 mg").on(DAY);
    administered.record().getDosage().setRoute(route(route));
    return administered;
  }

  @ParameterizedTest
  @CsvSource({
    "J0131, snomed 26643006, false",
    "J0131, snomed 47625008, true",
    "J0131, v2 PO, false",
    "J0131, v2 IV, true",
    "J0131, nci C38288, false",
    "J0131, Oral, false",
    "J0131, by mouth, false",
    "J0131, p.o., false",
    "J0131, NG tube, false",
    "J0131, IV push, true",
    "J0131, Intravenous piggyback, true",
    "J0131, snomed 446105004, false",
    // The eye region: drops and injections into the eye alike.
    "J0131, snomed 54485002, true",
    "J7312, snomed 54485002, true",
    "J7312, snomed 418401004, true",
    "J7312, snomed 446105004, false",
    "J7312, nci C38280, true",
    "J7312, nci C38287, false",
    "J0131, nci C38285, false",
    // From the mouth to the rectum, or anywhere in the airways: no one route.
    "J0131, snomed 447964005, true",
    "J7682, snomed 447694001, true",
    // A fistula for dialysis, and the spine, are reached by injection.
    "J0131, snomed 697971008, true",
    "J7512, snomed 418418000, false",
    "J0131, snomed 6064005, false",
    "J0131, Topical, false",
    "J0131, snomed 372471009, true",
    "J0131, snomed 766790006, true",
    "J0131, per protocol, true",
    "J7512, snomed 47625008, false",
    "J7512, snomed 26643006, true",
    "J7512, snomed 37839007, true",
    "J3357, snomed 34206005, true",
    "J3357, snomed 47625008, false",
    "J3358, snomed 47625008, true",
    "J3358, subcut, false",
    "J3358, Injection, true",
    "J7312, Intravitreal, true",
    "J7312, Intraocular, true",
    "J7682, Nebulized, true",
    "J7682, IV, false",
    "J9370, Oral, true",
  })
  void aStatedCodeOfAnotherRouteIsBilledWithAWarning(String code, String route, boolean agrees) {
    Call call = Call.of(given(route)).code(code);
    if (agrees) {
      call.neverSays("route-code-mismatch");
    } else {
      call.says("route-code-mismatch");
    }
  }

  @Test
  void theCodeInTheChartIsBilledWithAWarning() {
    Call.of(given("Oral").medication(coded(Canonicals.HCPCS, "J9271")))
        .lines("J9271 10")
        .says("route-code-mismatch");
  }

  @ParameterizedTest
  @CsvSource({
    "ndc, snomed 47625008, J9271 10",
    "ndc, per protocol, J9271 10",
    "ndc, snomed 26643006,",
    "ndc, Ophthalmic,",
    "rxnorm, snomed 47625008, J9271 10",
    "rxnorm, Topical,",
  })
  void aCodeOfAnotherRouteIsNeverChosen(String system, String route, String line) {
    Administered administered = given(route);
    if (system.equals("ndc")) {
      administered.ndc(KEYTRUDA);
    } else {
      administered.rxNorm(PEMBROLIZUMAB);
    }
    Call call = Call.of(administered);
    if (line == null) {
      call.lines().says("product-without-code");
      assertThat(call.text("product-without-code"))
          .contains("J9271 (Injection, pembrolizumab, 1 mg)")
          .contains("Correct the route");
    } else {
      call.lines(line);
    }
  }

  @ParameterizedTest
  @CsvSource({"Tablet, false", "Oral suspension, false", "Injection, true", "Powder, true"})
  void withoutARouteTheFormCounts(String form, boolean agrees) {
    Medication medication = new Medication();
    medication.setId("m");
    medication.setForm(new CodeableConcept().setText(form));
    medication.getCode().addCoding().setSystem(Canonicals.NDC).setCode(KEYTRUDA);
    Call call =
        Call.of(dose("10 mg").on(DAY).contained(medication).medication(new Reference("#m")));
    if (agrees) {
      call.lines("J9271 10");
    } else {
      call.lines().says("product-without-code");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Acetaminophen 325 MG Oral Tablet, false",
    "Acetaminophen 10 MG/ML Injectable Solution, true",
    "1000 MG acetaminophen 10 MG/ML Prefilled Syringe, true"
  })
  void withoutRouteAndFormTheNameInRxNormCounts(String name, boolean agrees) {
    CodeableConcept drug = new CodeableConcept();
    drug.addCoding().setSystem(Canonicals.RXNORM).setCode("0").setDisplay(name);
    Call call = Call.of(dose("10 mg").on(DAY).medication(drug)).code("J0131");
    if (agrees) {
      call.neverSays("route-code-mismatch");
    } else {
      call.says("route-code-mismatch");
    }
  }
}
