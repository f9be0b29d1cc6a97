package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.CODE_AMBIGUOUS;
import static org.priceunits.domain.billing.result.IssueCode.PRODUCT_UNKNOWN;
import static org.priceunits.domain.billing.result.IssueCode.PRODUCT_WITHOUT_CODE;
import static org.priceunits.domain.billing.result.IssueCode.ROUTE_CODE_MISMATCH;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.domain.billing.result.Issue;

/** Which code the names of a drug decide: those in a chart's text, and those in parentheses. */
class NamesDecideCodesTest {
  private static Case chart(String names, @Nullable String inParentheses) {
    return record(names).charting(list(names), list(inParentheses)).on("2025-08-14").dose("10 mg");
  }

  private static Case record(String name) {
    return given().rxNorm("999999991").name(name);
  }

  private static List<String> list(@Nullable String names) {
    return names == null ? List.of() : List.of(names.split("; "));
  }

  private static List<String> codes(Case priced) {
    return priced.lines().stream().map(line -> line.code().value()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pembrolizumab | KEYTRUDA | J9271",
        "KEYTRUDA | pembrolizumab | J9271",
        "pembrolizumab; KEYTRUDA | | J9271",
        "pembrolizumab KEYTRUDA | | J9271",
        "KEYTRUDA pembrolizumab | | J9271",
        "Keytruda, pembrolizumab | | J9271",
        "pembrolizumab | | J9271",
        "KEYTRUDA | | J9271",
        "pembrolizumab | PF | J9271",
        "alemtuzumab | LEMTRADA; CAMPATH | J0202",
        "KEYTRUDA | PF | J9271",
        "pembrolizumab | first dose | J9271",
        "Newbrand | pembrolizumab | J9271",
        "rituximab | TRUXIMA | Q5115",
        "rituximab | RITUXAN | J9312",
        "RITUXAN | rituximab | J9312",
        "inFLIXimab | REMICADE | J1745",
        "Rho(D) immune globulin | RhoGAM | J2790",
        "cefepime | MAXIPIME | J0692"
      })
  void substanceAndBrandTogetherDecideOne(
      String names, @Nullable String inParentheses, String code) {
    Case one = chart(names, inParentheses).dose(code.equals("J2790") ? "300 ug" : "10 mg");
    assertThat(codes(one)).as(one.codes().toString()).containsExactly(code);
  }

