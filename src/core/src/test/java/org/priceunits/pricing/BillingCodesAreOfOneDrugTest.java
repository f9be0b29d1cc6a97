package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.waste;
import static org.priceunits.pricing.CallRefusedException.Reason.NOT_USABLE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.fhir.Canonicals;

/**
 * Tests that the code stated by a call applies to one drug; each administration may state a code of
 * its own.
 */
class BillingCodesAreOfOneDrugTest {
  private static final String DAY = "2024-05-01T10:00:00-05:00";
  private static final String LEMTRADA = "58468-0200-01";
  private static final String CAMPATH = "58468-0357-01";
  private static final String REMICADE = "57894-0030-01";
  private static final String LOCAL = "urn:ehr:drugs";

  private static CodeableConcept text(String text) {
    return new CodeableConcept().setText(text);
  }

  private static CodeableConcept coded(String text, String... codings) {
    CodeableConcept concept = new CodeableConcept();
    concept.setText(text.isEmpty() ? null : text);
    for (String coding : codings) {
      concept.addCoding(
          coding.startsWith("ndc ")
              ? new Coding(Canonicals.NDC, coding.substring("ndc ".length()), null)
              : new Coding(LOCAL, coding, null));
    }
    return concept;
  }

  private static CodeableConcept ndc(String code) {
    return coded("", "ndc " + code);
  }

  /**
   * Creates ten milligrams of each on one day, each for another patient, so that no line sums two
   * of them.
   */
  private static Call call(Type... medications) {
    List<Administered> all = new ArrayList<>();
    for (Type medication : medications) {
      int i = all.size() + 1;
      all.add(dose("10 mg").id("a" + i).patient("Patient/p" + i).on(DAY).medication(medication));
    }
    return Call.of(all.toArray(Administered[]::new));
  }

  private static Arguments row(String what, String statuses, Type... medications) {
    return Arguments.of(what, statuses, List.of(medications));
  }

