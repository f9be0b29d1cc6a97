package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation;
import org.priceunits.domain.product.Validity;

/** Tests the choice of a code from products and dates. */
class CodesTest {
  private static final String LEMTRADA = "58468-0200-01";
  private static final String CAMPATH = "58468-0357-01";
  private static final HcpcsCode J0202 = new HcpcsCode("J0202");
  private static final String REMICADE = "57894-0030-01";

  @Test
  void thePackageOfAContainerDecides() {
    given().dose("10 mg").vialsOf(1, "12 mg", LEMTRADA).lines("J0202 10", "J0202 2 JW");
  }

  @Test
  void packagesWithTwoCodesAreAmbiguous() {
    Case two = given().ndc(LEMTRADA, REMICADE).dose("10 mg").refused(CODE_AMBIGUOUS);
    assertThat(two.text(CODE_AMBIGUOUS)).contains("J0202 or J1745");
    given().ndc(LEMTRADA, CAMPATH).dose("10 mg").lines("J0202 10");
    assertThat(
            given().ndc(CAMPATH, LEMTRADA).on("2002-01-01").dose("1 mg").text(PRODUCT_WITHOUT_CODE))
        .startsWith("No HCPCS code of Campath, Lemtrada in force on 2002-01-01");
  }

  /**
   * The date decides, otherwise the payer's preference, if every package has the preferred code.
   */
  @Test
  void ofSeveralCodesOfOnePackageThePayerMayPreferOne() {
    DrugProduct product = product(new Validity(null, LocalDate.of(2024, 5, 31)));
    assertThat(preferring(product).on("2024-05-01").text(CODE_AMBIGUOUS))
        .contains("J0202 or J9299");
    preferring(product).on("2024-06-01").lines("J0202 10");
    preferring(product, "J9299").on("2024-05-01").lines("J9299 10");
    preferring(product, "J9299").on("2024-06-01").lines("J0202 10");
    preferring(product, "J9299", "J0202").on("2024-05-01").refused(CODE_AMBIGUOUS);
    preferring(product, "J9035").on("2024-05-01").refused(CODE_AMBIGUOUS);
    given()
        .knowing(preferring(ShippedKnowledge.pricing().catalogs(), "J0202"))
        .ndc(LEMTRADA, REMICADE)
        .dose("10 mg")
        .refused(CODE_AMBIGUOUS);
  }

  private static DrugProduct product(Validity ofNivolumab) {
    return new DrugProduct(
        Ndc.of("11111-1111-11").orElseThrow(),
        "Brand",
        Presentation.UNKNOWN,
        Set.of(),
        List.of(
            new DatedCode(new HcpcsCode("J0202"), Validity.ALWAYS),
            new DatedCode(new HcpcsCode("J9299"), ofNivolumab)),
        null);
  }

  @Test
  void aCodeThatIsNotListedButPricedAsksForItsRelease() {
    Fee fee =
        new Fee(
            new HcpcsCode("J0001"),
            null,
            null,
            Validity.ALWAYS,
            LocalDate.of(2024, 1, 1),
            Fee.Basis.LIMIT,
            BigDecimal.ONE,
            "ChargeItemDefinition/j0001");
    assertThat(given().knowing(Known.fee(fee)).code("J0001").dose("5 mg").text(CODE_UNKNOWN))
        .startsWith("J0001 has a published price on 2024-05-01, but the HCPCS release here (");
    assertThat(given().code("J0001").dose("5 mg").text(CODE_UNKNOWN))
        .startsWith("J0001 is not a HCPCS code that is hosted here.");
  }

  /** Lemtrada had Q9979 from October 2015; J9010, which J0202 replaced, may be of Campath alone. */
  @Test
  void aPackageFromBeforeItsCodeIsToldTheCodeThatWasReplaced() {
    assertThat(given().ndc(LEMTRADA).on("2015-06-01").dose("12 mg").text(PRODUCT_WITHOUT_CODE))
        .isEqualTo(
            "No HCPCS code of Lemtrada in force on 2015-06-01 is known here. J9010, which J0202"
                + " replaced, was in force. Name the code to bill with billingCode.");
    assertThat(given().ndc(LEMTRADA).on("2000-06-01").dose("12 mg").text(PRODUCT_WITHOUT_CODE))
        .endsWith("in force on 2000-06-01 is known here. Name the code to bill with billingCode.");
  }

