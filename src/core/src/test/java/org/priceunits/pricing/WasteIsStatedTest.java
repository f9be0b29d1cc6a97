package org.priceunits.pricing;

import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;
import static org.priceunits.pricing.Administered.waste;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.priceunits.fhir.Canonicals;

/** Tests the ways to state a discard, their precedence, and the errors in each. */
class WasteIsStatedTest {
  private static final String DISCARDED = "J9010 2 JW";

  @Test
  void aStatementIsBelievedBeforeAWasteRecordAndTheExtension() {
    Call.of(
            dose("10 mg").id("a1").vial("30 mg").discarded("1 mg"),
            waste("2 mg", "MedicationAdministration/a1"))
        .code("J9010")
        .statement("MedicationAdministration/a1")
        .discarded("20 mg")
        .end()
        .lines("J9010 1", DISCARDED)
        .statuses("priced", "discard-record");
  }

  @Test
  void aWasteRecordIsBelievedBeforeTheExtension() {
    Call.of(
            dose("10 mg").id("a1").vial("30 mg").discarded("1 mg"),
            waste("20 mg", "MedicationAdministration/a1"))
        .code("J9010")
        .lines("J9010 1", DISCARDED)
        .neverSays("waste-derived");
  }

  @Test
  void theExtensionIsBelievedBeforeTheContainers() {
    Call.of(dose("10 mg").vial("30 mg").discarded("10 mg"))
        .code("J9010")
        .lines("J9010 1", "J9010 1 JW")
        .says("waste-unaccounted")
        .neverSays("waste-derived");
  }

  @Test
  void withNothingStatedTheContainersTell() {
    Call.of(dose("10 mg").vial("30 mg"))
        .code("J9010")
        .lines("J9010 1", DISCARDED)
        .says("waste-derived");
  }

  @Test
  void aPackageSizeAloneTellsNothing() {
    Call.of(dose("10 mg").ndc("58468020001").on("2024-05-01T10:00:00-05:00"))
        .lines("J0202 10")
        .says("waste-unknown");
  }

  @Test
  void severalWasteRecordsSum() {
    Call.of(
            dose("10 mg").id("a1").vial("30 mg"),
            waste("5 mg", "MedicationAdministration/a1").id("w1"),
            waste("15 mg", "MedicationAdministration/a1").id("w2"))
        .code("J9010")
        .lines("J9010 1", DISCARDED);
  }

  @Test
  void aWasteRecordThatIsInTheCallTwiceCountsOnce() {
    Call.of(
            dose("3 mg")
                .id("a1")
                .on("2024-05-01T10:00:00-05:00")
                .container("30 mg", 2, "single-dose"),
            waste("27 mg", "MedicationAdministration/a1").id("w1"),
            waste("27 mg", "MedicationAdministration/a1").id("w1"))
        .code("J0202")
        .lines("J0202 3", "J0202 27 JW")
        .statuses("priced", "discard-record", "refused")
        .says("duplicate-administration", "waste-unaccounted");
  }

  @Test
  void aWasteRecordOfTwoAdministrationsCountsOnce() {
    Administered waste = waste("20 mg", "MedicationAdministration/a1");
    waste.record().addPartOf(new Reference("MedicationAdministration/a2"));
    Call.of(
            dose("5 mg").id("a1").on("2024-05-01T10:00:00-05:00").vial("30 mg"),
            dose("5 mg").id("a2").on("2024-05-01T12:00:00-05:00"),
            waste)
        .code("J0202")
        .lines("J0202 10", "J0202 20 JW")
        .neverSays("overfill-ignored");
  }

  @Test
  void aStoredWasteRecordIsFoundThroughPartOf() {
    Call.body(null)
        .query("billingCode", "J9010")
        .instance(dose("10 mg").id("s1").vial("30 mg"))
        .stored(waste("20 mg", "MedicationAdministration/s1").id("w1").record())
        .lines("J9010 1", DISCARDED)
        .statuses("priced")
        .neverSays("waste-derived");
  }

  @Test
  void aStoredWasteRecordThatIsInTheCallTooCountsOnce() {
    Call.of(waste("20 mg", "MedicationAdministration/s1").identifier("w"))
        .code("J0202")
        .instance(
            dose("10 mg")
                .id("s1")
                .on("2024-05-01T10:00:00-05:00")
                .container("30 mg", 2, "single-dose"))
        .stored(waste("20 mg", "MedicationAdministration/s1").id("w9").identifier("w").record())
        .lines("J0202 10", "J0202 20 JW");
  }

  @Test
  void aWasteRecordMayNameItsAdministrationByIdentifier() {
    Administered waste = waste("20 mg", "");
    waste.record().getPartOf().clear();
    waste
        .record()
        .addPartOf(
            new Reference()
                .setIdentifier(dose("").identifier("adm-1").record().getIdentifier().get(0)));
    Call.of(dose("10 mg").identifier("adm-1").vial("30 mg"), waste)
        .code("J9010")
        .lines("J9010 1", DISCARDED)
        .statuses("priced", "discard-record");
  }

