package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.product.DrugConcept;
import org.priceunits.domain.product.DrugConcept.Kind;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Validity;

/** Tests which codes a drug can have that its record names by RxNorm alone. */
class ConceptsNarrowCodesTest {
  private static final DrugConcept REMICADE = brand("1", "infliximab", "J1745");
  private static final DrugConcept KEYTRUDA = brand("2", "pembrolizumab", "J9271");
  private static final DrugConcept CAMPATH = brand("3", "alemtuzumab", "J9010");

  @Test
  void aBrandHasTheCodesOfItsPackages() {
    named(REMICADE).dose("10 mg").lines("J1745 1");
  }

  @Test
  void aProductWithoutItsMakerMayBeAnotherMakersToo() {
    assertThat(named(bortezomib(false)).dose("3.5 mg").text(CODE_AMBIGUOUS))
        .startsWith("The record names bortezomib, not its package. On 2024-05-01 it could be")
        .contains("J9041", "J9046");
    named(bortezomib(true)).dose("3.5 mg").lines("J9041 35");
  }

  @Test
  void aSubstanceMayHaveEveryCodeThatDescribesIt() {
    assertThat(named(substance("4", "infliximab")).dose("10 mg").text(CODE_AMBIGUOUS))
        .contains("J1745", "Q5103", "Q5121");
  }

  @Test
  void severalConceptsNarrowEachOther() {
    named(substance("4", "infliximab"), REMICADE).dose("10 mg").lines("J1745 1");
    named(REMICADE, substance("4", "infliximab")).dose("10 mg").lines("J1745 1");
    named(REMICADE, substance("5", "nothing that is billed")).dose("10 mg").lines("J1745 1");
    named(substance("5", "nothing that is billed"), REMICADE).dose("10 mg").lines("J1745 1");
  }

  @Test
  void conceptsOfSeveralDrugsAreNotGuessedFrom() {
    assertThat(named(REMICADE, KEYTRUDA).dose("10 mg").text(CODE_AMBIGUOUS))
        .startsWith("The record names infliximab with pembrolizumab, not its package.")
        .contains("J1745 or J9271");
  }

  @ParameterizedTest
  @CsvSource({"2015-12-31, J9010 1", "2016-01-01, J0202 10"})
  void aCodeThatHasEndedGivesTheOneThatCmsNamesInItsPlace(String day, String lines) {
    named(CAMPATH).on(day).dose("10 mg").lines(lines);
  }

  @Test
  void aCodeThatBeganLaterIsNamed() {
    assertThat(named(KEYTRUDA).on("2010-05-01").dose("10 mg").text(PRODUCT_WITHOUT_CODE))
        .isEqualTo(
            "No HCPCS code of pembrolizumab in force on 2010-05-01 is known here. J9271 began"
                + " later. Send the NDC of the package or a HCPCS code on the medication, or name"
                + " the code to bill with billingCode.");
  }

  @ParameterizedTest
  @CsvSource({
    "J9271, false",
    "J1745, true",
    "J3490, false",
  })
  void aStatedCodeThatTheConceptCannotHaveIsBilledWithAWarning(String code, boolean warned) {
    Case stated = named(KEYTRUDA).code(code).dose("10 mg");
    assertThat(stated.lines()).extracting(line -> line.code().value()).containsExactly(code);
    assertThat(stated.codes().contains(NDC_CODE_MISMATCH)).isEqualTo(warned);
    stated = named(KEYTRUDA).charted(code).code(code).dose("10 mg");
    assertThat(stated.codes()).as("the chart agrees").doesNotContain(NDC_CODE_MISMATCH);
  }

  /** The chart's own code stays; J3490 stands for any drug without one, and this drug has one. */
  @ParameterizedTest
  @CsvSource({"J9271, J9271, false", "J1745, J1745, true", "J3490, J9271, true"})
  void aChartedCodeThatTheConceptCannotHaveIsBilledWithAWarning(
      String code, String billed, boolean warned) {
    Case charted = named(KEYTRUDA).charted(code).dose("10 mg");
    assertThat(charted.lines()).extracting(line -> line.code().value()).containsExactly(billed);
    assertThat(charted.codes().contains(NDC_CODE_MISMATCH)).isEqualTo(warned);
  }

  /** The name of an RxNorm code that is not known tells its substances, or its brand. */
  @ParameterizedTest
  @CsvSource({
    "Keytruda, pembrolizumab, J9271 1",
    "'', pembrolizumab, J9271 1",
    "'', Keytruda, J9271 1",
    "Nobrand, pembrolizumab, J9271 1"
  })
  void aNameTellsABrandOrASubstance(String brand, String substance, String lines) {
    given().rxNorm("999999991").named(brand, substance).dose("1 mg").lines(lines);
  }

