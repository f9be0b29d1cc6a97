package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.NDC_INVALID;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Validity;

/** Which lines, and which NDC quantities, the packages of one group get. */
class LinesOfPackagesTest {
  private static final String LEMTRADA = "58468-0200-01";
  private static final String ANOTHER = "58468-0357-01";
  private static final String UNKNOWN = "12345-6789-01";
  private static final String OTHER = "12345-6789-02";

  private static Case j0202() {
    return given().code("J0202");
  }

  @Test
  void namedByOneOfTwoRecordsStandsOnTheirLine() {
    j0202().ndc(LEMTRADA).dose("10 mg").and().ndc().charted("J0202").dose("4 mg").lines("J0202 14");
    j0202()
        .ndc(LEMTRADA)
        .dose("10 mg")
        .and()
        .ndc()
        .charted("J0202")
        .dose("4 mg")
        .packages(LEMTRADA);
  }

  @Test
  void ofSeveralRecordsHaveTheirLinesAndThoseThatNameNoneHaveOne() {
    j0202()
        .ndc(UNKNOWN)
        .dose("10 mg")
        .and()
        .ndc("12345-6789-02")
        .dose("6 mg")
        .and()
        .ndc()
        .dose("4 mg")
        .lines("J0202 10", "J0202 6", "J0202 4");
  }

  /** The rest of the vial stands on no line, so it is in no NDC quantity. */
  @Test
  void ofAPayerThatTakesNoDiscardedDrugAreCountedByTheDose() {
    Case lemtrada = j0202().ndc(LEMTRADA).dose("10 mg").vial("12 mg");
    lemtrada.lines("J0202 10", "J0202 2 JW").ndcQuantities("1.000 ML", "0.200 ML");
    j0202()
        .knowing(Policies.withoutDiscardLines(ShippedKnowledge.pricing().catalogs()))
        .ndc(LEMTRADA)
        .dose("10 mg")
        .vial("12 mg")
        .lines("J0202 10")
        .ndcQuantities("1.000 ML");
  }

  /** 10 mg of a 30 mg vial and 10 mg of a 10 mg vial; the payer takes whole vials. */
  @Test
  void ofAPayerThatTakesWholeVialsAreCountedByTheirContent() {
    given()
        .payer("bcbs-id-2012")
        .code("J9010")
        .on("2012-03-02")
        .dose("10 mg")
        .vialsOf(1, "30 mg", UNKNOWN)
        .and()
        .dose("10 mg")
        .vialsOf(1, "10 mg", "12345-6789-02")
        .lines("J9010 3", "J9010 1");
  }

  /** The second record's waste goes to the containers that the first one opened. */
  @Test
  void takeTheWasteOfARecordThatNamesNone() {
    j0202()
        .dose("14 mg")
        .vialsOf(1, "12 mg", UNKNOWN)
        .vialsOf(1, "12 mg", "12345-6789-02")
        .and()
        .ndc()
        .dose("4 mg")
        .discarded("6 mg")
        .lines("J0202 9", "J0202 3 JW", "J0202 9", "J0202 3 JW");
  }

  /**
   * Dose and stated discard are what was opened of each package: 12 mg in 1.2 mL, 20 mg in 2 mL.
   */
  @ParameterizedTest
  @CsvSource({
    "9.5 mg, 2.5 mg, J9299 10; J9299 2 JW; J9299 20, 1.000 ML; 0.200 ML; 2.000 ML",
    "9.5 mg, 0.5 mg, J9299 10 JZ; J9299 20 JZ, 1.000 ML; 2.000 ML",
    "10 mg, 0 mg, J9299 10 JZ; J9299 20 JZ, 1.000 ML; 2.000 ML"
  })
  void withoutContainersHaveWhatTheirOwnRecordStates(
      String dose, String discarded, String lines, String quantities) {
    given()
        .code("J9299")
        .on("2025-05-14")
        .ndc("00003-3734-13")
        .dose(dose)
        .discarded(discarded)
        .and()
        .ndc("00003-3774-12")
        .dose("20 mg")
        .lines(lines.split("; "))
        .ndcQuantities(quantities.split("; "));
  }

