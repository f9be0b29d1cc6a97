package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests discarded drug of codes that stand for any drug without a code of its own (R18). */
class UnclassifiedDiscardsTest {
  private static final String NDC = "12345-6789-01";

  private static Case drug() {
    return given().code("C9399").name("newdrug").ndc(NDC).dose("250 mg");
  }

  private static Case contractor() {
    return drug().knowing(Policies.unclassifiedDiscards("C9399"));
  }

  private static String words(Case given, int line) {
    return given.lines().get(line).description();
  }

  @Test
  void areOneUnitWithJwWhereThePayerTakesThem() {
    Case two = contractor().vial("300 mg").discarded("50 mg").lines("C9399 1", "C9399 1 JW");
    two.formulas("1 unit for any dose", "1 unit for any discarded amount").rules("R2", "R18");
    two.says(UNCLASSIFIED_CODE).neverSays(WASTE_NOT_BILLED, WASTE_DERIVED);
    assertThat(words(two, 0)).isEqualTo("newdrug 250 mg NDC 12345678901");
    assertThat(words(two, 1)).isEqualTo("newdrug 50 mg discarded NDC 12345678901");
  }

  @Test
  void areTheRestOfUnsharedSingleDoseVials() {
    Case two = contractor().vials(2, "150 mg").lines("C9399 1", "C9399 1 JW").says(WASTE_DERIVED);
    assertThat(words(two, 1)).contains("newdrug 50 mg discarded");
    contractor().vial("250 mg").lines("C9399 1").neverSays(WASTE_NOT_BILLED);
    contractor().sharedVial("300 mg").lines("C9399 1").neverSays(WASTE_NOT_BILLED);
    contractor().lines("C9399 1").neverSays(WASTE_NOT_BILLED);
    contractor().vial("1 {vial}").lines("C9399 1").neverSays(WASTE_NOT_BILLED);
  }

  @Test
  void areNoneOfADoseThatItsContainersCannotHold() {
    contractor().vial("200 mg").refused(DOSE_EXCEEDS_CONTAINERS);
    contractor().vials(2, "124 mg").refused(DOSE_EXCEEDS_CONTAINERS);
    contractor().vials(2, "125 mg").lines("C9399 1");
    contractor().vial("0.25 g").lines("C9399 1");
    contractor().multiDose("200 mg").refused(DOSE_EXCEEDS_CONTAINERS);
    contractor().vial("200 mg").vial("1 mL").lines("C9399 1");
    contractor().vial("400 mg").and().vial("100 mg").lines("C9399 1");
    contractor().vial("400 mg").and().vial("99 mg").refused(DOSE_EXCEEDS_CONTAINERS);
    contractor().vial("200 mg").and().lines("C9399 1");
  }

  @Test
  void ofADayAreAddedUp() {
    Case two =
        contractor()
            .vial("300 mg")
            .discarded("50 mg")
            .and()
            .vial("300 mg")
            .discarded("0.02 g")
            .discarded("30 mg");
    assertThat(words(two.lines("C9399 1", "C9399 1 JW"), 1)).startsWith("newdrug 100 mg discarded");
  }

  /** Nothing that the record states is lost: what goes on no line is named with its amount. */
  @Test
  void areNamedWhereTheyGoOnNoLine() {
    Case one = drug().vial("300 mg").discarded("50 mg").lines("C9399 1");
    assertThat(one.text(WASTE_NOT_BILLED)).contains("50 mg", "C9399");
    assertThat(one.lines().get(0).working().discarded()).hasToString("50 mg");
    drug().vial("300 mg").lines("C9399 1").says(WASTE_NOT_BILLED);
    drug().discarded("0 mg").neverSays(WASTE_NOT_BILLED);
    Case volume = drug().vial("300 mg").discarded("2 mL").lines("C9399 1");
    assertThat(volume.text(WASTE_NOT_BILLED)).contains("2 mL");
  }

  @Test
  void areOnNoLineWhereAnythingSpeaksAgainstIt() {
    contractor().multiDose("300 mg").discarded("50 mg").lines("C9399 1").says(WASTE_NOT_BILLED);
    contractor()
        .unknownContainer("300 mg")
        .discarded("50 mg")
        .lines("C9399 1")
        .says(WASTE_NOT_BILLED);
    contractor().discarded("50 mg").lines("C9399 1").says(WASTE_NOT_BILLED);
    contractor()
        .vial("150 mg")
        .multiDose("150 mg")
        .discarded("50 mg")
        .lines("C9399 1")
        .says(WASTE_NOT_BILLED);
    contractor()
        .stopped()
        .vial("300 mg")
        .discarded("50 mg")
        .lines("C9399 1")
        .says(WASTE_NOT_BILLED);
    contractor().stopped().vial("300 mg").lines("C9399 1").neverSays(WASTE_NOT_BILLED);
    contractor().vial("300 mg").discarded("2 mL").lines("C9399 1").says(WASTE_NOT_BILLED);
    contractor().code("J3490").vial("300 mg").discarded("50 mg").lines("J3490 1");
    contractor().on("2004-01-01").vial("300 mg").discarded("50 mg").lines("C9399 1", "C9399 1 JW");
  }

  @Test
  void haveTheirOwnNdcQuantity() {
    drug()
        .knowing(Policies.unclassifiedDiscards("C9399"))
        .ndc("58468-0200-01")
        .dose("10 mg")
        .vial("12 mg")
        .lines("C9399 1", "C9399 1 JW")
        .ndcQuantities("1.000 ML", "0.200 ML");
  }

  /** Each says in CMS's words that it is for drugs without a code, and names no amount. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C9399", "J0799", "J3490", "J3590", "J3591", "J7199", "J7599", "J7699", "J7799", "J7999",
        "J8498", "J8499", "J8597", "J8999", "J9999", "Q4082"
      })
  void areOfEveryCodeWhoseWordsSayThatItStandsForAnyDrug(String code) {
    given().code(code).dose("10 mg").lines(code + " 1").says(UNCLASSIFIED_CODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"J1599", "J3301", "J7192", "J9044", "Q4100", "Q2039", "Q0181"})
  void areNotThoseOfADrugWithASubstanceOrAnAmount(String code) {
    assertThat(given().code(code).dose("10 mg").codes()).doesNotContain(UNCLASSIFIED_CODE);
  }
}
