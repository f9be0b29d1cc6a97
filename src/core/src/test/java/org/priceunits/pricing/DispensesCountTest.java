package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;

import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests the dispenses of an order: their containers are those that were opened, if all were. */
class DispensesCountTest {
  private static final String DAY = "2024-05-01T09:00:00-05:00";
  private static final String LEMTRADA = "58468-0200-01";
  private static final String AVASTIN = "50242-0061-01";

  /** 10 mg of a vial of 12 mg in 1.2 mL. */
  private static Administered given() {
    return given("10 mg");
  }

  private static Administered given(String amount) {
    return dose(amount).ndc(LEMTRADA).on(DAY).request("MedicationRequest/r1");
  }

  private static MedicationDispense dispense(String ndc, String amount) {
    MedicationDispense dispense =
        new MedicationDispense()
            .setStatus(MedicationDispenseStatus.COMPLETED)
            .setMedication(new CodeableConcept(new Coding(Canonicals.NDC, ndc, null)))
            .setSubject(new Reference("Patient/p1"))
            .addAuthorizingPrescription(new Reference("MedicationRequest/r1"));
    dispense.setWhenHandedOverElement(new DateTimeType("2024-05-01T08:10:00-05:00"));
    return amount.isEmpty() ? dispense : dispense.setQuantity(quantity(amount));
  }

  private static Call call(MedicationDispense... dispenses) {
    Call call = Call.of(given());
    for (MedicationDispense dispense : dispenses) {
      call.resource("resource", dispense);
    }
    return call;
  }

  @Test
  void aDispenseWithoutAStatusIsNotCounted() {
    call(dispense(LEMTRADA, "1 {vial}").setStatus(null))
        .lines("J0202 10")
        .neverSays("containers-from-dispense");
  }

  @ParameterizedTest
  @CsvSource({"1 {vial}", "12 mg", "0.012 g", "1.2 mL"})
  void wholeContainersShowWhatWasOpened(String amount) {
    call(dispense(LEMTRADA, amount))
        .lines("J0202 10", "J0202 2 JW")
        .says("containers-from-dispense", "waste-derived")
        .neverSays("dispense-not-used", "waste-unknown");
  }

  /** A package counts if it holds one container; a bag holds what the pharmacy filled in. */
  @ParameterizedTest
  @CsvSource({"1 {carton}, true", "1 {kit}, true", "1 {bag}, false"})
  void packagesOfOneContainerShowItAndBagsDoNot(String amount, boolean shown) {
    Call call =
        call(dispense(LEMTRADA, amount))
            .says(shown ? "containers-from-dispense" : "dispense-not-used");
    if (shown) {
      call.lines("J0202 10", "J0202 2 JW");
    } else {
      call.lines("J0202 10");
    }
  }

  /** A prepared dose says nothing of the vials that it came from. */
  @ParameterizedTest
  @CsvSource({"10 mg", "1 mL", "12.1 mg", "0.5 {vial}", "12 [iU]"})
  void otherAmountsDoNot(String amount) {
    call(dispense(LEMTRADA, amount))
        .lines("J0202 10")
        .says("dispense-not-used", "waste-unknown")
        .neverSays("containers-from-dispense");
  }

  @Test
  void amountsWithoutAUnitDoNot() {
    call(dispense(LEMTRADA, "").setQuantity(new Quantity().setValue(1)))
        .lines("J0202 10")
        .says("dispense-not-used");
    call(dispense(LEMTRADA, "")).lines("J0202 10").says("dispense-not-used");
  }

  @Test
  void severalOfADayAreAddedUp() {
    Call.of(given("20 mg"))
        .resource("resource", dispense(LEMTRADA, "1 {vial}"))
        .resource("resource", dispense(LEMTRADA, "1.2 mL"))
        .lines("J0202 20", "J0202 4 JW")
        .says("containers-from-dispense");
    Call.of(given("20 mg"))
        .resource("resource", dispense(LEMTRADA, "1 {vial}"))
        .resource("resource", dispense(LEMTRADA, "1 mL"))
        .lines("J0202 20")
        .says("dispense-not-used");
  }

  /** What may have gone back unopened is no waste, and less than was given was not all. */
  @ParameterizedTest
  @CsvSource({
    "12, 1, true",
    "12.1, 1, false",
    "12.1, 2, true",
    "12, 2, false",
    "0.1, 2, false",
    "24.1, 3, true",
    "24, 3, false"
  })
  void moreOrLessThanWasNeededShowsNothing(String mg, int count, boolean fits) {
    Call call =
        Call.of(given(mg + " mg")).resource("resource", dispense(LEMTRADA, count + " {vial}"));
    if (fits) {
      call.says("containers-from-dispense").neverSays("dispense-not-used", "waste-unknown");
    } else {
      call.says("dispense-not-used", "waste-unknown").neverSays("containers-from-dispense");
      assertThat(call.text("dispense-not-used")).contains(12 * count + " mg", mg + " mg");
    }
  }