  /** A release is of a year, as 2025-10 is: it lists no code that begins in a later one. */
  @Test
  void aDayAfterTheYearOfTheNewestReleaseAsksForItsRelease() {
    String version = ShippedKnowledge.pricing().catalogs().codes().version();
    int year = Integer.parseInt(version.substring(0, 4));
    String asked = "The newest HCPCS release here is " + version + "; load that of the day. ";
    DatedCode ended =
        new DatedCode(new HcpcsCode("J9299"), new Validity(null, LocalDate.of(2015, 12, 31)));
    assertThat(left(ended).on(year + "-12-31").text(PRODUCT_WITHOUT_CODE)).doesNotContain("newest");
    assertThat(left(ended).on(year + 1 + "-01-01").text(PRODUCT_WITHOUT_CODE)).contains(asked);
  }

  /** A pair of package and code: its last day, and whether it left the crosswalk then. */
  @ParameterizedTest
  @CsvSource({
    "2024-03-31, true, 2024-03-31, J0202 10, false",
    "2024-03-31, true, 2024-04-01, J0202 10, true",
    "2024-03-31, true, 2026-01-01, J0202 10, true",
    "2024-03-31, false, 2024-03-31, J0202 10, false",
    "2024-03-31, false, 2024-04-01, , false",
  })
  void aPackageThatLeftTheCrosswalkKeepsItsCode(
      LocalDate last, boolean left, String day, String lines, boolean said) {
    Case priced =
        given()
            .knowing(Known.products(coded(new DatedCode(J0202, new Validity(null, last), left))))
            .ndc("11111-1111-11")
            .dose("10 mg")
            .on(day);
    if (lines == null) {
      priced.refused(PRODUCT_WITHOUT_CODE);
    } else {
      priced.lines(lines);
    }
    assertThat(priced.codes().contains(PACKAGE_LEFT_CROSSWALK)).isEqualTo(said);
  }

  @Test
  void aPackageThatLeftTheCrosswalkHasNoCodeThatEndedOrOneOfSeveral() {
    Validity until2015 = new Validity(null, LocalDate.of(2015, 12, 31));
    DatedCode ended = new DatedCode(new HcpcsCode("J9010"), until2015, true);
    DatedCode living = new DatedCode(J0202, until2015, true);
    DatedCode another = new DatedCode(new HcpcsCode("J9299"), until2015, true);
    DatedCode current =
        new DatedCode(new HcpcsCode("J9271"), new Validity(LocalDate.of(2016, 1, 1), null));
    left(ended).refused(PRODUCT_WITHOUT_CODE);
    left(ended, living).lines("J0202 10");
    left(living, another).refused(PRODUCT_WITHOUT_CODE);
    left(living, current).lines("J9271 10").neverSays(PACKAGE_LEFT_CROSSWALK);
  }

