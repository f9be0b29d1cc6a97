package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.ClaimDraft;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.policy.LineUnits;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation;
import org.priceunits.domain.product.Validity;

/** Tests lines with more units than a payer takes on one (R20). */
class LongLinesTest {
  private static final Catalogs SHIPPED = ShippedKnowledge.pricing().catalogs();
  private static final Validity FROM_2023 = new Validity(LocalDate.of(2023, 1, 1), null);

  private static LineUnits limit(String most, @Nullable String repeat) {
    return new LineUnits(
        new BigDecimal(most), repeat == null ? null : new Modifier(repeat), FROM_2023);
  }

  private static Case contractor(Catalogs other) {
    return given().knowing(Policies.lineUnits(other, limit("9999", "76"))).code("J0202");
  }

  private static Case contractor() {
    return contractor(SHIPPED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9998 | J0202 9998",
        "9999 | J0202 9999",
        "10000 | J0202 9999, J0202 1 76",
        "19998 | J0202 9999, J0202 9999 76",
        "19999 | J0202 9999, J0202 9999 76, J0202 1 76",
        "22000 | J0202 9999, J0202 9999 76, J0202 2002 76"
      })
  void areRepeatedWithTheModifierFromTheSecondOn(String units, String lines) {
    contractor()
        .dose(units + " mg")
        .lines(lines.split(", "))
        .neverSays(LINE_EXCEEDS_USUAL_UNITS, LINE_UNITS_EXCEEDED);
  }

  @Test
  void keepWhatTheySayOfTheWaste() {
    contractor()
        .dose("22000 mg")
        .vials(1, "22000 mg")
        .lines("J0202 9999 JZ", "J0202 9999 JZ 76", "J0202 2002 JZ 76");
    contractor()
        .dose("1 mg")
        .vials(1, "12000 mg")
        .lines("J0202 1", "J0202 9999 JW", "J0202 2000 JW 76");
  }

  @Test
  void carryTheModifierAfterTheOthersUnlessThePolicyPlacesIt() {
    contractor()
        .modifier("TB")
        .own("RT")
        .dose("10000 mg")
        .lines("J0202 9999 TB RT", "J0202 1 TB RT 76");
    given()
        .knowing(Policies.lineUnits(SHIPPED, limit("9999", "59")))
        .code("J0202")
        .own("RT")
        .dose("10000 mg")
        .lines("J0202 9999 RT", "J0202 1 59 RT");
  }

  @Test
  void takeNoFifthModifier() {
    Case four = contractor().modifier("TB").modifier("PO").modifier("JA");
    four.dose("9999 mg").vial("9999 mg").lines("J0202 9999 JZ TB PO JA");
    contractor()
        .modifier("TB")
        .modifier("PO")
        .modifier("JA")
        .dose("10000 mg")
        .vial("10000 mg")
        .refused(TOO_MANY_MODIFIERS);
  }

  @Test
  void showWhatEachHasOfTheWhole() {
    contractor()
        .dose("12000 mg")
        .vials(1, "24001 mg")
        .formulas(
            "ceil(12000 / 1) = 12000, of which this line has 9999",
            "ceil(12000 / 1) = 12000, of which this line has 2001",
            "floor((12000 + 12001 - 12000 x 1) / 1) = 12001, of which this line has 9999",
            "floor((12000 + 12001 - 12000 x 1) / 1) = 12001, of which this line has 2002")
        .rules("R1", "R2", "R20", "R3");
  }

  @Test
  void arePricedByTheirOwnUnits() {
    Case split = contractor(Known.charge("0.125")).dose("22000 mg");
    assertThat(split.lines().stream().map(l -> l.price().net().toPlainString()))
        .containsExactly("1249.88", "1249.88", "250.25");
    assertThat(ClaimDraft.of(split.priced().priced(), policy -> null).get(0).total())
        .hasValueSatisfying(total -> assertThat(total).isEqualByComparingTo("2750.01"));
  }

  private static DrugProduct liquid(String mg, String ml) {
    return new DrugProduct(
        Ndc.of("11111-1111-11").orElseThrow(),
        "Brand",
        new Presentation(
            Dose.of(new BigDecimal(mg), "mg"),
            new Strength(new BigDecimal(mg), "mg", new BigDecimal(ml), "mL"),
            DoseForm.LIQUID,
            new ContainerLabel(
                ContainerType.SINGLE_DOSE, "its label", ContainerLabel.Exactness.PACKAGE),
            Map.of()),
        Set.of(),
        List.of(new DatedCode(new HcpcsCode("J0202"), Validity.ALWAYS)),
        null);
  }

  /** 22,000 / 3 mL is 7333.333; no share is rounded by itself. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "22000 | 1 | 3333.000 ML, 3333.000 ML, 667.333 ML",
        "29998 | 1 | 3333.000 ML, 3333.000 ML, 3333.000 ML, 0.333 ML",
        "10000 | 7 | 23331.000 ML, 2.333 ML"
      })
  void shareTheNdcQuantityExactly(String units, String ml, String quantities) {
    Case split =
        contractor(Known.products(liquid("3", ml))).ndc("11111-1111-11").dose(units + " mg");
    split.ndcQuantities(quantities.split(", "));
  }

  @Test
  void stayTogetherOnOneClaim() {
    Case split =
        contractor(Known.charge("5"))
            .on("2024-05-01")
            .dose("1 mg")
            .and()
            .on("2024-05-02")
            .dose("19998 mg");
    List<ClaimDraft> claims =
        ClaimDraft.of(split.priced().priced(), policy -> new BigDecimal("99990.00"));
    assertThat(claims.stream().map(c -> c.lines().size())).containsExactly(1, 2);
  }

  @Test
  void arePointedOutWhereThePolicyDoesNotSayHowToSplitThem() {
    Case whole = given().code("J0202").dose("10000 mg").lines("J0202 10000");
    assertThat(whole.text(LINE_EXCEEDS_USUAL_UNITS)).contains("10000 units", "9999", "76");
    whole.saysOnce(LINE_EXCEEDS_USUAL_UNITS);
    given().code("J0202").dose("9999 mg").neverSays(LINE_EXCEEDS_USUAL_UNITS);
    given().code("J0202").dose("1 mg").vial("10001 mg").says(LINE_EXCEEDS_USUAL_UNITS);
    given().code("J0202").dose("1 mg").vial("10000 mg").neverSays(LINE_EXCEEDS_USUAL_UNITS);
    given().payer("premera").code("J0202").dose("10000 mg").says(LINE_EXCEEDS_USUAL_UNITS);
  }

  @Test
  void areLeftAloneOnOtherDaysAndByPayersWithoutALimit() {
    contractor()
        .on("2022-12-31")
        .dose("10000 mg")
        .lines("J0202 10000")
        .neverSays(LINE_EXCEEDS_USUAL_UNITS);
    contractor().on("2023-01-01").dose("10000 mg").lines("J0202 9999", "J0202 1 76");
    given()
        .knowing(Policies.lineUnits(SHIPPED, null))
        .code("J0202")
        .dose("10000 mg")
        .lines("J0202 10000")
        .neverSays(LINE_EXCEEDS_USUAL_UNITS);
  }

  @Test
  void haveAWholeNumberOfUnits() {
    for (String most : List.of("0", "-1", "0.5", "100.5")) {
      assertThatIllegalArgumentException().isThrownBy(() -> limit(most, null));
    }
    assertThat(limit("100.0", null).most()).isEqualByComparingTo("100");
  }
}