  @Test
  void aWasteRecordOfAnotherPatientRefusesItsAdministration() {
    Call.of(
            dose("10 mg").id("a1").vial("30 mg"),
            waste("20 mg", "MedicationAdministration/a1").patient("Patient/p2"))
        .code("J9010")
        .lines()
        .says("patient-mismatch")
        .at("patient-mismatch", "Parameters.parameter[1].resource.subject");
  }

  @Test
  void aWasteRecordWithoutItsAdministrationIsRefused() {
    Call.of(waste("20 mg", "MedicationAdministration/elsewhere"))
        .code("J9010")
        .lines()
        .statuses("refused")
        .says("discard-without-administration");
  }

  @Test
  void aWasteRecordOfARefusedAdministrationBillsNothing() {
    Call.of(dose("").id("a1").vial("30 mg"), waste("20 mg", "MedicationAdministration/a1"))
        .code("J9010")
        .lines()
        .statuses("refused", "discard-record")
        .says("dose-missing");
  }

  @Test
  void aWasteRecordWithoutAnAmountIsRefused() {
    Call.of(dose("10 mg").id("a1").vial("30 mg"), waste("", "MedicationAdministration/a1"))
        .code("J9010")
        .lines()
        .says("discard-invalid")
        .at("discard-invalid", "Parameters.parameter[1].resource.dosage.dose");
  }

  @Test
  void twoDiscardedAmountsAreRefused() {
    Call.of(dose("10 mg").discarded("10 mg").discarded("10 mg").vial("30 mg"))
        .code("J9010")
        .lines()
        .says("discard-invalid")
        .at("discard-invalid", "Parameters.parameter[0].resource.extension[1]");
  }

  @Test
  void discardedBeyondTheLabelIsOverfill() {
    Call.of(dose("10 mg").vial("30 mg").discarded("25 mg"))
        .code("J9010")
        .lines("J9010 1", DISCARDED)
        .says("overfill-ignored");
  }

  @Test
  void anAbsurdDiscardIsRefused() {
    Call.of(dose("10 mg").discarded("9999999999999999999 mg"))
        .code("J9010")
        .lines()
        .says("discard-invalid");
  }

  @Test
  void moreDiscardedUnitsThanAClaimCanCarryAreRefused() {
    Call.of(
            dose("10 mg")
                .on("2024-05-01T10:00:00-05:00")
                .container("30 mg", 2_000_000, "single-dose"))
        .code("J0202")
        .lines()
        .says("discard-invalid");
  }

  @Test
  void aContainerWithNdcAloneHoldsWhatTheCatalogSays() {
    Call.of(
            dose("7 mg")
                .on("2024-05-01T10:00:00-05:00")
                .container(
                    "", 1, "single-dose", new Extension("ndc", new CodeType("58468-0200-1"))))
        .lines("J0202 7", "J0202 5 JW")
        .says("waste-derived");
  }

  @Test
  void aContainerOfAnUnknownNdcNeedsItsSize() {
    Call.of(
            dose("7 mg")
                .container(
                    "", 1, "single-dose", new Extension("ndc", new CodeType("99999-9999-9"))))
        .code("J9010")
        .lines()
        .says("product-unknown")
        .at("product-unknown", "Parameters.parameter[0].resource.extension[0]");
  }

  @Test
  void theStatedKindIsBelievedBeforeTheCatalogs() {
    Call.of(
            dose("7 mg")
                .on("2024-05-01T10:00:00-05:00")
                .ndc("58468020001")
                .container("12 mg", 1, "multi-dose"))
        .lines("J0202 7");
  }

  @Test
  void aContainerOfNoneOrNoSizeIsRefused() {
    Call.of(dose("10 mg").container("0 mg", 1, "single-dose"))
        .code("J9010")
        .lines()
        .says("dose-invalid");
    Call.of(dose("10 mg").id("a1"))
        .code("J9010")
        .statement("")
        .container(Map.of("size", quantity("30 mg"), "count", new PositiveIntType().setValue(1)))
        .end()
        .lines("J9010 1")
        .says("container-kind-unknown");
  }

  @Test
  void aPartOfTheWrongTypeIsRefusedAndNotPassedOver() {
    Call.of(
            dose("10 mg")
                .container(
                    "30 mg", 1, "single-dose", new Extension("shared", new StringType("true"))))
        .code("J9010")
        .lines()
        .says("parameter-not-valid")
        .at("parameter-not-valid", "Parameters.parameter[0].resource.extension[0]");
  }

  @Test
  void theFaultyContainerIsTheOneThatIsNamed() {
    Call.of(dose("10 mg").vial("30 mg").container("30 mg", 1, "ampoule"))
        .code("J9010")
        .lines()
        .says("parameter-not-valid")
        .at("parameter-not-valid", "Parameters.parameter[0].resource.extension[1]");
  }

  @Test
  void containersInAnotherUnitCountInTheCodes() {
    Call.of(dose("10 mg").vial("0.03 g")).code("J9010").lines("J9010 1", DISCARDED);
    Call.of(dose("10 mg").vial("1 mL"))
        .code("J9010")
        .lines()
        .says("dose-unit-not-convertible")
        .at("dose-unit-not-convertible", "Parameters.parameter[0].resource.extension[0]");
  }

