package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.CODE_AMBIGUOUS;
import static org.priceunits.domain.billing.result.IssueCode.CODE_WITHOUT_DOSAGE;
import static org.priceunits.domain.billing.result.IssueCode.DOSE_UNIT_ASSUMED;
import static org.priceunits.domain.billing.result.IssueCode.DOSE_UNIT_NOT_CONVERTIBLE;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation;
import org.priceunits.domain.product.Validity;

/** Doses in what CodeSystem hcpcs-unit-equivalents says is one billing unit of the code too. */
class DosesInOtherUnitsTest {
  /** Labels state the dose of the drugs together; J0743 is stated as imipenem. */
  @ParameterizedTest
  @CsvSource({
    "J2543, 2.25 g, 2",
    "J2543, 3.375 g, 3",
    "J2543, 3375 mg, 3",
    "J2543, 4.5 g, 4",
    "J2543, 13.5 g, 12",
    "J2543, 40.5 g, 36",
    "J2543, 3 g, 3",
    "J2543, 4 g, 4",
    "J0295, 1.5 g, 1",
    "J0295, 2 g, 2",
    "J2543, 12 g, 12",
    "J0714, 2 g, 4",
    "J0714, 6 g, 12",
    "J0695, 1 g, 20",
    "J0714, 1.25 g, 2",
    "J0714, 2.5 g, 4",
    "J0714, 5 g, 8",
    "J0695, 1.5 g, 20",
    "J0695, 4.5 g, 60",
    "J0695, 375 mg, 5",
    "J0742, 1.25 g, 125",
    "J0743, 250 mg, 1",
    "J0743, 500 mg, 2",
    "J0743, 501 mg, 3",
    "J0702, 6 mg, 1",
    "J0702, 6.1 mg, 2",
    "J0702, 12 mg, 2",
    "J0702, 1 mL, 1",
    "J0702, 1.5 mL, 2",
    "J0558, 1200000 [U], 12",
    "J0558, 1200000 [iU], 12",
    "J2770, 500 mg, 1"
  })
  void theDoseOfACombinationIsOfAllItsDrugs(String code, String dose, String units) {
    given().code(code).dose(dose).lines(code + " " + units).says(DOSE_UNIT_ASSUMED);
  }

  /** Whole units of the drugs together and of one of them, or of neither. */
  @ParameterizedTest
  @CsvSource({
    "J2543, 3.2 g",
    "J2543, 9 g",
    "J2543, 1.2 g",
    "J0295, 2.5 g",
    "J0295, 3 g",
    "J0714, 10 g",
    "J0714, 0.94 g",
    "J0695, 3 g",
    "J0742, 500 mg",
    "J2186, 2 g"
  })
  void aDoseThatMayBeOfOneDrugIsRefused(String code, String dose) {
    Case unclear = given().code(code).dose(dose).refused(CODE_WITHOUT_DOSAGE);
    assertThat(unclear.text(CODE_WITHOUT_DOSAGE))
        .contains("together", "one of them", "number of containers");
  }

  /** Doses of a day are added before they are rounded: each is whole units by itself. */
  @Test
  void theDosesOfADayAddUp() {
    Case day = given().code("J0714").dose("2 g").and().dose("2 g").and().dose("2 g");
    day.lines("J0714 12");
    given()
        .code("J2543")
        .dose("4 g")
        .and()
        .dose("4.5 g")
        .lines("J2543 8")
        .says(DOSE_UNIT_ASSUMED, DOSE_UNIT_ASSUMED);
  }

  /** The one unit that CMS states for a vial of a factor is the unit, not the vial. */
  @Test
  void aVialOfAFactorIsNoUnit() {
    assertThat(
            given()
                .code("J7187")
                .dose("1 {J7187}")
                .refused(CODE_WITHOUT_DOSAGE)
                .text(CODE_WITHOUT_DOSAGE))
        .contains("[iU]{VWF:RCo}");
    assertThat(
            given()
                .code("J7187")
                .dose("10 mg")
                .refused(CODE_WITHOUT_DOSAGE)
                .text(CODE_WITHOUT_DOSAGE))
        .endsWith("Send the dose in [iU]{VWF:RCo}, as the label of the vial prints it.");
  }

