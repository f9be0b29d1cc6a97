package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests the words of drugs that the site did not buy. */
class DrugsThatOthersBoughtAreNamedTest {
  private static final String ISSUE = "drug-not-bought";

  private static Call call(Type medication, Medication contained) {
    Administered given = dose("12 mg").on("2024-05-01T10:00:00-05:00").medication(medication);
    return Call.of(contained == null ? given : given.contained(contained)).code("J0202");
  }

  private static Medication medication(String name) {
    Medication medication = new Medication().setCode(new CodeableConcept().setText(name));
    medication.setId("m");
    return medication;
  }

  private static List<Call> inEachPlace(String name) {
    Coding coding = new Coding(Canonicals.RXNORM, "99999991", name);
    return List.of(
        call(new CodeableConcept().setText(name), null),
        call(new CodeableConcept(coding), null),
        call(new Reference("#m"), medication(name)),
        call(new Reference("#m").setDisplay(name), medication("alemtuzumab")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "alemtuzumab (patient supplied), patient supplied",
        "ALEMTUZUMAB - PATIENT-SUPPLIED, patient supplied",
        "alemtuzumab patient\u2019s own, patients own",
        "\"alemtuzumab, patient's own med\", patients own",
        "alemtuzumab or placebo, placebo",
        "study drug alemtuzumab, study drug",
        "Investigational alemtuzumab 12 mg, investigational",
        "alemtuzumab,",
        "alemtuzumab for the patient,",
        "alemtuzumab placebos,",
        "\"alemtuzumab, no placebo\",",
        "No placebo: alemtuzumab,",
        "alemtuzumab (non-placebo),",
        "alemtuzumab - not a placebo,",
        "\"alemtuzumab, not patient supplied\",",
        "no placebo but study drug alemtuzumab, study drug",
        "no placebo or placebo alemtuzumab, placebo",
        "nothing placebo alemtuzumab, placebo",
        "a placebo of alemtuzumab, placebo",
        "\"alemtuzumab (dispense: no, patient supplied)\", patient supplied",
        "alemtuzumab; billed: no; study drug, study drug",
        "\"alemtuzumab, patient, supplied\", patient supplied",
        "patient alemtuzumab supplied,"
      })
  void aDrugThatTheSiteDidNotBuyIsNamed(String name, String words) {
    for (Call call : inEachPlace(name)) {
      call.lines("J0202 12");
      if (words == null) {
        call.neverSays(ISSUE);
      } else {
        assertThat(call.says(ISSUE).text(ISSUE)).contains("(" + words + ")");
      }
    }
  }
}