  /** {@code +} is billed with the call's code, {@code -} is refused as another drug. */
  static Stream<Arguments> calls() {
    return Stream.of(
        row("the code's own package", "+", ndc(LEMTRADA)),
        row("a package of another code, alone", "+", ndc(REMICADE)),
        row("a drug in words, alone", "+", text("alemtuzumab")),
        row("nothing said of the drug, alone", "+", new CodeableConcept()),
        row("two packages of the code", "++", ndc(LEMTRADA), ndc(LEMTRADA)),
        row("two brands of the code", "++", ndc(LEMTRADA), ndc(CAMPATH)),
        row("the code's and another's", "+-", ndc(LEMTRADA), ndc(REMICADE)),
        row("another's and the code's", "-+", ndc(REMICADE), ndc(LEMTRADA)),
        row("two of another code", "--", ndc(REMICADE), ndc(REMICADE)),
        row("two in the same words", "++", text("alemtuzumab"), text("alemtuzumab")),
        row("case and spaces", "++", text("Alemtuzumab  10 mg"), text(" alemtuzumab 10 MG")),
        row("two in different words", "--", text("alemtuzumab"), text("ondansetron")),
        row("two alike, one not", "---", text("a"), text("a"), text("b")),
        row("two without any word", "--", new CodeableConcept(), new CodeableConcept()),
        row("one without a word beside one", "--", text("a"), new CodeableConcept()),
        row("one coding, other words", "++", coded("a", "17"), coded("b", "17")),
        row("one of several codings", "++", coded("", "17", "18"), coded("", "18", "19")),
        row("two codings", "--", coded("", "17"), coded("", "18")),
        row("two codings, the same words", "--", coded("a", "17"), coded("a", "18")),
        row(
            "the code's and a coding with its words",
            "+-",
            coded("a", "ndc " + LEMTRADA),
            coded("a", "17")),
        row("the code's and a coding with its brand", "++", ndc(LEMTRADA), coded("Lemtrada", "17")),
        row("a coding and words", "--", coded("", "17"), text("a")),
        row("words that look like a coding", "--", coded("", "17"), text(LOCAL + "|17")),
        row("a coding with words, and words", "++", coded("a", "17"), text("A")),
        row("a chain", "+++", coded("a", "17"), coded("b", "17"), text("b")),
        row("a broken chain", "---", coded("a", "17"), coded("b", "18"), text("b")),
        row(
            "a package that is not known, in two forms",
            "++",
            ndc("99999-9999-99"),
            ndc("99999999999")),
        row("two packages that are not known", "--", ndc("99999-9999-99"), ndc("99999-9999-98")),
        row("the code's and words", "+-", ndc(LEMTRADA), text("ondansetron")),
        row("words and the code's", "-+", text("ondansetron"), ndc(LEMTRADA)),
        row("the code's and its brand", "++", ndc(LEMTRADA), text("lemtrada")),
        row(
            "the code's with words and the same words",
            "+++-",
            coded("alemtuzumab", "ndc " + LEMTRADA),
            text("alemtuzumab"),
            text("Alemtuzumab"),
            text("ondansetron")),
        row("the code's and nothing said", "+-", ndc(LEMTRADA), new CodeableConcept()),
        row("another's and words", "-+", ndc(REMICADE), text("alemtuzumab")),
        row("another's and the same words twice", "-++", ndc(REMICADE), text("a"), text("a")),
        row("another's and different words", "---", ndc(REMICADE), text("a"), text("b")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("calls")
  void theCallsCodeBillsItsOneDrug(String what, String expected, List<Type> medications) {
    Call call = call(medications.toArray(Type[]::new)).code("J0202");

    String[] billed =
        expected.chars().filter(c -> c == '+').mapToObj(c -> "J0202 10").toArray(String[]::new);
    call.lines(billed)
        .statuses(
            expected.chars().mapToObj(c -> c == '+' ? "priced" : "refused").toArray(String[]::new))
        .repeatsNothing();
    if (expected.contains("-")) {
      call.says("billing-code-mismatch").valid();
    } else {
      call.neverSays("billing-code-mismatch");
    }
  }

  @Test
  void ondansetronIsNotBilledAsPembrolizumab() {
    CodeableConcept ondansetron =
        text("ondansetron").addCoding(new Coding(Canonicals.RXNORM, "312086", null));
    Call.of(
            dose("200 mg").id("a1").on(DAY).ndc("0006-3026-02"),
            dose("8 mg").id("a2").on(DAY).medication(ondansetron))
        .code("J9271")
        .lines("J9271 200")
        .says("billing-code-mismatch");
  }

  @Test
  void aRefusalNamesTheDrugAndItsPlace() {
    Call words = call(ndc(LEMTRADA), text("ondansetron")).code("J0202");
    assertThat(words.text("billing-code-mismatch"))
        .isEqualTo(
            "billingCode J0202 is given for the whole call, but this record is of ondansetron. Send"
                + " statement.billingCode.");
    words.at("billing-code-mismatch", "Parameters.parameter[1].resource.medication");
    assertThat(call(ndc(LEMTRADA), ndc(REMICADE)).code("J0202").text("billing-code-mismatch"))
        .contains("is of Remicade.");
    assertThat(
            call(ndc(LEMTRADA), new CodeableConcept()).code("J0202").text("billing-code-mismatch"))
        .contains("does not name its drug.");
    assertThat(
            call(ndc(LEMTRADA), text("o".repeat(5000))).code("J0202").text("billing-code-mismatch"))
        .hasSizeLessThan(300);
  }

  /** The administration billed with the call's code is not alone in the call. */
  @Test
  void besideAnAdministrationWithACodeOfItsOwnAnotherDrugIsRefused() {
    Call.of(
            dose("200 mg").id("a1").on(DAY).ndc("0006-3026-02"),
            dose("8 mg").id("a2").on(DAY).ndc(REMICADE))
        .code("J9271")
        .statement("MedicationAdministration/a1")
        .part("billingCode", hcpcs("J9271"))
        .end()
        .lines("J9271 200")
        .says("billing-code-mismatch");
  }

  @Test
  void aloneAnotherPackageIsAWarning() {
    call(ndc(REMICADE)).code("J0202").lines("J0202 10").says("ndc-code-mismatch");
  }

  /** An error of the code itself is the more useful message. */
  @Test
  void aCodeThatCannotBeUsedIsRefusedAsSuch() {
    Call.of(
            dose("10 mg").id("a1").on("2016-01-01T10:00:00-05:00").ndc(CAMPATH),
            dose("10 mg").id("a2").on("2015-12-31T10:00:00-05:00").ndc(CAMPATH))
        .code("J9010")
        .lines("J9010 1")
        .says("code-terminated")
        .neverSays("billing-code-mismatch");
    call(ndc(LEMTRADA), ndc(REMICADE))
        .code("Z9999")
        .says("code-unknown")
        .neverSays("billing-code-mismatch");
  }

  /** A package without a code of its own on the day is billed with the stated one. */
  @Test
  void aPackageWithoutACodeTakesTheCallsCode() {
    String before = "2014-11-02T10:00:00-05:00";
    Call.of(
            dose("12 mg").id("a1").patient("Patient/p1").on(before).ndc(LEMTRADA),
            dose("12 mg").id("a2").patient("Patient/p2").on(before).ndc(LEMTRADA))
        .code("J9010")
        .statuses("priced", "priced")
        .neverSays("billing-code-mismatch");
  }

  /**
   * An unclassified code applies to any drug without a code; a drug with a code of its own is not
   * one of them.
   */
  @Test
  void anUnclassifiedCodeIsOfSeveralDrugs() {
    call(text("one"), text("other"), new CodeableConcept(), ndc(REMICADE))
        .code("J3490")
        .statuses("priced", "priced", "priced", "refused")
        .says("billing-code-mismatch");
  }

  @Test
  void aRecordThatLacksItsDoseIsOfADrugAllTheSame() {
    Call.of(
            dose("").id("a1").on(DAY).medication(text("alemtuzumab")),
            dose("8 mg").id("a2").on(DAY).medication(text("ondansetron")))
        .code("J0202")
        .lines()
        .says("dose-missing", "billing-code-mismatch");
    Call.of(
            dose("10 mg").id("a1").on(DAY).ndc("1234567890"),
            dose("8 mg").id("a2").on(DAY).medication(text("ondansetron")))
        .code("J0202")
        .lines()
        .says("ndc-left-out", "billing-code-mismatch");
  }

  @ParameterizedTest
  @CsvSource({"not-done", "entered-in-error", "in-progress"})
  void whatIsNotBilledDoesNotCount(String status) {
    Call.of(
            dose("10 mg").id("a1").on(DAY).medication(text("alemtuzumab")),
            dose("8 mg").id("a2").on(DAY).status(status).medication(text("ondansetron")))
        .code("J0202")
        .lines("J0202 10");
  }

  @Test
  void aRecordOfWasteIsOfItsAdministration() {
    Call.of(
            dose("10 mg").id("a1").on(DAY).medication(text("alemtuzumab")).vial("12 mg"),
            waste("2 mg", "MedicationAdministration/a1")
                .id("w1")
                .on(DAY)
                .medication(text("rest of the vial")))
        .code("J0202")
        .lines("J0202 10", "J0202 2 JW")
        .statuses("priced", "discard-record");
  }

  @Test
  void aMedicationThatIsReferredToIsOneDrug() {
    Reference shared = new Reference("Medication/m1");
    Medication alemtuzumab = new Medication();
    alemtuzumab.setId("m1");
    call(shared, shared).code("J0202").lines("J0202 10", "J0202 10");
    call(shared, shared)
        .resource("resource", alemtuzumab)
        .code("J0202")
        .statuses("priced", "priced");
    call(shared, new Reference("Medication/m2")).code("J0202").statuses("refused", "refused");
    call(
            new Reference("Medication/m1").setDisplay("alemtuzumab"),
            new Reference("Medication/m2").setDisplay("alemtuzumab"))
        .code("J0202")
        .statuses("priced", "priced");
    alemtuzumab.setCode(text("alemtuzumab"));
    call(shared, text("alemtuzumab"), text("ondansetron"))
        .resource("resource", alemtuzumab)
        .code("J0202")
        .statuses("refused", "refused", "refused");
    call(shared, text("alemtuzumab"))
        .resource("resource", alemtuzumab)
        .code("J0202")
        .statuses("priced", "priced");
  }

  @ParameterizedTest
  @CsvSource({
    "alemtuzumab, alemtuzumab, priced",
    "alemtuzumab, ondansetron, refused",
    "'', '', refused"
  })
  void aContainedMedicationIsNamedByItsOwnCode(String one, String other, String status) {
    Call.of(contained("a1", one), contained("a2", other)).code("J0202").statuses(status, status);
  }

  private static Administered contained(String id, String text) {
    Medication medication = new Medication();
    medication.setId("m");
    medication.setCode(text.isEmpty() ? null : text(text));
    return dose("10 mg")
        .id(id)
        .patient("Patient/" + id)
        .on(DAY)
        .medication(new Reference("#m"))
        .contained(medication);
  }

  private static Coding hcpcs(String code) {
    return new Coding(Canonicals.HCPCS, code, null);
  }

  @Test
  void anAdministrationMayHaveACodeOfItsOwn() {
    call(ndc(LEMTRADA), text("ondansetron"))
        .code("J0202")
        .statement("MedicationAdministration/a2")
        .part("billingCode", hcpcs("J2405"))
        .end()
        .lines("J0202 10", "J2405 10")
        .neverSays("billing-code-mismatch")
        .valid();
    call(text("alemtuzumab"), text("ondansetron"))
        .statement("MedicationAdministration/a1")
        .part("billingCode", hcpcs("J0202"))
        .end()
        .statement("MedicationAdministration/a2")
        .part("billingCode", hcpcs("J2405"))
        .end()
        .lines("J0202 10", "J2405 10");
    call(text("alemtuzumab"), text("ondansetron"), text("alemtuzumab"))
        .code("J0202")
        .statement("MedicationAdministration/a2")
        .part("billingCode", hcpcs("J2405"))
        .end()
        .lines("J0202 10", "J2405 10", "J0202 10");
  }

  @Test
  void aCodeOfItsOwnGoesBeforeTheCallsAndThePackages() {
    call(ndc(REMICADE))
        .code("J9010")
        .statement("")
        .part("billingCode", hcpcs("J0202"))
        .end()
        .lines("J0202 10")
        .says("ndc-code-mismatch");
    call(new Reference("Medication/nowhere"))
        .statement("")
        .part("billingCode", hcpcs("J0202"))
        .end()
        .lines("J0202 10")
        .neverSays("reference-not-found");
  }

  /** The call has two administrations, so its code says nothing about the other drug. */
  @Test
  void besideOneWithTheSameCodeOfItsOwnAnotherDrugIsRefused() {
    call(text("alemtuzumab"), ndc(REMICADE))
        .code("J0202")
        .statement("MedicationAdministration/a1")
        .part("billingCode", hcpcs("J0202"))
        .end()
        .statuses("priced", "refused")
        .says("billing-code-mismatch");
  }

  static Stream<Arguments> formsOfACode() {
    return Stream.of(
        Arguments.of(new Coding(Canonicals.HCPCS_HTTPS, "J0202", null), "priced", ""),
        Arguments.of(new Coding(null, "J0202", null), "priced", ""),
        Arguments.of(new CodeType("J0202"), "priced", ""),
        Arguments.of(hcpcs("Z9999"), "refused", "code-unknown"),
        Arguments.of(hcpcs("J9010"), "refused", "code-terminated"),
        Arguments.of(hcpcs("J9298"), "refused", "code-without-dosage"),
        Arguments.of(hcpcs("nonsense"), "refused", "parameter-not-valid"),
        Arguments.of(new Coding(LOCAL, "J0202", null), "refused", "parameter-not-valid"),
        Arguments.of(new Coding(), "refused", "parameter-not-valid"),
        Arguments.of(new IntegerType(7), "refused", "parameter-not-valid"));
  }

  @ParameterizedTest
  @MethodSource("formsOfACode")
  void aCodeOfItsOwnIsReadAndRefusedLikeTheCalls(Type code, String status, String issue) {
    Call call =
        call(ndc(LEMTRADA), text("b"))
            .code("J0202")
            .statement("MedicationAdministration/a2")
            .part("discarded", Administered.quantity("0 mg"))
            .part("billingCode", code)
            .end();
    call.statuses("priced", status);
    if (!issue.isEmpty()) {
      call.says(issue).at(issue, "Parameters.parameter[4].part[2]").valid();
    }
  }

  @Test
  void aCodeThatHasEndedNamesItsSuccessorWithThisDose() {
    Call call =
        call(ndc(LEMTRADA), text("b"))
            .statement("MedicationAdministration/a2")
            .part("billingCode", hcpcs("J9010"))
            .end();
    assertThat(call.text("code-terminated")).contains("J0202", "10 units");
  }

  @Test
  void twoCodesForOneAdministrationAreRefused() {
    Arrays.asList(hcpcs("J0202"), hcpcs("J2405"))
        .forEach(
            second ->
                call(ndc(LEMTRADA))
                    .statement("")
                    .part("billingCode", hcpcs("J0202"))
                    .part("billingCode", second)
                    .end()
                    .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[2].part[1]"));
  }
}