  @ParameterizedTest
  @CsvSource({"J9298, 480 mg", "J9316, 1200 mg", "J9153, 44 mg", "J0741, 600 mg"})
  void aCombinationThatChartsStateInSeveralWaysIsRefused(String code, String dose) {
    given().code(code).dose(dose).refused(CODE_WITHOUT_DOSAGE);
  }

  @Test
  void theReadingIsSaid() {
    assertThat(given().code("J2543").dose("4.5 g").text(DOSE_UNIT_ASSUMED))
        .contains("its drugs together by 1125 mg");
    assertThat(given().code("J2543").dose("4 g").text(DOSE_UNIT_ASSUMED))
        .contains("one of its drugs by 1000 mg");
    assertThat(given().code("J2790").dose("1500 [iU]").text(DOSE_UNIT_ASSUMED))
        .startsWith("The dose of 1500 [iU] is counted by 1500 [iU] for one unit of J2790 (");
  }

  @Test
  void containersAndWasteCountAlike() {
    given()
        .code("J2543")
        .dose("3.375 g")
        .vial("4.5 g")
        .discarded("1.125 g")
        .lines("J2543 3", "J2543 1 JW");
    given().code("J2543").dose("4.5 g").vial("4.5 g").lines("J2543 4 JZ");
    given().code("J2543").dose("4.5 g").vial("4 {J2543}").lines("J2543 4 JZ");
  }

  /** 9 g may be 8 units of both drugs or 9 of one; 12 g are 12 units of one alone. */
  @Test
  void theContainersTellWhatTheDoseLeavesOpen() {
    given().code("J2543").dose("9 g").refused(CODE_WITHOUT_DOSAGE);
    given()
        .code("J2543")
        .dose("9 g")
        .vials(2, "4 {J2543}")
        .lines("J2543 8")
        .neverSays(DOSE_UNIT_ASSUMED);
    given()
        .code("J2543")
        .dose("12 g")
        .vials(3, "4 {J2543}")
        .lines("J2543 12")
        .says(DOSE_UNIT_ASSUMED);
    given().code("J2543").dose("4 {J2543}").lines("J2543 4").neverSays(DOSE_UNIT_ASSUMED);
  }

  /**
   * 300 ug of Rho(D) immune globulin are 1500 [iU]; 3 million units of interferon gamma of old are
   * 2 million [iU].
   */
  @ParameterizedTest
  @CsvSource({
    "J2790, 1500 [iU], 1",
    "J2790, 1500 [U], 1",
    "J2790, 1501 [iU], 2",
    "J2790, 300 ug, 1",
    "J2790, 301 ug, 2",
    "J2788, 250 [iU], 1",
    "J2791, 1500 [iU], 15",
    "J2791, 300 ug, 15",
    "J2792, 0.3 mg, 15",
    "J2792, 301 ug, 16",
    "J9216, 100 ug, 1",
    "J9216, 2000000 [iU], 1",
    "J9216, 2000001 [iU], 2",
    "J9216, 101 ug, 2",
    "J9216, 3000000 [U], 1"
  })
  void biologicsCountInMicrogramsAndInUnits(String code, String dose, String units) {
    given().code(code).dose(dose).lines(code + " " + units);
  }

  /** Up to 50 ug are the mini dose, which has a code of its own. */
  @ParameterizedTest
  @CsvSource({"50 ug", "0.05 mg", "250 [iU]", "250 [U]", "49 ug"})
  void aMiniDoseIsNoFullDose(String dose) {
    assertThat(given().code("J2790").dose(dose).refused(CODE_AMBIGUOUS).text(CODE_AMBIGUOUS))
        .contains("J2788", "minidose", "billingCode");
  }

