package org.priceunits.domain.checking;

import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.checking.Billed.against;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.Case;
import org.priceunits.domain.billing.Policies;
import org.priceunits.domain.billing.request.Catalogs;

/** Tests claims that say more than the record, or that the record cannot be compared with. */
class SilentRecordsTest {
  private static Case dose() {
    return given().code("J0202").dose("10 mg");
  }

  /** Neither is settled by a record that does not speak of waste. */
  @Test
  void weighAJwLineAsAJzLine() {
    against(dose())
        .line("J0202 10 JZ")
        .finds("discard-modifier-unconfirmed [0] MODIFIER: JZ for nothing (R17)")
        .fails(false);
    against(dose())
        .line("J0202 10")
        .line("J0202 2 JW")
        .finds("discard-modifier-unconfirmed [1] MODIFIER: J0202, 2 units for nothing (R17)")
        .fails(false);
  }

  /** Never JW and JZ for one drug, and JW only beside a line of the dose. */
  @Test
  void doNotExcuseAClaimThatContradictsItself() {
    against(dose())
        .line("J0202 10 JW")
        .finds(
            "discard-modifier-unconfirmed [0] MODIFIER: JW for nothing (R17)",
            "discard-modifier-not-allowed [0] MODIFIER: JW for nothing (R2)")
        .says("no line bills what was given of J0202 on that day");
    against(dose())
        .line("J0202 10 JW JZ")
        .finds(
            "discard-modifier-unconfirmed [0] MODIFIER: JW for nothing (R17)",
            "discard-modifier-unconfirmed [0] MODIFIER: JZ for nothing (R17)",
            "discard-modifier-not-allowed [0] MODIFIER: JW JZ for nothing (R2)");
    against(dose())
        .line("J0202 10 JZ")
        .line("J0202 2 JW")
        .finds(
            "discard-modifier-unconfirmed [0] MODIFIER: JZ for nothing (R17)",
            "discard-modifier-unconfirmed [1] MODIFIER: J0202, 2 units for nothing (R17)",
            "discard-modifier-not-allowed [1] MODIFIER: JW for nothing (R2)")
        .says("line 1 of the same drug has JZ for none");
  }

  /** Two distinct services, and two packages, are attested each by itself. */
  @Test
  void letServicesOfOneDayBeAttestedApart() {
    against(dose().and().distinct("59").dose("10 mg"))
        .line("J0202 10 JZ")
        .line("J0202 10 59")
        .line("J0202 2 JW 59")
        .fails(false);
  }

  @Test
  void areToldFromRecordsThatSettleTheWaste() {
    against(dose().vial("10 mg"))
        .line("J0202 10 JZ")
        .line("J0202 2 JW")
        .finds("discard-modifier-not-allowed [1] MODIFIER: J0202, 2 units for nothing (R6)");
    against(given().code("J9355").dose("100 mg").multiDose("420 mg"))
        .line("J9355 10")
        .line("J9355 2 JW")
        .finds("discard-modifier-not-allowed [1] MODIFIER: J9355, 2 units for nothing (R7)");
  }

  /** R19: from 2026 a skin substitute has neither modifier. */
  @ParameterizedTest
  @CsvSource({"2025-12-31, true", "2026-01-01, false"})
  void needNoModifierForACodeThatHasNone(String day, boolean wrong) {
    Case applied = given().code("Q4101").on(day).dose("40 cm2").vial("44 cm2");
    against(applied).line("Q4101 40").on(day).fails(wrong);
  }

  @Test
  void settleNoLineForTheWasteOfAnUnclassifiedCode() {
    Case silent = given().code("C9399").name("newdrug").dose("250 mg");
    Case stated = given().code("C9399").name("newdrug").dose("250 mg").discarded("50 mg");
    for (Case each : new Case[] {silent, stated}) {
      against(each)
          .line("C9399 1")
          .words("newdrug 250 mg")
          .line("C9399 1 JW")
          .words("newdrug 50 mg discarded")
          .finds("discard-modifier-unconfirmed [1] MODIFIER: C9399, 1 units for nothing (R18)")
          .fails(false);
    }
  }