  @Test
  void aNameThatIsInTooManyDescriptionsOrInNoneSaysNothing() {
    given().rxNorm("999999991").named("", "injection").dose("1 mg").refused(PRODUCT_UNKNOWN);
    given().rxNorm("999999991").named("", "nosuchdrug").dose("1 mg").refused(PRODUCT_UNKNOWN);
    assertThat(named(substance("4", "injection")).dose("1 mg").codes())
        .as("RxNorm names a known substance")
        .doesNotContain(PRODUCT_UNKNOWN);
  }

  @Test
  void severalSubstancesAreThoseOfTheCodesThatNameAllOfThem() {
    Case both = given().rxNorm("999999991").named("", "imipenem", "cilastatin").dose("250 mg");
    assertThat(both.refused(CODE_AMBIGUOUS).text(CODE_AMBIGUOUS))
        .contains("imipenem with cilastatin", "J0742", "J0743");
    given()
        .rxNorm("999999991")
        .named("", "imipenem", "infliximab")
        .dose("250 mg")
        .refused(PRODUCT_UNKNOWN);
  }

  @Test
  void aKnownConceptGoesBeforeItsName() {
    named(REMICADE).named("", "pembrolizumab").dose("10 mg").lines("J1745 1");
    DrugConcept nameless = new DrugConcept("4", Kind.SUBSTANCE, List.of(), List.of(), false);
    named(nameless).named("", "pembrolizumab").dose("1 mg").lines("J9271 1");
  }

  @Test
  void aProductWithoutAKnownPackageMayHaveEveryCodeOfItsSubstance() {
    DrugConcept product =
        new DrugConcept("6", Kind.PRODUCT, List.of("bortezomib"), List.of(), false);
    assertThat(named(product).dose("3.5 mg").text(CODE_AMBIGUOUS)).contains("J9041", "J9046");
  }

  @Test
  void aCodeThatEndedDidNotBeginLater() {
    DrugConcept ended = brand("9", "no such drug", "Q9988");
    assertThat(named(ended).dose("10 mg").text(PRODUCT_WITHOUT_CODE))
        .startsWith("No HCPCS code of no such drug in force on 2024-05-01 is known here. Send");
  }

  @Test
  void thePlainFormulationIsAssumedAndTheOthersAreNamed() {
    Case plain = given().rxNorm("999999991").named("", "doxorubicin").dose("10 mg");
    plain.lines("J9000 1");
    assertThat(plain.text(FORMULATION_ASSUMED))
        .contains("so the code of the plain one is billed: J9000 (", "Q2050 (")
        .doesNotContain("billingCode: J9000", ", J9000 (");
  }

  /** The pen of a brand has no code where that of its vial is for the vein. */
  @Test
  void theOneRouteOfABrandsCodeIsAssumedAloud() {
    Case unsaid = named(brand("8", "vedolizumab", "J3380")).dose("300 mg");
    unsaid.lines("J3380 300");
    assertThat(unsaid.text(FORMULATION_ASSUMED)).contains("J3380", "intravenous");
    assertThat(named(KEYTRUDA).dose("1 mg").codes()).doesNotContain(FORMULATION_ASSUMED);
  }

  @Test
  void aDrugWithoutASubstanceIsCalledByItsName() {
    DrugConcept nameless = new DrugConcept("7", Kind.BRAND, List.of(), KEYTRUDA.codes(), false);
    assertThat(named(nameless).on("2010-05-01").dose("10 mg").text(PRODUCT_WITHOUT_CODE))
        .startsWith("No HCPCS code of the drug in force on 2010-05-01");
    assertThat(
            named(nameless)
                .name("Keytruda 100 mg")
                .on("2010-05-01")
                .dose("10 mg")
                .text(PRODUCT_WITHOUT_CODE))
        .startsWith("No HCPCS code of Keytruda 100 mg in force on 2010-05-01")
        .contains("J9271 began later.");
  }

  private static Case named(DrugConcept... concepts) {
    return given()
        .knowing(Known.concepts(concepts))
        .rxNorm(Arrays.stream(concepts).map(DrugConcept::code).toArray(String[]::new));
  }

  private static DrugConcept brand(String rxNorm, String substance, String code) {
    Validity known = new Validity(LocalDate.of(2003, 1, 1), null);
    return new DrugConcept(
        rxNorm,
        Kind.BRAND,
        List.of(substance),
        List.of(new DatedCode(new HcpcsCode(code), known)),
        false);
  }

  private static DrugConcept bortezomib(boolean whole) {
    return new DrugConcept(
        "6",
        Kind.PRODUCT,
        List.of("bortezomib"),
        List.of(new DatedCode(new HcpcsCode("J9041"), Validity.ALWAYS)),
        whole);
  }

  private static DrugConcept substance(String rxNorm, String name) {
    return new DrugConcept(rxNorm, Kind.SUBSTANCE, List.of(name), List.of(), false);
  }
}