  /** A pair of package and code that left the crosswalk at the end of 2014. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "J9010 | 2015-12-31 | J9010 1 |",
        "J9010 | 2016-01-01 | | J9010 ended on 2015-12-31; the service was on 2016-01-01. Ask again"
            + " with billingCode J0202: this dose is 10 units of it.",
        "J1940 | 2025-03-31 | J1940 1 |",
        "J1940 | 2025-04-01 | | J1940 ended on 2025-03-31; the service was on 2025-04-01. CMS names"
            + " no code in its place. J1938 (Injection, furosemide, 1 mg) began the day after and"
            + " may be it: this dose is 10 units of it. Check it, and ask again with billingCode"
            + " J1938.",
        "Q9988 | 2018-01-01 | | Q9988 ended on 2017-12-31; the service was on 2018-01-01. Name a"
            + " code that was in force on that day.",
        "J9010 J1940 | 2025-04-01 | | J1940 ended on 2025-03-31; the service was on 2025-04-01. CMS"
            + " names no code in its place."
      })
  void aPackageWhoseCodeHasEndedIsToldWhenAndWhatFollows(
      String codes, String day, @Nullable String lines, @Nullable String told) {
    Validity until2014 = new Validity(null, LocalDate.of(2014, 12, 31));
    DatedCode[] dated =
        Stream.of(codes.split(" "))
            .map(code -> new DatedCode(new HcpcsCode(code), until2014, true))
            .toArray(DatedCode[]::new);
    Case record = left(dated).on(day);
    if (lines != null) {
      record.lines(lines).says(PACKAGE_LEFT_CROSSWALK);
    } else {
      assertThat(record.text(PRODUCT_WITHOUT_CODE))
          .startsWith("No HCPCS code of Brand in force on " + day + " is known here. ")
          .contains(told);
      assertThat(record.issues().get(0).successor() == null).isEqualTo(codes.equals("Q9988"));
    }
  }

  @Test
  void packagesOfTwoEndedCodesAreToldNoFollower() {
    Validity until2014 = new Validity(null, LocalDate.of(2014, 12, 31));
    DrugProduct one = coded(new DatedCode(new HcpcsCode("J9010"), until2014, true));
    DrugProduct two =
        new DrugProduct(
            Ndc.of("22222-2222-22").orElseThrow(),
            "Other",
            Presentation.UNKNOWN,
            Set.of(),
            List.of(new DatedCode(new HcpcsCode("J1940"), until2014, true)),
            null);
    assertThat(
            given()
                .knowing(Known.products(one, two))
                .ndc("11111-1111-11", "22222-2222-22")
                .dose("10 mg")
                .on("2025-04-01")
                .text(PRODUCT_WITHOUT_CODE))
        .isEqualTo(
            "No HCPCS code of Brand, Other in force on 2025-04-01 is known here. Name the code to"
                + " bill with billingCode.");
  }

  private static Case left(DatedCode... codes) {
    return given()
        .knowing(Known.products(coded(codes)))
        .ndc("11111-1111-11")
        .dose("10 mg")
        .on("2024-05-01");
  }

  private static DrugProduct coded(DatedCode... codes) {
    return new DrugProduct(
        Ndc.of("11111-1111-11").orElseThrow(),
        "Brand",
        Presentation.UNKNOWN,
        Set.of(),
        List.of(codes),
        null);
  }

  private static Case preferring(DrugProduct product, String... codes) {
    return given()
        .knowing(preferring(Known.products(product), codes))
        .ndc("11111-1111-11")
        .dose("10 mg");
  }

  private static Catalogs preferring(Catalogs other, String... codes) {
    return Known.policy(
        other,
        p ->
            new PayerPolicy(
                p.payer(),
                p.source(),
                p.validity(),
                p.discardRules(),
                p.lineForm(),
                p.lineUnits(),
                p.unclassifiedDiscards(),
                p.discardNotes(),
                p.modifierOrder(),
                p.packageModifiers(),
                p.modifierLimit(),
                p.claimLimit(),
                p.places(),
                p.ndcRequired(),
                Stream.of(codes).map(HcpcsCode::new).collect(Collectors.toSet()),
                p.fees(),
                p.unitCeilings(),
                p.notPublished()));
  }

  @Test
  void aPackageThatIsNamedTwiceIsOne() {
    given()
        .code("J9035")
        .ndc(LEMTRADA)
        .dose("10 mg")
        .vialsOf(1, "12 mg", LEMTRADA)
        .saysOnce(NDC_CODE_MISMATCH);
    given().code("J9035").rxNorm("1594663", "1594658").dose("10 mg").saysOnce(NDC_CODE_MISMATCH);
  }

  @Test
  void aPackageOfTheCodeOrOfNoneIsNoMismatch() {
    given().code("J0202").ndc(LEMTRADA).dose("10 mg").neverSays(NDC_CODE_MISMATCH);
    given().code("J9010").on("2015-06-01").ndc(LEMTRADA).dose("10 mg").neverSays(NDC_CODE_MISMATCH);
    assertThat(given().code("J9035").ndc(LEMTRADA).dose("10 mg").text(NDC_CODE_MISMATCH))
        .startsWith(
            "NDC 58468020001 (Lemtrada) is billed with J0202 on 2024-05-01, not with J9035");
  }

  @Test
  void theStrengthOfThePackageCountsAVolumeUnlessOneIsRecorded() {
    given().ndc(LEMTRADA).dose("1 mL").lines("J0202 10");
    given().ndc(LEMTRADA).strength("20 mg", "1 mL").dose("1 mL").lines("J0202 20");
    given().ndc(LEMTRADA, CAMPATH).dose("1 mL").refused(DOSE_UNIT_NOT_CONVERTIBLE);
    given().code("J9035").ndc(LEMTRADA).dose("1 mL").refused(DOSE_UNIT_NOT_CONVERTIBLE);
    given().code("J9035").ndc(LEMTRADA).strength("25 mg", "1 mL").dose("4 mL").lines("J9035 10");
    given().code("J0202").ndc(LEMTRADA).dose("1 mL").lines("J0202 10");
    given().ndc(REMICADE).dose("100 mg").lines("J1745 10");
    given().ndc(REMICADE).dose("1 mL").refused(DOSE_UNIT_NOT_CONVERTIBLE);
  }

  /** A mixed bag has another strength than the vial, so the vial's counts no volume of it. */
  @Test
  void anUnclearStrengthIsNotReplacedByThatOfThePackage() {
    Case mixed = given().ndc(LEMTRADA).unclearStrength().dose("1 mL");
    assertThat(mixed.refused(DOSE_UNIT_NOT_CONVERTIBLE).text(DOSE_UNIT_NOT_CONVERTIBLE))
        .contains("does not state how much of one drug is in an amount of the whole")
        .endsWith("Send its strength so, or send the dose in mg.");
    given().ndc(LEMTRADA).unclearStrength().dose("10 mg").lines("J0202 10");
    given().code("J9316").ndc("50242-0260-01").dose("5 mL").lines("J9316 60");
    given()
        .code("J9316")
        .ndc("50242-0260-01")
        .unclearStrength()
        .dose("5 mL")
        .refused(CODE_WITHOUT_DOSAGE);
  }