  @Test
  void wantTheLineForTheWasteOfAnUnclassifiedCodeWhereThePayerTakesIt() {
    Catalogs contractor = Policies.unclassifiedDiscards("C9399");
    Case two =
        given()
            .knowing(contractor)
            .code("C9399")
            .name("newdrug")
            .dose("250 mg")
            .vial("300 mg")
            .discarded("50 mg");
    against(two)
        .knowing(contractor)
        .line("C9399 1")
        .words("newdrug 250 mg")
        .line("C9399 1 JW")
        .words("newdrug 50 mg discarded")
        .finds();
    against(two)
        .knowing(contractor)
        .line("C9399 1")
        .words("newdrug 250 mg")
        .line("C9399 1 JW")
        .words("newdrug 20 mg discarded")
        .finds(
            "description-differs [1] CODE: newdrug 20 mg discarded for newdrug 50 mg discarded"
                + " (R18)");
    against(two)
        .knowing(contractor)
        .line("C9399 1")
        .words("newdrug 250 mg")
        .finds("discard-modifier-missing [] LINE: nothing for C9399 JW, 1 units (R2)");
  }

  /** The record names its drug in words only, so nothing is expected of it. */
  @Test
  void thatNameADrugInWordsLeaveTheLineUnchecked() {
    Case words = given().name("alemtuzumab").dose("10 mg");
    against(words)
        .line("J0202 10")
        .finds("line-not-checked [0] LINE: J0202, 10 units for nothing (R11)")
        .says("alemtuzumab on 2024-05-01");
    against(words).line("J0202 10").line("J0202 2 JW").neverFinds("line-without-administration");
    against(given().dose("10 mg")).line("J0202 10").says("10 mg on 2024-05-01");
  }

  /** What the record or the caller says of the code decides, though the dose cannot be counted. */
  @Test
  void ofAStatedCodeAreThatCodesAlone() {
    String unexplained = "line-without-administration [0] LINE: J0202, 10 units for nothing (R11)";
    String unchecked = "line-not-checked [0] LINE: J0202, 10 units for nothing (R11)";
    Case stated = given().ownCode("J0202").dose("10 {drop}");
    against(stated).line("J0202 10").finds(unchecked);
    against(given().ownCode("J9035").dose("10 {drop}")).line("J0202 10").finds(unexplained);
    against(given().charted("J0202").dose("10 {drop}")).line("J0202 10").finds(unchecked);
    against(given().charted("J9035").dose("10 {drop}")).line("J0202 10").finds(unexplained);
    against(given().rxNorm("1594663").dose("10 {drop}")).line("J0202 10").finds(unchecked);
    against(given().rxNorm("1594663").dose("10 {drop}"))
        .line("J9035 10")
        .finds("line-without-administration [0] LINE: J9035, 10 units for nothing (R11)");
  }

  @Test
  void ofAnotherDayPatientOrDrugLeaveTheLineWithoutAdministration() {
    String unexplained = "line-without-administration [0] LINE: J0202, 10 units for nothing (R11)";
    against(given().on("2024-05-02").name("alemtuzumab").dose("10 mg"))
        .line("J0202 10")
        .finds(unexplained);
    against(given().patient("Patient/p2").name("alemtuzumab").dose("10 mg"))
        .line("J0202 10")
        .finds(unexplained);
    against(given().ndc("50242-0060-01").dose("10 {drop}")).line("J0202 10").finds(unexplained);
    against(given().ndc("58468-0200-01").dose("10 {drop}"))
        .line("J0202 10")
        .finds("line-not-checked [0] LINE: J0202, 10 units for nothing (R11)");
    against(given().patient("Patient/p2").name("alemtuzumab").dose("10 mg"))
        .patient("")
        .line("J0202 10")
        .finds("line-not-checked [0] LINE: J0202, 10 units for nothing (R11)");
    against(given().name("alemtuzumab").dose("10 mg"))
        .line("J0202 10")
        .on(null)
        .neverFinds("line-without-administration");
  }
}
