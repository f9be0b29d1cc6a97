package org.priceunits.domain.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.units.UcumUnits;

class AmountsTest {
  private static final Units UNITS = new UcumUnits();

  /** Parses a quotient: 10/3. */
  private static Quotient of(String text) {
    String[] parts = text.split("/");
    return new Quotient(
        new BigDecimal(parts[0]), new BigDecimal(parts.length == 1 ? "1" : parts[1]));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10/3, 3.333333, -3.333333",
    "10/3, 0, 3.333333, 3.333333",
    "1/3, 1/3, 0.666667, 0",
    "1/2, 1/4, 0.75, 0.25",
    "600, 400, 1000, 200",
    "0.30, 0.1, 0.4, 0.2"
  })
  void sumsAndDifferencesAreExact(String one, String other, String sum, String difference) {
    assertThat(of(one).plus(of(other)).shown()).isEqualTo(sum);
    assertThat(of(one).minus(of(other)).shown()).isEqualTo(difference);
  }

  /** The parts of a long course stay as short as one of them. */
  @Test
  void sumsOfEqualPartsKeepTheirDenominator() {
    assertThat(of("10/3").plus(of("20/3"))).isEqualTo(of("30/3"));
    assertThat(of("10/3").minus(of("10/3"))).isEqualTo(of("0/3"));
    assertThat(of("10/3").plus(of("1/2"))).isEqualTo(of("23/6"));
  }

  @ParameterizedTest
  @CsvSource({
    "10/3, 4, 3, 3.333",
    "3, 3, 3, 3.000",
    "-1/2, 0, -1, -0.500",
    "1/3000, 1, 0, 0.000",
    "1/2000, 1, 0, 0.001"
  })
  void roundingIsUpDownOrHalfUp(String value, String up, String down, String rounded) {
    assertThat(of(value).ceiling()).isEqualByComparingTo(up);
    assertThat(of(value).floor()).isEqualByComparingTo(down);
    assertThat(of(value).rounded(3)).isEqualTo(new BigDecimal(rounded));
  }

  @ParameterizedTest
  @CsvSource({"2/4, 1/2, 0", "1/3, 1/2, -1", "1/2, 1/3, 1", "2, 3, -1", "3, 2, 1"})
  void orderIsByValue(String one, String other, int order) {
    assertThat(of(one).compareTo(of(other))).isEqualTo(order);
    assertThat(of(one).min(of(other))).isEqualTo(order <= 0 ? of(one) : of(other));
    assertThat(of(one).max(of(other))).isEqualTo(order >= 0 ? of(one) : of(other));
  }

  @Test
  void anAmountIsThatOfItsOwnUnitWhateverTheUnitIs() {
    assertThat(Dose.of(new BigDecimal("2"), "{device}").in("{device}", UNITS)).contains(of("2"));
    assertThat(Dose.of(new BigDecimal("2"), "{device}").in("{each}", UNITS)).isEmpty();
    Units none = (from, to) -> Optional.empty();
    assertThat(Dose.of(new BigDecimal("2"), "{device}").in("{device}", none)).contains(of("2"));
  }

  @Test
  void onlyWhatHasNoEndHasNoDecimal() {
    assertThat(of("10/3").decimal()).isEmpty();
    assertThat(of("1/8").decimal()).contains(new BigDecimal("0.125"));
    assertThat(of("3000").decimal()).contains(new BigDecimal("3000"));
    assertThat(of("10").over(new BigDecimal("4")).times(new BigDecimal("2")).shown())
        .isEqualTo("5");
  }

  @Test
  void amountsAndStrengthsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> of("1/0"));
    assertThatIllegalArgumentException().isThrownBy(() -> of("1/-1"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Dose(of("-1"), "mg"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Dose(of("1"), " "));
    assertThatIllegalArgumentException().isThrownBy(() -> strength("0", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> strength("1", "0"));
    assertThat(new Dose(of("0"), "mg").shown()).isEqualTo("0 mg");
  }

  @ParameterizedTest
  @CsvSource({
    "12 mg, mg, 12",
    "12 mg, ug, 12000",
    "12 mg, mL,",
    "37 MBq, mCi, 1",
    "12 [U], [iU],",
    "7 {vial}, {vial}, 7"
  })
  void amountsCountInAnotherUnitOrNotAtAll(String amount, String unit, String expected) {
    assertThat(dose(amount).in(unit, UNITS).map(Quotient::shown).orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.33 mL, 9.9", "330 uL, 9.9", "1 mg,"})
  void aVolumeIsDrugByItsStrength(String liquid, String expected) {
    assertThat(
            strength("30", "1").drugIn(dose(liquid), "mg", UNITS).map(Quotient::shown).orElse(null))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "30, 1, true",
    "60, 2, true",
    "60.0, 2.0, true",
    "30, 2, false",
    "29, 1, false",
    "31, 1, false"
  })
  void strengthsAreTheSameConcentrationOrNot(String amount, String volume, boolean same) {
    assertThat(strength("30", "1").isAs(strength(amount, volume), UNITS)).isEqualTo(same);
  }

  private static Dose dose(String text) {
    String[] parts = text.split(" ");
    return Dose.of(new BigDecimal(parts[0]), parts[1]);
  }

  private static Strength strength(String milligrams, String millilitres) {
    return new Strength(new BigDecimal(milligrams), "mg", new BigDecimal(millilitres), "mL");
  }
}
