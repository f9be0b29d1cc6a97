package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.Canonicals;

/** Tests records that cannot be right, or whose names are misspelt. */
class RecordsAreSaneTest {

  @ParameterizedTest
  @CsvSource({
    "2012-03-02T10:00:00-05:00, 2012-03-02T09:59:59-05:00, ends",
    "2012-03-02T10:00:00-05:00, 2012-03-02T14:59:00Z, ends",
    "2012-03-02T10:00:00-05:00, 2012-03-02T15:00:00Z,",
    "2012-03-02T10:00:00-05:00, 2012-03-02T10:00:00-05:00,",
    "2012-03-02, 2012-03-01, ends",
    "2012-03-02T10:00:00-05:00, 2012-03-02,",
    "2012-03-02, 2012-03-02,",
    "2012-03-02, 2012,",
    "2012-03-02, 2013-03-01,",
    "2012-03-02, 2013-03-02, a year or more",
    "2012-03-02T10:00:00-05:00, 2015-03-02T10:00:00-05:00, a year or more",
    "2012-03-02T10:00:00-05:00, ,"
  })
  void aPeriodIsOneOfAnAdministration(String start, String end, String fault) {
    Call call = Call.of(dose("10 mg").during(start, end)).code("J9010");
    if (fault == null) {
      call.lines("J9010 1").neverSays("date-invalid");
    } else {
      call.lines()
          .says("date-invalid")
          .at("date-invalid", "Parameters.parameter[0].resource.effective");
      assertThat(call.text("date-invalid")).contains(fault);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://price-units.github.io/fhir/StructureDefinition/containerUsed",
        "https://price-units.github.io/fhir/StructureDefinition/container-use",
        "https://price-units.github.io/fhir/StructureDefinition/Container-used",
        "https://price-units.github.io/fhir/StructureDefinition/discarded-amounts",
        "http://price-units.github.io/fhir/StructureDefinition/container-used",
        "https://price-units.github.io/fhir/container-used"
      })
  void aMisspeltExtensionIsNamed(String url) {
    Administered misspelt = dose("10 mg").id("a1").vial("30 mg");
    misspelt.record().addExtension(new Extension(url, quantity("20 mg")));
    Call call =
        Call.of(misspelt, dose("5 mg").id("a2").on("2012-03-03T10:00:00-05:00"))
            .code("J9010")
            .lines("J9010 1")
            .statuses("refused", "priced")
            .says("extension-unknown")
            .at("extension-unknown", "Parameters.parameter[0].resource.extension[1]");
    assertThat(call.text("extension-unknown")).contains(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuont", "Count", "isShared", "NDC"})
  void aMisspeltPartIsNamed(String part) {
    Call call =
        Call.of(
                dose("10 mg")
                    .container(
                        "30 mg", 1, "single-dose", new Extension(part, new PositiveIntType(2))))
            .code("J9010")
            .lines()
            .says("extension-unknown")
            .at("extension-unknown", "Parameters.parameter[0].resource.extension[0]");
    assertThat(call.text("extension-unknown")).contains("part " + part).contains("count");
  }

  @Test
  void extensionsOfOthersAreTheirs() {
    Administered others =
        dose("10 mg")
            .container(
                "30 mg",
                1,
                "single-dose",
                new Extension("shared", new BooleanType(false)),
                new Extension("https://ehr.example/part", new BooleanType(true)));
    others.record().addExtension(new Extension("https://ehr.example/x", new BooleanType(true)));
    others.record().addExtension(new Extension("containerUsed", new BooleanType(true)));
    Call.of(others).code("J9010").lines("J9010 1", "J9010 2 JW").neverSays("extension-unknown");
  }

  @Test
  void aMisplacedExtensionIsNamed() {
    Administered misplaced = dose("10 mg");
    misplaced
        .record()
        .getDosage()
        .addExtension(new Extension(Canonicals.extension("discarded-amount"), quantity("20 mg")));
    Call.of(misplaced)
        .code("J9010")
        .lines()
        .says("extension-unknown")
        .at("extension-unknown", "Parameters.parameter[0].resource.dosage.extension[0]");
  }
}