  /** A name as RxNorm writes it counts where it is known; otherwise that of the chart. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Keytruda | pembrolizumab | ondansetron | J9271",
        "'' | pembrolizumab | ondansetron | J9271",
        "'' | Keytruda | ondansetron | J9271",
        "Nobrand | pembrolizumab | ondansetron | J9271",
        "'' | newdrugumab | pembrolizumab | J9271",
        "Newbrand | newdrugumab | pembrolizumab | J9271"
      })
  void theNameOfRxNormGoesBeforeThatOfTheChart(
      String brand, String substance, String charted, String code) {
    Case both = record("x").named(brand, substance).charting(List.of(charted), List.of());
    assertThat(codes(both.on("2025-08-14").dose("10 mg"))).containsExactly(code);
  }

  @Test
  void namesThatNothingIsKnownOfDecideNoneTogether() {
    Case both = record("x").named("", "newdrugumab").charting(list("othername"), List.of());
    both.dose("10 mg").refused(PRODUCT_UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pembrolizumab | OPDIVO | J9271, J9299",
        "pembrolizumab | KEYTRUDA; OPDIVO | J9271, J9299",
        "KEYTRUDA; OPDIVO | | J9271, J9299",
        "KEYTRUDA | ondansetron | J9271, J2405",
        "ondansetron KEYTRUDA | | J9271, J2405",
        "lisinopril | KEYTRUDA | J9271",
        "KEYTRUDA | lisinopril | J9271",
        "iron sucrose | INFED | J1750, J1756",
        "UDENYCA | pegfilgrastim-jmdb | Q5108, Q5111"
      })
  void aBrandOfAnotherDrugIsRefusedWithTheCodesOfBoth(
      String names, @Nullable String inParentheses, String codes) {
    Case two = chart(names, inParentheses).refused(CODE_AMBIGUOUS);
    assertThat(two.text(CODE_AMBIGUOUS)).contains("which is not known to be of it");
    assertThat(candidates(two)).extracting(c -> c.code().value()).contains(codes.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "newdrugumab | NEWBRAND",
        "newdrugumab | ",
        "injection | ",
        "KEYTRUDA mix | ",
        "pembrolizumab mix | ",
        "ondansetron lisinopril | ",
        "give one bag of the pembrolizumab KEYTRUDA mix today | ",
        "ondansetron; lisinopril | "
      })
  void namesOfNoDrugOrOfOneMoreDecideNone(String names, @Nullable String inParentheses) {
    chart(names, inParentheses).refused(PRODUCT_UNKNOWN);
  }

  /** RxNorm adds an origin after a comma, and charts join the drugs of a combination. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "piperacillin-tazobactam | 4.5 g | J2543",
        "piperacillin - tazobactam | 4.5 g | J2543",
        "ampicillin-sulbactam | 1.5 g | J0295",
        "ethanolamine oleate | 100 mg | J1430",
        "ringers lactate | 1000 mL | J7120",
        "tetanus immune globulin, human | 250 [U] | J1670",
        "ketorolac | 30 mg | J1885",
        "promethazine | 25 mg | J2550",
        "methyl aminolevulinate | 1 g | J7309"
      })
  void aNameIsThatOfTheDescription(String name, String dose, String code) {
    Case one = record(name).named("", name).on("2024-02-01").dose(dose);
    assertThat(codes(one)).as(one.codes().toString()).containsExactly(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "piperacillin-vancomycin",
        "ethanol",
        "aminolevulinate",
        "lactated ringers",
        "testosterone enanthate, estradiol valerate",
        "doxorubicin, liposomal"
      })
  void aPartOfANameIsNoDrug(String name) {
    record(name).named("", name).on("2024-02-01").dose("10 mg").refused(PRODUCT_UNKNOWN);
  }

  /** What tells the codes apart is what their descriptions say of some and not of others. */
  @ParameterizedTest
  @CsvSource({"infliximab, biosimilar", "bortezomib, maker", "epoetin alfa, esrd"})
  void severalCodesAreToldApartByTheirDescriptions(String substance, String deciding) {
    Case several = record(substance).named("", substance).on("2024-02-01").dose("10 mg");
    assertThat(candidates(several.refused(CODE_AMBIGUOUS)))
        .hasSizeGreaterThan(1)
        .allSatisfy(each -> assertThat(each.deciding()).contains(deciding));
  }

  @Test
  void codesOfTwoDrugsAreToldApartByTheDrug() {
    Case two = given().ndc("58468-0200-01", "57894-0030-01").dose("10 mg");
    assertThat(candidates(two.refused(CODE_AMBIGUOUS)))
        .extracting(each -> each.code() + " " + each.brands() + " " + each.deciding())
        .anySatisfy(shown -> assertThat(shown).startsWith("J0202 [").contains("Lemtrada"))
        .allSatisfy(shown -> assertThat(shown).endsWith(" [drug]"));
  }

  private static List<Issue.Candidate> candidates(Case refused) {
    return refused.issues().get(0).candidates();
  }

  /** J3380 is vedolizumab for the vein. */
  @ParameterizedTest
  @CsvSource({"intravenous, false", ", false", "subcutaneous, true"})
  void aStatedCodeOfAnotherRouteIsBilledWithAWarning(@Nullable String route, boolean warned) {
    Case stated = given().code("J3380").dose("300 mg");
    if (route != null) {
      stated.route(route);
    }
    stated.lines("J3380 300");
    assertThat(stated.codes().contains(ROUTE_CODE_MISMATCH)).isEqualTo(warned);
  }

  @Test
  void aNamedDrugAllOfWhoseCodesAreOfAnotherRouteIsRefused() {
    Case pen = record("vedolizumab").named("", "vedolizumab").route("subcutaneous");
    assertThat(pen.dose("300 mg").refused(PRODUCT_WITHOUT_CODE).text(PRODUCT_WITHOUT_CODE))
        .contains("The codes known for it are of another one: J3380 (");
    assertThat(
            codes(record("vedolizumab").named("", "vedolizumab").route("intravenous").dose("1 mg")))
        .containsExactly("J3380");
  }
}