  @ParameterizedTest
  @CsvSource({"J2790, 51 ug", "J2790, 251 [iU]", "J2788, 50 ug"})
  void aLargerDoseIsOneFullDose(String code, String dose) {
    given().code(code).dose(dose).lines(code + " 1");
  }

  /** The volume of a mixed bag is not that of the drug in it. */
  @Test
  void aVolumeIsSaidToBeThatOfTheUndilutedDrug() {
    String pembrolizumab = "00006-3026-02";
    assertThat(given().ndc(pembrolizumab).dose("8 mL").lines("J9271 200").text(DOSE_UNIT_ASSUMED))
        .contains("8 mL", "200 mg", "mixed bag");
    given()
        .ndc(pembrolizumab)
        .strength("200 mg", "108 mL")
        .dose("108 mL")
        .lines("J9271 200")
        .neverSays(DOSE_UNIT_ASSUMED);
    given().ndc(pembrolizumab).dose("200 mg").lines("J9271 200").neverSays(DOSE_UNIT_ASSUMED);
  }

  /** A package sold in syringes says nothing of a vial. */
  @ParameterizedTest
  @CsvSource({
    "{syringe}, 1 {vial}, 'is sold in {syringe}, which may hold another amount. Send the dose in"
        + " mg, or Medication.amount for one {vial}.'",
    "{syringe}, 1 {syringe}, 'Send it in mg; a number of containers counts where the NDC names one"
        + " package'",
    "{syringe}, 1 {each}, 'Send it in mg; a number of containers counts where the NDC names one"
        + " package'",
    ", 1 {vial}, 'Send it in mg; a number of containers counts where the NDC names one package'",
    "{syringe}, 1 mL, 'Send it in mg; a volume counts where the strength is sent with the"
        + " Medication or known.'"
  })
  void aDoseThatDoesNotConvertIsToldWhatToSend(
      @Nullable String soldIn, String dose, String advice) {
    DrugProduct product =
        new DrugProduct(
            Ndc.of("11111-1111-11").orElseThrow(),
            "Brand",
            Presentation.UNKNOWN,
            Set.of(),
            List.of(new DatedCode(new HcpcsCode("J0202"), Validity.ALWAYS)),
            BigDecimal.ONE,
            soldIn,
            null);
    Case refused = given().knowing(Known.products(product)).ndc("11111-1111-11").dose(dose);
    assertThat(refused.refused(DOSE_UNIT_NOT_CONVERTIBLE).text(DOSE_UNIT_NOT_CONVERTIBLE))
        .startsWith("The dose of " + dose + " does not convert to mg, the unit of J0202.")
        .contains(advice);
  }

  /** The label says of which kind the units are that the description leaves unnamed. */
  @ParameterizedTest
  @CsvSource({
    "J1644, 5000 [USP'U], 5",
    "J1644, 5001 [USP'U], 6",
    "J1644, 5000 [iU], ",
    "J1642, 100 [USP'U], 10",
    "J1815, 10 [iU], 2",
    "J1815, 10 [USP'U], ",
    "J2540, 5000000 [iU], 9",
    "J9040, 15 [USP'U], 1",
    "J9040, 15000 [iU], ",
    "J9214, 10000000 [iU], 10",
    "J2598, 20 [USP'U], 20",
    "J0585, 200 [USP'U], ",
    "J0585, 200 [iU], ",
    "J0585, 200 [U], 200"
  })
  void activityCountsInTheKindThatTheLabelNames(String code, String dose, String units) {
    Case priced = given().code(code).dose(dose);
    if (units == null) {
      priced.refused(DOSE_UNIT_NOT_CONVERTIBLE);
    } else {
      priced.lines(code + " " + units);
    }
  }