  /** The bags of one lot are one unit, which no single package of them stands for. */
  @Test
  void ofOneTreatmentAreOneUnitThatNamesOneOnlyIfItIsTheOnlyOne() {
    Case one = given().code("Q2042").ndc(UNKNOWN).dose("1 {bag}").and().dose("1 {bag}");
    one.lines("Q2042 1").packages(UNKNOWN);
    Case two = given().code("Q2042").ndc(UNKNOWN).dose("1 {bag}").and().ndc(OTHER);
    assertThat(two.dose("1 {bag}").lines("Q2042 1").lines().get(0).ndc()).isNull();
  }

  /** A code that counts millilitres needs no strength for its NDC quantity. */
  @Test
  void countedInMillilitresNeedNoStrength() {
    DrugCode volume =
        new DrugCode(
            new HcpcsCode("J0202"),
            Validity.ALWAYS,
            new HcpcsDosage(BigDecimal.TEN, "mL"),
            null,
            null,
            false);
    j0202()
        .knowing(Known.code(volume))
        .ndc(UNKNOWN)
        .form(DoseForm.LIQUID)
        .dose("25 mL")
        .lines("J0202 3")
        .ndcQuantities("25.000 ML");
    j0202()
        .knowing(Known.code(volume))
        .ndc(UNKNOWN)
        .form(DoseForm.SEMISOLID)
        .dose("25 mL")
        .ndcQuantities("none");
  }

  /** A powder is counted in containers, whose content must be one. */
  @Test
  void ofAPowderAreCountedIfTheContainersAreOfOneSize() {
    j0202()
        .ndc(UNKNOWN)
        .form(DoseForm.POWDER)
        .dose("24 mg")
        .vialsOf(2, "12 mg", UNKNOWN)
        .ndcQuantities("2.000 UN");
    j0202()
        .ndc(UNKNOWN)
        .form(DoseForm.POWDER)
        .dose("24 mg")
        .vialsOf(1, "12 mg", UNKNOWN)
        .vialsOf(1, "12 mg", UNKNOWN)
        .ndcQuantities("2.000 UN");
    j0202()
        .ndc(UNKNOWN)
        .form(DoseForm.POWDER)
        .dose("36 mg")
        .vialsOf(1, "12 mg", UNKNOWN)
        .vialsOf(1, "24 mg", UNKNOWN)
        .ndcQuantities("none");
    j0202().ndc(UNKNOWN).form(DoseForm.POWDER).dose("24 mg").ndcQuantities("none");
    j0202().ndc(UNKNOWN).form(DoseForm.POWDER, "12 mg").dose("24 mg").ndcQuantities("2.000 UN");
  }

  /** 250 packages in 400 records are 100,000 rows of the working; the lines show no more. */
  @Test
  void areNotTooManyForTheLinesOfAClaim() {
    day("J0202", 250, 400).neverSays(NDC_INVALID);
    day("J0202", 250, 401).refused(NDC_INVALID);
    day("J3490", 250, 401).neverSays(NDC_INVALID);
  }

  private static Case day(String code, int packages, int records) {
    Case day = null;
    for (int i = 0; i < records; i++) {
      day = day == null ? given().code(code) : day.and();
      day.ndc("12345-%04d-01".formatted(i % packages)).dose("1 mg");
    }
    return day;
  }

  /** No record has two packages of its own: the other's is not opened. */
  @Test
  void ofWhichNoContainerIsStatedHaveTheirOwnLine() {
    j0202()
        .ndc(LEMTRADA)
        .dose("10 mg")
        .vialsOf(1, "12 mg", LEMTRADA)
        .and()
        .ndc(ANOTHER)
        .dose("4 mg")
        .lines("J0202 10", "J0202 4")
        .packages(LEMTRADA, ANOTHER);
  }
}