  @Test
  void aSuccessorThatIsNotInForceEitherIsNotAdvised() {
    DrugCode ended =
        new DrugCode(
            new HcpcsCode("J0202"),
            new Validity(LocalDate.of(2016, 1, 1), LocalDate.of(2016, 12, 31)),
            new HcpcsDosage(BigDecimal.ONE, "mg"),
            null,
            null,
            false);
    Case known = given().knowing(Known.code(ended)).code("J9010").dose("3 mg");
    assertThat(known.on("2017-01-01").text(CODE_TERMINATED)).endsWith("in force on that day.");
    assertThat(known.issues().get(0).successor()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "J0202, 2015-12-31, CODE_NOT_YET_EFFECTIVE, may be used from 2016-01-01",
    "J9010, 2016-01-01, CODE_TERMINATED, Ask again with billingCode J0202: this dose is 3 units",
    "Q9988, 2018-01-01, CODE_TERMINATED, Q9988 ended on 2017-12-31; the service was on 2018-01-01."
        + " Name a code that was in force on that day.",
    "Q9978, 2016-01-01, CODE_TERMINATED, J8655 took its place",
    "J9170, 2010-01-01, CODE_TERMINATED, J9170 ended on 2009-12-31; the service was on 2010-01-01.",
    "J9170, 1997-12-31, CODE_NOT_YET_EFFECTIVE, may be used from 1998-01-01",
    "J0275, 2024-05-01, CODE_WITHOUT_DOSAGE, is not certain from its descriptor, and the dose of 3"
        + " mg",
    "J9298, 2024-05-01, CODE_WITHOUT_DOSAGE, is not certain from its descriptor ("
  })
  void aCodeThatCannotCountTheDoseIsRefusedWithAdvice(
      String code, String day, IssueCode issue, String advice) {
    Case refused = given().code(code).on(day).dose("3 mg").refused(issue);
    assertThat(refused.text(issue)).contains(advice);
  }

  /** CMS names no successor of J1030; the package confirms the one that the dates suggest. */
  @ParameterizedTest
  @CsvSource({"J1030, J1010, J1010 40", "J1030, J0202, ", "J1020, J1010, J1010 40"})
  void thePackageConfirmsTheFollowerOfAnEndedCode(
      String charted, String ofPackage, @Nullable String line) {
    DrugProduct product =
        new DrugProduct(
            new Ndc("11111111111"),
            "Brand",
            Presentation.UNKNOWN,
            Set.of(),
            List.of(new DatedCode(new HcpcsCode(ofPackage), Validity.ALWAYS)),
            null);
    Case given =
        given()
            .knowing(Known.products(product))
            .ndc("11111-1111-11")
            .charted(charted)
            .on("2024-05-14")
            .dose("40 mg");
    if (line == null) {
      given.refused(CODE_TERMINATED);
    } else {
      given.lines(line);
    }
  }

  /** CMS names no successor of J1030 (40 mg); J1010 (1 mg) began on the day after its end. */
  @ParameterizedTest
  @CsvSource({"80 mg, J1010, 80", "80 [U], J1010, "})
  void aCodeThatBeganTheDayAfterIsSuggested(String dose, String next, BigDecimal units) {
    Case ended = given().code("J1030").on("2024-05-01").dose(dose).refused(CODE_TERMINATED);
    assertThat(ended.text(CODE_TERMINATED))
        .contains("CMS names no code in its place. " + next + " (", "ask again with billingCode")
        .matches(text -> text.contains("this dose is") == (units != null));
    Issue.Successor successor = ended.issues().get(0).successor();
    assertThat(successor.code()).hasToString(next);
    assertThat(successor.units()).isEqualTo(units);
    assertThat(successor.suggested()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"3 mg, this dose is 3 units of it", "3 [U], does not count in units of it"})
  void theCodeThatCmsNamesIsNoSuggestion(String dose, String advice) {
    Case ended = given().code("J9010").on("2024-05-01").dose(dose).refused(CODE_TERMINATED);
    assertThat(ended.text(CODE_TERMINATED)).contains(advice);
    assertThat(ended.issues().get(0).successor().suggested()).isFalse();
  }
}
