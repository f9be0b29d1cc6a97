package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.discard.LeastWaste;
import org.priceunits.domain.billing.line.NdcShares;
import org.priceunits.domain.dose.Quotient;

class LeastWasteTest {
  /** A search that would take too long is skipped: the result is empty. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          100,            30 153,         120
          151,            30 153,         153
          180,            153 30,         180
          0.1,            2.5 10,         2.5
          7.6,            2.5 10,         10
          100,            100.0 400,      100
          4,              10001 3,        6
          10001,          10000 10001,    10001
          10001,          10001 10002,
          1,              1000000000000,  1000000000000
          1,              1000000000001,
          1000000000000,  1,              1000000000000
          1000000000001,  1,
          """)
  void theLeastSumOfSizesThatHoldsTheDose(String dose, String sizes, String expected) {
    List<BigDecimal> packages = Arrays.stream(sizes.split(" ")).map(BigDecimal::new).toList();
    assertThat(
            LeastWaste.smallest(Quotient.of(new BigDecimal(dose)), packages).map(Quotient::shown))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void theLargestRemaindersGetWhatIsLeftOver() {
    assertThat(apportion(2, 2, 1)).containsExactly(1, 1);
    assertThat(apportion(2, 1, 2)).containsExactly(1, 1);
    assertThat(apportion(10, 1, 1, 1)).containsExactly(4, 3, 3);
    assertThat(apportion(0, 1, 1)).containsExactly(0, 0);
    assertThat(apportion(3, 0, 0)).containsExactly(0, 0);
  }

  private static List<Integer> apportion(int units, int... weights) {
    return NdcShares.apportion(
            BigDecimal.valueOf(units),
            Arrays.stream(weights).mapToObj(w -> Quotient.of(BigDecimal.valueOf(w))).toList())
        .stream()
        .map(BigDecimal::intValueExact)
        .toList();
  }
}
