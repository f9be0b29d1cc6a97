package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.PRICE_NOT_FOUND;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Validity;

/**
 * The prices of drugs without a code of their own: CMS's NOC files price an amount of a package.
 */
class PricesOfPackagesTest {
  private static final String VASOPRESSIN = "81298-8450-01";

  @ParameterizedTest
  @CsvSource({
    "20 [U], 4.500, 90.000",
    "19.5 [U], 4.500, 90.000",
    "19 [U], 4.500, 85.500",
    "0.5 [U], 4.500, 4.500"
  })
  void areThoseOfTheAmountsGiven(String dose, String usd, String price) {
    Case priced = noc(usd, "[U]").ndc(VASOPRESSIN).dose(dose).lines("J3490 1");
    ServiceLine line = priced.lines().get(0);
    assertThat(line.price()).isNotNull();
    assertThat(line.price().unitPrice()).isEqualByComparingTo(price);
    assertThat(line.working().fee().source()).isEqualTo("ChargeItemDefinition/noc");
  }

  /** 10 mg cost 5 USD: 25 mg given are three amounts, which bill 5 mg of the waste already (R4). */
  @ParameterizedTest
  @CsvSource({"30 mg, 0", "34 mg, 0", "40 mg, 5", "49 mg, 5", "50 mg, 10"})
  void ofDiscardedDrugAreThoseOfTheWholeAmountsLeft(String vial, String usd) {
    Fee fee = fee("5", new HcpcsDosage(BigDecimal.TEN, "mg"), null);
    Case two =
        given()
            .knowing(Policies.unclassifiedDiscards(Known.fee(fee), "J3490"))
            .code("J3490")
            .dose("25 mg")
            .vial(vial)
            .lines("J3490 1", "J3490 1 JW");
    assertThat(two.lines().get(0).price().net()).isEqualByComparingTo("15");
    assertThat(two.lines().get(1).price().net()).isEqualByComparingTo(usd);
  }

  @Test
  void areConvertedThroughUnitsAndStrength() {
    assertThat(usd(noc("2", "mg").ndc(VASOPRESSIN).dose("1 g"))).isEqualByComparingTo("2000");
    assertThat(usd(noc("2", "mg").ndc(VASOPRESSIN).strength("5 mg", "1 mL").dose("3 mL")))
        .isEqualByComparingTo("30");
  }

  @Test
  void areOfNoOtherPackageCodeOrUnit() {
    noc("2", "mg").ndc("12345-6789-01").dose("20 mg").says(PRICE_NOT_FOUND);
    noc("2", "mg").dose("20 mg").says(PRICE_NOT_FOUND);
    noc("2", "mg").ndc(VASOPRESSIN).dose("20 [U]").says(PRICE_NOT_FOUND);
    noc("2", "mg").code("J3590").ndc(VASOPRESSIN).dose("20 mg").says(PRICE_NOT_FOUND);
  }

  private static BigDecimal usd(Case priced) {
    return priced.lines().get(0).price().unitPrice();
  }

  private static Case noc(String usd, String unit) {
    Fee fee = fee(usd, new HcpcsDosage(BigDecimal.ONE, unit), Ndc.of(VASOPRESSIN).orElseThrow());
    return given().knowing(Known.fee(fee)).code("J3490");
  }

  private static Fee fee(String usd, HcpcsDosage amount, @Nullable Ndc ndc) {
    return new Fee(
        new HcpcsCode("J3490"),
        ndc,
        "medicare",
        Validity.ALWAYS,
        LocalDate.of(2024, 1, 1),
        Fee.Basis.LIMIT,
        new BigDecimal(usd),
        amount,
        "ChargeItemDefinition/noc");
  }
}