  /** Whether a vial is single-dose is known from its label, here FDA's listing. */
  @Test
  void areOfTheKindThatThePackageHas() {
    Call.of(dose("340 mg").ndc(AVASTIN).on(DAY).request("MedicationRequest/r1"))
        .resource("resource", dispense(AVASTIN, "1 {vial}"))
        .lines("J9035 34", "J9035 6 JW")
        .says("containers-from-dispense", "container-kind-from-source");
  }

  @Test
  void theStatedWasteIsPartOfTheNeed() {
    Call.of(given().discarded("2 mg"))
        .resource("resource", dispense(LEMTRADA, "1 {vial}"))
        .lines("J0202 10", "J0202 2 JW")
        .says("containers-from-dispense")
        .neverSays("waste-derived");
    Call.of(given().discarded("14 mg"))
        .resource("resource", dispense(LEMTRADA, "2 {vial}"))
        .lines("J0202 10", "J0202 14 JW")
        .says("containers-from-dispense");
    Call.of(given().discarded("2.1 mg"))
        .resource("resource", dispense(LEMTRADA, "1 {vial}"))
        .says("dispense-not-used");
  }

  @Test
  void theRecordsOwnContainersComeFirst() {
    Call.of(given().vial("11 mg"))
        .resource("resource", dispense(LEMTRADA, "1 {vial}"))
        .lines("J0202 10", "J0202 1 JW")
        .neverSays("containers-from-dispense", "dispense-not-used");
  }

  @ParameterizedTest
  @CsvSource({
    "in-progress, true",
    "completed, true",
    "preparation, false",
    "cancelled, false",
    "entered-in-error, false",
    "stopped, false",
    "on-hold, false"
  })
  void onlyWhatWasHandedOverCounts(String status, boolean counts) {
    MedicationDispense dispense = dispense(LEMTRADA, "1 {vial}");
    dispense.setStatus(MedicationDispenseStatus.fromCode(status));
    Call call = call(dispense).neverSays("dispense-not-used");
    if (counts) {
      call.lines("J0202 10", "J0202 2 JW");
    } else {
      call.lines("J0202 10").says("waste-unknown");
    }
  }

  @Test
  void ofAnotherOrderPatientOrDayDoNotCount() {
    MedicationDispense order = dispense(LEMTRADA, "1 {vial}");
    order.setAuthorizingPrescription(List.of(new Reference("MedicationRequest/r2")));
    MedicationDispense none = dispense(LEMTRADA, "1 {vial}");
    none.setAuthorizingPrescription(null);
    MedicationDispense patient = dispense(LEMTRADA, "1 {vial}");
    patient.setSubject(new Reference("Patient/p2"));
    MedicationDispense before = dispense(LEMTRADA, "1 {vial}");
    before.setWhenHandedOverElement(new DateTimeType("2024-04-30T23:59:00-05:00"));
    MedicationDispense undated = dispense(LEMTRADA, "1 {vial}");
    undated.setWhenHandedOverElement(null);
    for (MedicationDispense other : List.of(order, none, patient, before)) {
      call(other).lines("J0202 10").neverSays("containers-from-dispense", "dispense-not-used");
    }
    Call told = call(undated).lines("J0202 10").says("dispense-not-used");
    assertThat(told.text("dispense-not-used")).contains("has no day", "Send its whenHandedOver");
    undated.setWhenPreparedElement(new DateTimeType("2024-05-01T08:00:00-05:00"));
    call(undated).lines("J0202 10", "J0202 2 JW");
    Call.of(dose("10 mg").ndc(LEMTRADA).on(DAY))
        .resource("resource", none)
        .lines("J0202 10")
        .neverSays("containers-from-dispense");
  }

  @Test
  void ofAnotherDrugAreNamed() {
    Call call = call(dispense(AVASTIN, "1 {vial}")).lines("J0202 10").says("dispense-not-used");
    assertThat(call.text("dispense-not-used")).contains("another drug");
    call(dispense("12345-6789-01", "1 {vial}")).lines("J0202 10").says("dispense-not-used");
  }

