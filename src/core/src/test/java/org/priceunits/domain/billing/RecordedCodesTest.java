package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.product.DrugConcept;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation;
import org.priceunits.domain.product.Validity;

/** Which code is billed if the chart has HCPCS codes of the drug. */
class RecordedCodesTest {
  private static final String LEMTRADA = "58468-0200-01";
  private static final String REMICADE = "57894-0030-01";

  private static Case charted(String codes, String day, @Nullable String ndc) {
    Case charted = given().chartedAll(codes.split(" ")).on(day).dose("10 mg");
    return ndc == null ? charted : charted.ndc(ndc);
  }

  /** J9010 ended with 2015; CMS names J0202 in its place. */
  @ParameterizedTest
  @CsvSource({
    "J9010, 2015-12-31, , J9010 1",
    "J9170, 2009-12-31, , J9170 1",
    "J9010 J0202, 2015-12-31, , J9010 1",
    "J9010 J0202, 2016-01-01, , J0202 10",
    "J0202 J9010, 2016-01-01, , J0202 10",
    "J9010, 2016-01-01, 58468-0357-01, J0202 10",
    "J9010, 2016-01-01, 58468-0200-01, J0202 10",
    "J0202, 2024-05-01, 57894-0030-01, J0202 10",
    "Q3014, 2024-05-01, 58468-0200-01, J0202 10",
    "J0202 Q3014, 2024-05-01, , J0202 10",
    "J3490, 2024-05-01, , J3490 1",
    "J3490, 2024-05-01, 12345-6789-01, J3490 1"
  })
  void theOneInForceIsBilledOrTheOneThatTookItsPlace(
      String codes, String day, @Nullable String ndc, String lines) {
    charted(codes, day, ndc).lines(lines);
  }

  /** One unit of J7300 is one device, which counts no amount of its drug. */
  @Test
  void thatOfADeviceIsBilledAndThatOfAVisitIsNot() {
    given().charted("J7300").dose("1 {each}").lines("J7300 1");
    given().charted("Q3014").dose("1 {each}").refused(PRODUCT_UNKNOWN);
  }

  @Test
  void severalInForceAreAmbiguous() {
    Case two = charted("J0202 J9035 J9010", "2024-05-01", null).refused(CODE_AMBIGUOUS);
    assertThat(two.text(CODE_AMBIGUOUS))
        .startsWith("The record has several HCPCS codes that were in force on 2024-05-01: J0202")
        .contains("J9035")
        .doesNotContain("J9010");
  }

  /** J7999 is for compounded drugs, and says that the drug is not the one of J0202. */
  @ParameterizedTest
  @CsvSource({
    "J3490 J0202, , J0202 10, only one that is not for drugs without a code of their own",
    "J0202 J3490, 58468-0200-01, J0202 10, the code of its NDC",
    "J0202 J9035, 58468-0200-01, J0202 10, the code of its NDC",
    "J0202 J9035, 57894-0030-01, , code-ambiguous",
    "J0202 J9035 J3490, , , code-ambiguous",
    "J3490 J9999, , , code-ambiguous",
    "J7999 J0202, , , code-ambiguous"
  })
  void ofSeveralInForceTheOneOfThePackageOrOfTheDrugIsBilled(
      String codes, @Nullable String ndc, @Nullable String lines, String text) {
    Case several = charted(codes, "2024-05-01", ndc);
    if (lines == null) {
      several.refused(CODE_AMBIGUOUS);
    } else {
      assertThat(several.lines(lines).text(NDC_CODE_MISMATCH)).contains(text, codes.split(" ")[1]);
    }
  }

  /** Remicade never had J9010. */
  @Test
  void anEndedOneIsRefusedIfNoPackageTellsWhatFollowed() {
    charted("J9010", "2024-05-01", null).refused(CODE_TERMINATED);
    charted("J9010", "2024-05-01", REMICADE).refused(CODE_TERMINATED);
    charted("J9010", "2024-05-01", LEMTRADA).lines("J0202 10");
  }

  @Test
  void anUnclassifiedOneGivesWayToThatOfThePackage() {
    Case packaged = charted("J3490", "2024-05-01", LEMTRADA).lines("J0202 10");
    assertThat(packaged.text(NDC_CODE_MISMATCH))
        .startsWith("The record has J3490, which is for drugs without a code of their own; its NDC")
        .contains("has J0202 on 2024-05-01, which is billed.");
    charted("J0202", "2024-05-01", LEMTRADA).lines("J0202 10").neverSays(NDC_CODE_MISMATCH);
    given().charted("J3490").ndc(LEMTRADA, REMICADE).dose("10 mg").lines("J3490 1");
  }

