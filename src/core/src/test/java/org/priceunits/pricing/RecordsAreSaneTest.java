package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;
import static org.priceunits.pricing.Administered.waste;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseExtension;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        "https://price-units.github.io/fhir/container-used",
        "containerUsed",
        "container-used",
        "ContainerUsed",
        "container_used",
        "containrUsed",
        "containersUsed",
        "cantainer-used",
        "contianer-used",
        "StructureDefinition/containerUsed",
        "discardedAmount",
        "discarded-amout",
        "distinctservice"
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
    for (String url :
        new String[] {
          "contanrUsed",
          "containerUsages",
          "used",
          "container",
          "",
          "https://ehr.example/containerUsed"
        }) {
      others.record().addExtension(new Extension(url, new BooleanType(true)));
    }
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

  /** Places of an extension where none is read; the waste record is the second of the call. */
  static Stream<Arguments> places() {
    return Stream.of(
        arguments("[0].resource.dosage.extension[0]", place((given, waste) -> given.getDosage())),
        arguments(
            "[0].resource.dosage.dose.extension[0]",
            place((given, waste) -> given.getDosage().getDose())),
        arguments(
            "[0].resource.medication",
            place((given, waste) -> (Medication) given.getContained().get(0))),
        arguments("[1].resource.extension[0]", place((given, waste) -> waste)),
        arguments("[1].resource.dosage.extension[0]", place((given, waste) -> waste.getDosage())),
        arguments(
            "[1].resource.dosage.dose.extension[0]",
            place((given, waste) -> waste.getDosage().getDose())));
  }

  private static BiFunction<MedicationAdministration, MedicationAdministration, IBaseHasExtensions>
      place(
          BiFunction<MedicationAdministration, MedicationAdministration, IBaseHasExtensions>
              place) {
    return place;
  }

  @ParameterizedTest
  @MethodSource("places")
  void anExtensionIsNamedWhereNoneIsRead(
      String location,
      BiFunction<MedicationAdministration, MedicationAdministration, IBaseHasExtensions> place) {
    String[] named = {
      "containerUsed",
      Canonicals.extension("container-used"),
      Canonicals.extension("discardedAmount")
    };
    for (String url : named) {
      withExtension(url, place)
          .lines()
          .says("extension-unknown")
          .at("extension-unknown", "Parameters.parameter" + location);
    }
    withExtension("https://ehr.example/containerUsed", place)
        .lines("J9010 1", "J9010 2 JW")
        .neverSays("extension-unknown");
  }

  private static Call withExtension(
      String url,
      BiFunction<MedicationAdministration, MedicationAdministration, IBaseHasExtensions> place) {
    Medication drug = new Medication().setCode(new CodeableConcept().setText("alemtuzumab"));
    drug.setId("m");
    Administered given =
        dose("10 mg").id("a1").vial("30 mg").contained(drug).medication(new Reference("#m"));
    Administered waste = waste("20 mg", "MedicationAdministration/a1").id("w1");
    IBaseExtension<?, ?> extension = place.apply(given.record(), waste.record()).addExtension();
    extension.setUrl(url);
    extension.setValue(quantity("20 mg"));
    return Call.of(given, waste).code("J9010");
  }

  @Test
  void anExtensionOfAReferencedMedicationIsNamed() {
    Medication drug = new Medication().setCode(new CodeableConcept().setText("alemtuzumab"));
    drug.setId("m1");
    drug.addExtension(new Extension("discardedAmount", quantity("20 mg")));
    Call.of(dose("10 mg").medication(new Reference("Medication/m1")))
        .code("J9010")
        .resource("resource", drug)
        .lines()
        .says("extension-unknown");
  }
}
