package org.priceunits.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;

class UnitsConvertExactlyTest {
  private static final UcumUnits UNITS = new UcumUnits();

  /** Units of one kind, each with its power of ten relative to the first. */
  private record Scaled(List<String> units, List<Integer> powers) {}

  private static final List<Scaled> KINDS =
      List.of(
          new Scaled(List.of("g", "kg", "mg", "ug", "ng", "pg"), List.of(0, 3, -3, -6, -9, -12)),
          new Scaled(
              List.of("L", "l", "dL", "cL", "mL", "ml", "uL", "ul", "dm3", "cm3", "mm3", "m3"),
              List.of(0, 0, -1, -2, -3, -3, -6, -6, 0, -3, -6, 3)),
          new Scaled(List.of("m2", "dm2", "cm2", "mm2"), List.of(0, -2, -4, -6)),
          new Scaled(List.of("Bq", "kBq", "MBq", "GBq"), List.of(0, 3, 6, 9)));

  private record Conversion(String from, String to, int power) {}

  @Provide
  Arbitrary<Conversion> metric() {
    return Arbitraries.of(KINDS)
        .flatMap(
            kind ->
                Arbitraries.integers()
                    .between(0, kind.units().size() - 1)
                    .tuple2()
                    .map(
                        pair ->
                            new Conversion(
                                kind.units().get(pair.get1()),
                                kind.units().get(pair.get2()),
                                kind.powers().get(pair.get1()) - kind.powers().get(pair.get2()))));
  }

  @Property
  void metricAmountsMoveTheDecimalPointAndLoseNothing(
      @ForAll("metric") Conversion conversion,
      @ForAll @BigRange(min = "0.000000001", max = "999999999") @Scale(9) BigDecimal value) {
    assertThat(Dose.of(value, conversion.from()).in(conversion.to(), UNITS).orElseThrow())
        .usingComparator(Quotient::compareTo)
        .isEqualTo(Quotient.of(value.scaleByPowerOfTen(conversion.power())));
  }

  @Property
  void thereAndBackIsTheSameAmount(
      @ForAll("metric") Conversion conversion,
      @ForAll @BigRange(min = "0.001", max = "99999") @Scale(3) BigDecimal value) {
    Quotient there = Dose.of(value, conversion.from()).in(conversion.to(), UNITS).orElseThrow();
    assertThat(new Dose(there, conversion.to()).in(conversion.from(), UNITS).orElseThrow())
        .usingComparator(Quotient::compareTo)
        .isEqualTo(Quotient.of(value));
  }

  @ParameterizedTest
  @CsvSource({
    "1, mCi, MBq, 37, 1",
    "1, MBq, mCi, 1, 37",
    "5, mCi, uCi, 5000, 1",
    "1, Ci, GBq, 37, 1",
    "1, [foz_us], mL, 29.5735295625, 1",
    "1, [tbs_us], [tsp_us], 3, 1",
    "1, [lb_av], g, 453.59237, 1",
    "16, [oz_av], [lb_av], 1, 1",
    "7000, [gr], [lb_av], 1, 1",
    "1, [lb_av], kg, 0.45359237, 1"
  })
  void definedUnitsHaveTheirWholeFactor(
      BigDecimal value, String from, String to, BigDecimal numerator, BigDecimal denominator) {
    assertThat(Dose.of(value, from).in(to, UNITS).orElseThrow())
        .usingComparator(Quotient::compareTo)
        .isEqualTo(new Quotient(numerator, denominator));
  }

  @ParameterizedTest
  @CsvSource({
    "mg, mL", "{vial}, [iU]", "%, [iU]", "mol, [iU]", "mmol, mg", "[U], [iU]", "[iU], [USP'U]",
    "{vial}, mg", "1, mg", "mCi, mg", "mg/kg, mg", "mg/h, mg", "meq, mmol", "[foz_us], mg",
    "cm2, mL", "nonsense, mg"
  })
  void whatDoesNotConvertIsRefused(String from, String to) {
    assertThat(UNITS.factor(from, to)).isEmpty();
    assertThat(UNITS.factor(to, from)).isEmpty();
  }
}
