package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import java.util.Arrays;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.Canonicals;

/** Tests the codes by which a record names its drug, in the forms that records have them. */
class RecordsNameTheirDrugTest {
  private static final String DAY = "2024-05-01T10:00:00-05:00";
  private static final String LEMTRADA = "58468-0200-01";
  private static final String KEYTRUDA = "0006-3026-02";
  private static final String KEYTRUDA_TWO = "0006-3026-04";

  /** {@code hcpcs J9271}, {@code ndc 0006-3026-02}, {@code rxnorm 1657751}. */
  private static CodeableConcept coded(String... codings) {
    CodeableConcept concept = new CodeableConcept();
    Arrays.stream(codings)
        .map(c -> c.split(" "))
        .forEach(
            c ->
                concept.addCoding(
                    new Coding(
                        switch (c[0]) {
                          case "hcpcs" -> Canonicals.HCPCS;
                          case "ndc" -> Canonicals.NDC;
                          case "rxnorm" -> Canonicals.RXNORM;
                          default -> c[0];
                        },
                        c[1],
                        null)));
    return concept;
  }

  private static Call call(String day, String codings) {
    return Call.of(dose("10 mg").on(day).medication(coded(codings.split("; "))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
        "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
        "http://terminology.hl7.org/CodeSystem/HCPCS",
        "urn:oid:2.16.840.1.113883.6.285",
        "urn:oid:2.16.840.1.113883.6.14",
        "2.16.840.1.113883.6.285",
        "2.16.840.1.113883.6.14",
        "https://bluebutton.cms.gov/resources/codesystem/hcpcs"
      })
  void theCodeInTheChartIsBilled(String system) {
    call(DAY, system + " J9271").lines("J9271 10").says("ndc-unknown");
    call(DAY, system + " j9271").lines("J9271 10");
  }

  /** As C-CDA's OIDs, without their scheme too, and as MIMIC-IV on FHIR has them. */
  @ParameterizedTest
  @CsvSource({
    "urn:oid:2.16.840.1.113883.6.69, 00006302602",
    "2.16.840.1.113883.6.69, 00006302602",
    "http://fhir.mimic.mit.edu/CodeSystem/mimic-medication-ndc, 00006302602",
    "http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-medication-ndc, 00006302602",
    "urn:oid:2.16.840.1.113883.6.88, 1657751",
    "2.16.840.1.113883.6.88, 1657751"
  })
  void otherAddressesOfNdcAndRxNormAreRead(String system, String code) {
    call(DAY, system + " " + code).lines("J9271 10");
  }

  /** As MIMIC-IV on FHIR does, whose codes are those of a formulary. */
  @ParameterizedTest
  @CsvSource({
    "http://hl7.org/fhir/sid/ndc, 0006-3026-02, , J9271 10",
    "http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-medication-ndc, 00006302602, , J9271 10",
    "http://hl7.org/fhir/sid/ndc, 0, , product-unknown",
    "urn:ehr:formulary, 00006302602, , product-unknown",
    "http://hl7.org/fhir/sid/ndc, 0006-3026-02, 50242-0132-01, J9355 1"
  })
  void aMedicationMayHaveItsNdcAsIdentifier(
      String system, String value, String coded, String expected) {
    Medication medication = new Medication();
    medication.setId("m");
    medication.addIdentifier().setSystem(system).setValue(value);
    medication.getCode().setText("drug").addCoding(new Coding("urn:ehr:formulary", "4711", null));
    if (coded != null) {
      medication.getCode().addCoding(new Coding(Canonicals.NDC, coded, null));
    }
    Call call =
        Call.of(dose("10 mg").on(DAY).contained(medication).medication(new Reference("#m")));
    if (expected.contains(" ")) {
      call.lines(expected);
    } else {
      call.lines().says(expected).neverSays("ndc-invalid");
    }
  }

  @Test
  void aDrugInWordsIsNamed() {
    CodeableConcept words = new CodeableConcept().setText("pembrolizumab 100 mg");
    assertThat(Call.of(dose("10 mg").on(DAY).medication(words)).text("product-unknown"))
        .contains("in words alone (pembrolizumab 100 mg)");
    Medication medication = new Medication().setCode(words);
    medication.setId("m");
    assertThat(
            Call.of(dose("10 mg").on(DAY).contained(medication).medication(new Reference("#m")))
                .text("product-unknown"))
        .contains("in words alone (pembrolizumab 100 mg)");
  }

  @Test
  void anUnknownPackageIsNamed() {
    assertThat(call(DAY, "ndc 00006302699").text("product-unknown"))
        .contains("NDC 00006302699 is not known here", "crosswalk");
  }

  @ParameterizedTest
  @CsvSource({
    "urn:ehr:drugs J9271",
    "http://www.ama-assn.org/go/cpt J9271",
    "hcpcs 96413",
    "hcpcs J92711"
  })
  void aCodeOfAnotherSystemOrFormIsNone(String coding) {
    call(DAY, coding).lines().says("product-unknown");
  }

  /** Day, codings of the medication, lines or issue. */
  @ParameterizedTest
  @CsvSource({
    "2015-12-31, hcpcs J9010, J9010 1,",
    "2016-01-01, hcpcs J9010, , code-terminated",
    "2015-12-31, hcpcs J0202, , code-not-yet-effective",
    "2015-12-31, hcpcs J9010; hcpcs J0202, J9010 1,",
    "2016-01-01, hcpcs J9010; hcpcs J0202, J0202 10,",
    "2016-01-01, hcpcs J9271; hcpcs J0202, , code-ambiguous",
    "2016-01-01, hcpcs J0202; hcpcs J0202, J0202 10,",
    "2016-01-01, hcpcs Z9999, , code-unknown",
    "2016-01-01, hcpcs J0001, , code-unknown",
    "2016-01-01, hcpcs J9010; ndc 58468-0200-01, J0202 10,",
    "2016-01-01, hcpcs J9310; ndc 58468-0200-01, J9310 1, ndc-code-mismatch",
    "2019-01-01, hcpcs J9310; ndc 58468-0200-01, , code-terminated",
    "2016-01-01, hcpcs J9271; ndc 58468-0200-01, J9271 10, ndc-code-mismatch",
    "2016-01-01, ndc 58468-0200-01; hcpcs J9271, J9271 10, ndc-code-mismatch",
    "2016-01-01, rxnorm 1594663; hcpcs J9271, J9271 10, ndc-code-mismatch",
    "2016-01-01, hcpcs J9271; ndc 99999-9999-99, J9271 10,",
    "2025-05-14, hcpcs J9271; rxnorm 224905, J9271 10, ndc-code-mismatch",
    "2025-05-14, hcpcs J9271; rxnorm 1547545, J9271 10,",
    "2025-05-14, hcpcs J9355; rxnorm 224905, J9355 1,",
    "2025-05-14, hcpcs J9271; rxnorm 99999999, J9271 10,",
    "2025-05-14, hcpcs J3490; rxnorm 224905, J3490 1,",
    "2016-01-01, hcpcs J3490; ndc 58468-0200-01, J0202 10, ndc-code-mismatch",
    "2016-01-01, hcpcs J3490; ndc 99999-9999-99, J3490 1,",
    "2016-01-01, hcpcs J3490, J3490 1,",
    "2015-09-30, hcpcs J3490; ndc 58468-0200-01, J3490 1,"
  })
  void theChartsCodeCountsBeforeItsNdc(String day, String codings, String lines, String issue) {
    Call call = call(day, codings);
    if (lines == null) {
      call.lines().says(issue).at(issue, "Parameters.parameter[0].resource.medication");
    } else {
      call.lines(lines);
    }
    if (issue == null) {
      call.neverSays("ndc-code-mismatch");
    } else {
      call.says(issue);
    }
  }

  @Test
  void whatTheCallerStatesCountsBeforeTheChart() {
    call(DAY, "hcpcs J9271").code("J0202").lines("J0202 10").says("ndc-code-mismatch");
    call(DAY, "hcpcs J0202").code("J0202").lines("J0202 10").neverSays("ndc-code-mismatch");
    call(DAY, "hcpcs J9010").code("J0202").lines("J0202 10").neverSays("ndc-code-mismatch");
    call(DAY, "hcpcs J9271")
        .statement("")
        .part("billingCode", new Coding("urn:oid:2.16.840.1.113883.6.285", "J0202", null))
        .end()
        .lines("J0202 10");
  }

  @Test
  void theCallsCodeIsNotThatOfAnotherChart() {
    Call.of(
            dose("10 mg").id("a1").on(DAY).medication(coded("hcpcs J9271")),
            dose("8 mg").id("a2").on(DAY).medication(coded("hcpcs J2405")),
            dose("5 mg").id("a3").on(DAY).medication(coded("ndc " + KEYTRUDA)))
        .code("J9271")
        .lines("J9271 15")
        .statuses("priced", "refused", "priced")
        .says("billing-code-mismatch");
  }

  @Test
  void theMedicationResourceMayHaveTheCode() {
    Medication medication = new Medication().setCode(coded("hcpcs J9271"));
    medication.setId("m");
    Call.of(dose("10 mg").on(DAY).contained(medication).medication(new Reference("#m")))
        .lines("J9271 10");
  }

  @ParameterizedTest
  @CsvSource({
    "urn:oid:2.16.840.1.113883.6.69 58468-0200-01, J0202 10,",
    "urn:oid:2.16.840.1.113883.6.69 58468-02-01, , ndc-invalid",
    "urn:oid:2.16.840.1.113883.6.69 00000-0000-00, , ndc-invalid",
    "ndc 00000000000, , ndc-invalid",
    "ndc 0000000000, , ndc-invalid",
    "ndc 000000000000, , ndc-invalid",
    "ndc 00000000001, , product-unknown",
    "urn:oid:2.16.840.1.113883.6.88 1594663, J0202 10,",
    "urn:oid:2.16.840.1.113883.6.96 1594663, , product-unknown"
  })
  void ndcAndRxNormHaveOids(String coding, String lines, String issue) {
    Call call = call(DAY, coding);
    if (lines == null) {
      call.lines().says(issue);
    } else {
      call.lines(lines);
    }
  }

  @Test
  void theLineHasTheNdcOfAnOid() {
    Call call = call(DAY, "urn:oid:2.16.840.1.113883.6.69 " + LEMTRADA).lines("J0202 10").valid();
    assertThat(
            call.claim()
                .getItemFirstRep()
                .getDetailFirstRep()
                .getProductOrService()
                .getCodingFirstRep())
        .satisfies(
            c -> {
              assertThat(c.getSystem()).isEqualTo(Canonicals.NDC);
              assertThat(c.getCode()).isEqualTo("58468020001");
            });
  }

  @Test
  void twoPackagesOfOneProductAreOneDrug() {
    Call two = call(DAY, "ndc " + KEYTRUDA + "; ndc " + KEYTRUDA_TWO).lines("J9271 10");
    assertThat(two.text("ndc-unknown")).contains("Several NDCs").doesNotContain("No NDC");
    assertThat(two.claim().getItemFirstRep().hasDetail()).isFalse();
    call(DAY, "ndc " + KEYTRUDA + "; ndc 00006302602").lines("J9271 10").neverSays("ndc-unknown");
    Call.of(dose("4 mL").on(DAY).medication(coded("ndc " + KEYTRUDA, "ndc " + KEYTRUDA_TWO)))
        .lines("J9271 100");
    // Opdivo 240 mg/24 mL and 40 mg/4 mL: two sizes of one concentration.
    Call.of(dose("4 mL").on(DAY).medication(coded("ndc 00003-3734-13", "ndc 00003-3772-11")))
        .lines("J9299 40");
    assertThat(call(DAY, "rxnorm 1657751").text("ndc-unknown")).contains("No NDC");
  }

  /** Substances by their RxNorm ingredient: day, dose, code, line or what the refusal names. */
  @ParameterizedTest
  @CsvSource({
    "2012-03-02, 30 mg, 117055, J9010 3,",
    "2015-12-31, 30 mg, 117055, , J9010 or Q9979",
    "2016-01-01, 30 mg, 117055, J0202 30,",
    "2018-05-10, 700 mg, 121191, J9310 7,",
    "2020-05-10, 700 mg, 121191, , J9312",
    "2025-05-14, 300 mg, 224905, , J9355",
    "2025-05-14, 400 mg, 191831, , J1745 or J1748",
    "2025-05-14, 300 mg, 354770, , Q5134",
    "2020-12-31, 8 mg, 1298944, J9306 8,",
    "2021-01-01, 8 mg, 1298944, , J9306 or J9316",
    "2020-12-31, 1 mL, 1298944, , ",
    "2011-05-14, 8 mg, 1298944, , No HCPCS code"
  })
  void aSubstanceIsBilledWithItsOnlyCode(
      String day, String amount, String rxNorm, String lines, String named) {
    Call call = Call.of(dose(amount).on(day).rxNorm(rxNorm));
    if (lines != null) {
      call.lines(lines).says("ndc-unknown");
    } else if (named == null) {
      call.lines().says("dose-unit-not-convertible");
    } else {
      String issue = named.startsWith("No ") ? "product-without-code" : "code-ambiguous";
      call.lines().at(issue, "Parameters.parameter[0].resource.medication");
      assertThat(call.text(issue)).contains(named);
    }
  }

  @Test
  void theCodeBeforeThatOfAPackageIsNamed() {
    assertThat(call("2018-05-10", "ndc 50242-0051-21").lines().text("product-without-code"))
        .contains("J9310, which J9312 replaced");
    assertThat(call("2002-05-10", "ndc 58468-0200-01").lines().text("product-without-code"))
        .doesNotContain("replaced");
  }

  /** The chart has the code for drugs without one of their own; degarelix and Keytruda have one. */
  @Test
  void anUnclassifiedCodeGivesWayToTheOnlyOneOfRxNorm() {
    call(DAY, "hcpcs J3490; rxnorm 475230").lines("J9155 10").says("ndc-code-mismatch");
    call(DAY, "hcpcs J3590; rxnorm 1657751").lines("J9271 10").says("ndc-code-mismatch");
    // Infliximab is billed with one of several codes.
    call(DAY, "hcpcs J3490; rxnorm 191831").lines("J3490 1").says("unclassified-code");
  }

  @Test
  void aProductIsNarrowerThanItsSubstance() {
    call(DAY, "rxnorm 224905; rxnorm 1922512").lines("J9355 1");
    call(DAY, "rxnorm 1922512; rxnorm 224905").lines("J9355 1");
    call(DAY, "rxnorm 224905; ndc 50242-0132-01").lines("J9355 1");
    call(DAY, "rxnorm 224905; hcpcs Q5117").lines("Q5117 1");
  }

  /** Keytruda's code beside the NDC of Opdivo as an identifier: the code decides. */
  @ParameterizedTest
  @EnumSource(names = {"OLD", "SECONDARY", "USUAL", "OFFICIAL", "TEMP"})
  void anIdentifierNeverOutranksACode(Identifier.IdentifierUse use) {
    Medication medication = new Medication();
    medication.setId("m");
    medication.addIdentifier().setUse(use).setSystem(Canonicals.NDC).setValue("00003-3774-12");
    medication.getCode().addCoding().setSystem(Canonicals.NDC).setCode(KEYTRUDA);
    Administered given = dose("200 mg").on(DAY).contained(medication);
    given.medication(new Reference("#m"));
    Call.of(given).lines("J9271 200");

    medication.getCode().getCoding().clear();
    if (use == Identifier.IdentifierUse.OLD) {
      Call.of(given).lines();
    } else {
      Call.of(given).lines("J9299 200");
    }
  }

  /** The call's code is of the device alone; what is not known may be of another code. */
  @ParameterizedTest
  @CsvSource({
    "J7300, J7300, J7300 1",
    "J7298, J7298, J7298 1",
    "J7300, J9271, ",
    "J9271, J7300, J9271 8"
  })
  void theCodeOfTheCallBillsTheDeviceThatHasIt(String ofCall, String charted, String line) {
    CodeableConcept device = new CodeableConcept(new Coding(Canonicals.HCPCS, charted, null));
    Administered given = dose("").on(DAY).medication(device);
    Administered drug =
        dose("8 mg").id("drug").on(DAY).medication(new CodeableConcept().setText("infusion"));
    Call call = Call.of(given, drug).code(ofCall);
    call.lines(line == null ? new String[0] : new String[] {line});
    call.says("billing-code-mismatch");
  }
}