  @Test
  void containersOfBothKindsTellNothing() {
    Call.of(dose("10 mg").vial("10 mg").container("30 mg", 1, "multi-dose"))
        .code("J9010")
        .lines("J9010 1")
        .says("container-kind-unknown");
  }

  @Test
  void aSharedContainerTellsNothing() {
    Call.of(
            dose("10 mg")
                .container(
                    "30 mg", 1, "single-dose", new Extension("shared", new BooleanType(true))))
        .code("J9010")
        .lines("J9010 1")
        .says("waste-unknown");
  }

  @Test
  void aDoseAboveItsContainersIsRefused() {
    Call.of(dose("40 mg").vial("30 mg")).code("J9010").lines().says("dose-exceeds-containers");
  }

  /** Containers of one record are counted for the other, but no record can exceed its own alone. */
  @Test
  void ofSeveralOnlyTheRecordThatExceedsItsOwnContainersIsRefused() {
    Administered silent = dose("20 mg").id("a2");
    Administered exceeding = dose("31 mg").id("a1").vial("30 mg");
    Call.of(exceeding, silent)
        .code("J9010")
        .lines("J9010 2")
        .statuses("refused", "priced")
        .says("dose-exceeds-containers")
        .at("dose-exceeds-containers", "Parameters.parameter[0].resource.dosage.dose");
    Call.of(silent, exceeding)
        .code("J9010")
        .lines("J9010 2")
        .statuses("priced", "refused")
        .at("dose-exceeds-containers", "Parameters.parameter[1].resource.dosage.dose");
    // Together they exceed the vial, and neither does alone: either may be wrong.
    Call.of(dose("30 mg").id("a1").vial("30 mg"), silent)
        .code("J9010")
        .lines()
        .statuses("refused", "refused");
    Call.of(exceeding, dose("20 mg").id("a2").vial("30 mg"))
        .code("J9010")
        .lines("J9010 6")
        .statuses("priced", "priced");
    Call.of(exceeding, dose("20 mg").id("a2").vial("20 mg"))
        .code("J9010")
        .lines()
        .statuses("refused", "refused");
  }

  @Test
  void aStoppedAdministrationStatesNeither() {
    Call.of(dose("10 mg").status("stopped").vial("30 mg").discarded("20 mg"))
        .code("J9010")
        .lines("J9010 1")
        .says("stopped-administration-review");
  }

  @Test
  void zeroDiscardedIsAStatement() {
    Call.of(dose("12 mg").on("2024-05-01T10:00:00-05:00").vial("12 mg").discarded("0 mg"))
        .code("J0202")
        .lines("J0202 12 JZ");
  }

  private static Call discardedBeside(Administered given, Administered waste) {
    return Call.of(given.id("a1").on("2024-05-01T10:00:00-05:00").vial("400 mg"), waste);
  }

  private static Administered rest() {
    return waste("20 mg", "MedicationAdministration/a1").on("2024-05-01T10:00:00-05:00");
  }

  /** 50242-0060-01 is Avastin; 58468-0200-01 Lemtrada. */
  @Test
  void aWasteRecordOfAnotherDrugIsRefused() {
    discardedBeside(dose("380 mg").ndc("50242006001"), rest().ndc("58468020001"))
        .lines()
        .statuses("refused", "discard-record")
        .at("discard-invalid", "Parameters.parameter[1].resource.medication");
    discardedBeside(
            dose("380 mg").medication(concept(Canonicals.HCPCS, "J9035")), rest().rxNorm("26225"))
        .lines()
        .says("discard-invalid");
  }

  @Test
  void aWasteRecordOfTheSameDrugOrInWordsCounts() {
    Administered given = dose("380 mg").ndc("50242006001");
    for (Administered rest :
        List.of(
            rest().ndc("50242006001"),
            rest().medication(concept(Canonicals.HCPCS, "J9035")),
            rest().medication(new CodeableConcept().setText("rest of the vial")),
            rest().medication(null))) {
      discardedBeside(given, rest).lines("J9035 38", "J9035 2 JW").neverSays("discard-invalid");
      given = dose("380 mg").ndc("50242006001");
    }
    discardedBeside(
            dose("380 mg").medication(concept("urn:house", "BEV")), rest().ndc("50242006001"))
        .code("J9035")
        .lines("J9035 38", "J9035 2 JW");
    discardedBeside(
            dose("380 mg").ndc("50242006001"),
            rest().medication(concept("urn:house", "1").setText("AVASTIN vial")))
        .lines("J9035 38", "J9035 2 JW");
    discardedBeside(
            dose("380 mg").ndc("50242006001"),
            rest()
                .medication(
                    new CodeableConcept(new Coding(Canonicals.RXNORM, "999999", "bevacizumab"))))
        .lines("J9035 38", "J9035 2 JW");
    discardedBeside(
            dose("380 mg").medication(concept("urn:house", "1").setText("bevacizumab")),
            rest().medication(concept("urn:other", "2").setText("Bevacizumab")))
        .code("J9035")
        .lines("J9035 38", "J9035 2 JW");
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }
}