  /**
   * NDCs of administration and dispense, what was dispensed, the waste (340 mg of Avastin were
   * given) and the NDC on the lines. 50242-0061-10 is the carton of ten of the vial 50242-0061-01,
   * and 50242-0060-01 the smaller vial.
   */
  @ParameterizedTest
  @CsvSource({
    "50242-0061-01, 50242-0061-01; 50242-0061-10, 1 {vial}, true, 50242006101",
    "50242-0061-01, 50242-0061-10; 50242-0061-01, 400 mg, true, 50242006101",
    "50242-0061-10, 50242-0061-10; 50242-0061-01, 1 {vial}, true, 50242006110",
    "50242-0061-01; 50242-0061-10, 50242-0061-10; 50242-0061-01, 1 {vial}, true,",
    "50242-0061-01, 50242-0061-10; 50242-0061-01, 1 {carton}, false, 50242006101",
    "50242-0061-01, 50242-0061-01; 50242-0060-01, 1 {vial}, false, 50242006101",
    "50242-0061-01, 50242-0061-01; 12345-6789-01, 1 {vial}, false, 50242006101",
    "50242-0061-01, 12345-6789-01; 50242-0061-01, 1 {vial}, false, 50242006101"
  })
  void vialAndCartonAreOneProduct(
      String given, String dispensed, String amount, boolean used, String onLines) {
    MedicationDispense both = dispense(AVASTIN, amount);
    CodeableConcept packages = new CodeableConcept();
    for (String ndc : dispensed.split("; ")) {
      packages.addCoding(new Coding(Canonicals.NDC, ndc, null));
    }
    Call call =
        Call.of(dose("340 mg").ndc(given.split("; ")).on(DAY).request("MedicationRequest/r1"))
            .resource("resource", both.setMedication(packages));
    if (used) {
      call.lines("J9035 34", "J9035 6 JW").says("containers-from-dispense");
    } else {
      call.lines("J9035 34").says("dispense-not-used");
      assertThat(call.text("dispense-not-used")).contains("dispense");
    }
    call.claim()
        .getItem()
        .forEach(
            line ->
                assertThat(
                        line.getDetail().stream()
                            .map(d -> d.getProductOrService().getCodingFirstRep().getCode())
                            .findFirst()
                            .orElse(null))
                    .isEqualTo(onLines));
  }

  @Test
  void ofADrugGivenInWordsAreThoseOfTheStatedCode() {
    Administered words =
        dose("10 mg")
            .on(DAY)
            .request("MedicationRequest/r1")
            .medication(new CodeableConcept().setText("alemtuzumab"));
    Call.of(words)
        .code("J0202")
        .resource("resource", dispense(LEMTRADA, "1 {vial}"))
        .lines("J0202 10", "J0202 2 JW");
  }

  @Test
  void ofAnOrderGivenTwiceADayAreCountedOnce() {
    Call.of(given().id("a1"), given().id("a2"))
        .resource("resource", dispense(LEMTRADA, "2 {vial}"))
        .lines("J0202 20", "J0202 4 JW")
        .says("containers-from-dispense");
    Call.of(given().id("a1"), given().id("a2").distinct("XE"))
        .resource("resource", dispense(LEMTRADA, "2 {vial}"))
        .lines("J0202 10", "J0202 10 XE")
        .says("dispense-not-used")
        .neverSays("containers-from-dispense");
  }

  @Test
  void ofStoredAdministrationsAreFoundInTheStore() {
    MedicationDispense stored = dispense(LEMTRADA, "1 {vial}");
    stored.setId("d1");
    Call.of()
        .stored(given().id("a1").record(), stored)
        .with("administrationReference", new Reference("MedicationAdministration/a1"))
        .lines("J0202 10", "J0202 2 JW")
        .says("containers-from-dispense");
    Call.of()
        .stored(given().id("a1").record(), stored)
        .with("administrationReference", new Reference("MedicationAdministration/a1"))
        .resource("resource", stored)
        .lines("J0202 10", "J0202 2 JW");
  }

  @Test
  void tellLotAndExpiry() {
    Medication product = new Medication();
    product.setId("#m");
    product.setCode(new CodeableConcept(new Coding(Canonicals.NDC, LEMTRADA, null)));
    product.getBatch().setLotNumber("L-77");
    product.getBatch().setExpirationDateElement(new DateTimeType("2025-08-31"));
    MedicationDispense dispense = dispense(LEMTRADA, "1 {vial}");
    dispense.addContained(product);
    dispense.setMedication(new Reference("#m"));
    Claim claim = call(dispense).lines("J0202 10", "J0202 2 JW").claim();
    assertThat(
            claim.getSupportingInfo().stream().map(i -> i.getCode().getCodingFirstRep().getCode()))
        .containsOnlyOnce("lot-number", "expiration");
    assertThat(claim.getItem().get(0).getInformationSequence()).hasSize(4);
  }

  @Test
  void doNotChangeAnUnclassifiedCode() {
    Call.of(given())
        .with("billingCode", new Coding(Canonicals.HCPCS, "J9999", null))
        .resource("resource", dispense(LEMTRADA, "1 {vial}"))
        .lines("J9999 1")
        .neverSays("containers-from-dispense");
  }
}