  @Test
  void theCodeOfThePackageIsNoNewsIfItIsTheUnclassifiedOneToo() {
    Case unclassified =
        given()
            .knowing(
                Known.products(
                    new DrugProduct(
                        Ndc.of("11111-1111-11").orElseThrow(),
                        "Brand",
                        Presentation.UNKNOWN,
                        Set.of(),
                        List.of(new DatedCode(new HcpcsCode("J3490"), Validity.ALWAYS)),
                        null)))
            .charted("J3490")
            .ndc("11111-1111-11")
            .dose("10 mg");
    unclassified.lines("J3490 1").neverSays(NDC_CODE_MISMATCH);
  }

  /** RxNorm names alemtuzumab (J9010 until 2015) or pegfilgrastim (J2505 until 2021). */
  @ParameterizedTest
  @CsvSource({
    "J9010, alemtuzumab, J0202, 2016-01-01, J0202 10",
    "J9010, infliximab, J1745, 2016-01-01, ",
    "J2505, pegfilgrastim, J2506, 2022-01-01, J2506 20"
  })
  void anEndedOneGivesWayToTheOneThatRxNormLeaves(
      String charted, String substance, String code, String day, @Nullable String lines) {
    DrugConcept brand =
        new DrugConcept(
            "1",
            DrugConcept.Kind.BRAND,
            List.of(substance),
            List.of(
                new DatedCode(new HcpcsCode(code), new Validity(LocalDate.of(2003, 1, 1), null))),
            false);
    Case record =
        given().knowing(Known.concepts(brand)).rxNorm("1").charted(charted).on(day).dose("10 mg");
    if (lines == null) {
      record.refused(CODE_TERMINATED);
    } else {
      record.lines(lines);
    }
  }

  /** RxNorm names alemtuzumab, whose code was J9010 until 2015 and J0202 from then on. */
  @ParameterizedTest
  @CsvSource({
    "J3490, J0202, 2016-01-01, , J0202 10",
    "J3590, J0202, 2016-01-01, , J0202 10",
    "J9999, J0202, 2016-01-01, , J0202 10",
    "J3490, J0202, 2015-12-31, , J3490 1",
    "J3490, J0202 J1745, 2016-01-01, , J3490 1",
    "J3490, J3490, 2016-01-01, , J3490 1",
    "J3490, J0202, 2016-01-01, 12345-6789-01, J3490 1",
    "J7999, J0202, 2016-01-01, , J7999 1",
    "J8999, J0202, 2016-01-01, , J8999 1",
    "J3490, , 2016-01-01, , J3490 1"
  })
  void anUnclassifiedOneGivesWayToTheOnlyOneThatRxNormLeaves(
      String charted, @Nullable String codes, String day, @Nullable String ndc, String lines) {
    List<DatedCode> dated =
        codes == null
            ? List.of()
            : Arrays.stream(codes.split(" "))
                .map(HcpcsCode::new)
                .map(code -> new DatedCode(code, new Validity(LocalDate.of(2016, 1, 1), null)))
                .toList();
    DrugConcept brand =
        new DrugConcept("1", DrugConcept.Kind.BRAND, List.of("some drug"), dated, true);
    Case record =
        given().knowing(Known.concepts(brand)).rxNorm("1").charted(charted).on(day).dose("10 mg");
    if (ndc != null) {
      record.ndc(ndc);
    }
    record.lines(lines);
    if (lines.startsWith(charted)) {
      record.neverSays(NDC_CODE_MISMATCH);
    } else {
      assertThat(record.text(NDC_CODE_MISMATCH))
          .startsWith("The record has " + charted + ", which is for drugs without a code")
          .contains("its RxNorm code has J0202 on 2016-01-01, which is billed.");
    }
  }

  /**
   * A volume without a strength counts no units of the drug's code; the unclassified one needs
   * none.
   */
  @Test
  void anUnclassifiedOneStaysWhereTheDoseDoesNotCount() {
    DatedCode own =
        new DatedCode(new HcpcsCode("J0202"), new Validity(LocalDate.of(2016, 1, 1), null));
    DrugConcept brand =
        new DrugConcept("1", DrugConcept.Kind.BRAND, List.of("some drug"), List.of(own), true);
    given()
        .knowing(Known.concepts(brand))
        .rxNorm("1")
        .charted("J3490")
        .on("2016-01-01")
        .dose("10 mL")
        .lines("J3490 1");
  }
}
