package org.priceunits.domain.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.dose.Strength;

/** What two sources print of one package is compared by value, as far as the digits can tell. */
class ConcentrationsTest {
  @ParameterizedTest
  @CsvSource({
    "mg, mg, true",
    "mg, g, true",
    "ng, ug, true",
    "mg, [U], false",
    "mg, mL, false",
    "mL, mg, false",
    "{each}, {each}, true",
    "[iU], [iU], true",
    "[iU], [U], true",
    "[U], [USP'U], true",
    "[iU], [USP'U], false"
  })
  void massesCompareAndSoDoUnitsOfActivityUnlessBothAreNamed(
      String one, String other, boolean comparable) {
    assertThat(Concentrations.areComparable(one, other)).isEqualTo(comparable);
    assertThat(Concentrations.areComparable(other, one)).isEqualTo(comparable);
  }

  @ParameterizedTest
  @CsvSource({
    "1000 mg 26.3 mL, 38 mg 1 mL, true",
    "1000 mg 26.3 mL, 1000 mg 26.35 mL, true",
    "1000 mg 26.3 mL, 1000 mg 26.36 mL, false",
    "1000 mg 26.3 mL, 1000 mg 26.25 mL, true",
    "1000 mg 26.3 mL, 1000 mg 26.24 mL, false",
    "100 mg 4 mL, 25 mg 1 mL, true",
    "100 mg 4 mL, 24 mg 1 mL, false",
    "100 mg 4.0 mL, 24 mg 1 mL, false",
    "0.1 g 4 mL, 25 mg 1 mL, true",
    "100 mg 4 mL, 25 mg 1 g, false",
    "100 [iU] 4 mL, 25 [U] 1 mL, true",
    "100 [iU] 4 mL, 25 mg 1 mL, false"
  })
  void aVolumeMayBeRoundedToItsLastDigitUnlessItIsWhole(
      String bySize, String listed, boolean agree) {
    assertThat(Concentrations.agree(strength(bySize), strength(listed))).isEqualTo(agree);
  }

  private static Strength strength(String text) {
    String[] parts = text.split(" ");
    return new Strength(new BigDecimal(parts[0]), parts[1], new BigDecimal(parts[2]), parts[3]);
  }
}