  /** A chart leaves the units of a strength unnamed, as it does those of a dose. */
  @ParameterizedTest
  @CsvSource({
    "J1644, 5000 [U], 1 mL, J1644 5",
    "J1644, 5000 [U], 1.2 mL, J1644 6",
    "J0585, 50 [U], 2 mL, J0585 100",
    "J2790, 1500 [U], 1 mL, J2790 1", // an equivalent of its 300 ug
    "J2790, 1500 [U], 1.1 mL, J2790 2",
    "J9216, 3000000 [U], 1 mL, J9216 1"
  })
  void unitsOfAStrengthAreThoseThatTheCodeCounts(
      String code, String amount, String dose, String lines) {
    given().code(code).strength(amount, "1 mL").dose(dose).lines(lines);
  }

  /** A product of two activities counts in the one that its code names. */
  @ParameterizedTest
  @CsvSource({
    "J7183, 3000 [iU]{VWF:RCo}, 3000",
    "J7183, 3000 [iU], ",
    "J7187, 3000 [iU]{FVIII}, ",
    "J7186, 3000 [iU]{FVIII}, 3000",
    "J7186, 3000 [iU], ",
    "J7192, 3000 [iU]{FVIII}, 3000"
  })
  void factorsCountInTheActivityOfTheirCode(String code, String dose, String units) {
    Case priced = given().code(code).dose(dose);
    if (units == null) {
      priced.refused(CODE_WITHOUT_DOSAGE);
    } else {
      priced.lines(code + " " + units);
    }
  }

  @Test
  void aDoseBelowItsBoundIsToldTheBound() {
    assertThat(given().code("Q9992").dose("100 mg").text(CODE_WITHOUT_DOSAGE))
        .contains("One unit of Q9992 is one dose of more than 100 mg; 100 mg were given.");
  }

  @Test
  void theOtherActivityOfAFactorIsNotItsOwn() {
    given().code("J7192").dose("3000 [iU]{VWF:RCo}").refused(DOSE_UNIT_NOT_CONVERTIBLE);
  }

  /** A vaccine is one dose; of two codes for one drug, each takes the doses of its bounds. */
  @ParameterizedTest
  @CsvSource({
    "Q2034, 0.5 mL, 1",
    "Q2035, 0.5 mL, 1",
    "Q2036, 0.25 mL, 1",
    "Q2037, 1 {syringe}, 1",
    "Q2038, 0.7 mL, 1",
    "Q2039, 1 {dose}, 1",
    "Q2039, 2 {dose}, ",
    "Q9991, 100 mg, 1",
    "Q9991, 300 mg, ",
    "Q9992, 300 mg, 1",
    "Q9992, 100 mg, ",
    "J1560, 10.1 mL, 1",
    "J1560, 10 mL, ",
    "J7308, 1 {applicator}, 1",
    "J7308, 354 mg, 1",
    "J7308, 2 {applicator}, 2",
    "J7308, 1 {dose}, 1",
    "J7308, 2 {dose}, 2",
    "J7308, 355 mg, 2",
    "J7308, 1 {vial}, ",
    "J7354, 1 {applicator}, 1",
    "J7354, 1 {dose}, 1",
    "J7354, 3.2 mg, 1",
    "J7354, 3.3 mg, 2",
    "J7354, 2 {dose}, 2",
    "J7354, 1 {treatment}, "
  })
  void dosesAreOneUnitWithinTheBounds(String code, String dose, String units) {
    Case priced = given().code(code).dose(dose);
    if (units == null) {
      priced.refused(CODE_WITHOUT_DOSAGE);
    } else {
      priced.lines(code + " " + units);
    }
  }

  @ParameterizedTest
  @CsvSource({"Q2042", "J7321", "J7300", "Q2038", "J7298"})
  void aUnitWithoutARecordedDoseIsSaid(String code) {
    Case none = given().code(code).dose("1 {administration}").lines(code + " 1");
    assertThat(none.text(DOSE_UNIT_ASSUMED)).contains("states no dose", "one unit of " + code);
    given().code(code).dose("1 {each}").lines(code + " 1").neverSays(DOSE_UNIT_ASSUMED);
  }
}
