package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.priceunits.domain.billing.discard.LeastWaste;
import org.priceunits.domain.billing.line.NdcShares;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.dose.Quotient;

/** Tests properties of every dose, vial and split, beyond the worked cases. */
class UnitPricerPropertiesTest {
  /** A code with the milligrams of its unit: one, ten and a fraction. */
  enum Drug {
    J0202("1"),
    J9035("10"),
    J9177("0.25"),
    J9203("0.1");

    final BigDecimal unit;

    Drug(String unit) {
      this.unit = new BigDecimal(unit);
    }
  }

  @Provide
  Arbitrary<BigDecimal> amounts() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("0.001"), new BigDecimal("999"))
        .ofScale(3);
  }

  private static Case of(Drug drug, BigDecimal dose) {
    return given().code(drug.name()).dose(dose.toPlainString() + " mg");
  }

  private static BigDecimal units(Case priced) {
    return priced.lines().stream().map(ServiceLine::units).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Property
  void unitsCoverTheDoseAndNoMoreThanOneUnitBeyond(
      @ForAll Drug drug, @ForAll("amounts") BigDecimal dose) {
    BigDecimal billed = units(of(drug, dose)).multiply(drug.unit);
    assertThat(billed).isGreaterThanOrEqualTo(dose);
    assertThat(billed.subtract(dose)).isLessThan(drug.unit);
  }

  @Property
  void bothLinesTogetherStayWithinTheLabelledTotal(
      @ForAll Drug drug, @ForAll("amounts") BigDecimal dose, @ForAll("amounts") BigDecimal extra) {
    BigDecimal size = dose.add(extra);
    Case priced = of(drug, dose).vial(size.toPlainString() + " mg");
    BigDecimal billed = units(priced).multiply(drug.unit);
    // Rounding the dose up may exceed the labelled content by less than one unit; waste never adds
    // to that.
    assertThat(billed).isLessThan(size.add(drug.unit));
    if (priced.lines().size() == 2) {
      assertThat(billed).isLessThanOrEqualTo(size);
    }
  }

  @Property
  void whatIsBilledAsDiscardedWasDiscarded(
      @ForAll Drug drug, @ForAll("amounts") BigDecimal dose, @ForAll("amounts") BigDecimal waste) {
    Case priced =
        of(drug, dose)
            .vial(dose.add(waste).toPlainString() + " mg")
            .discarded(waste.toPlainString() + " mg");
    BigDecimal discarded =
        priced.lines().stream()
            .filter(l -> l.kind() == ServiceLine.Kind.DISCARDED)
            .map(l -> l.units().multiply(drug.unit))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(discarded).isLessThanOrEqualTo(waste);
    assertThat(waste.subtract(discarded)).isLessThan(drug.unit.multiply(BigDecimal.valueOf(2)));
  }

  @Property
  void milligramsAndGramsAreTheSameDose(@ForAll Drug drug, @ForAll("amounts") BigDecimal dose) {
    Case grams = given().code(drug.name()).dose(dose.movePointLeft(3).toPlainString() + " g");
    assertThat(units(grams)).isEqualByComparingTo(units(of(drug, dose)));
  }

  @Property
  void theOrderOfAdministrationsDoesNotMatter(
      @ForAll Drug drug, @ForAll("amounts") BigDecimal one, @ForAll("amounts") BigDecimal two) {
    Case forth = of(drug, one).and().dose(two.toPlainString() + " mg");
    Case back = of(drug, two).and().dose(one.toPlainString() + " mg");
    assertThat(units(forth)).isEqualByComparingTo(units(back));
    assertThat(units(forth)).isEqualByComparingTo(units(of(drug, one.add(two))));
  }

  @Property
  void jwAndJzNeverMeet(
      @ForAll Drug drug, @ForAll("amounts") BigDecimal dose, @ForAll("amounts") BigDecimal extra) {
    Case priced = of(drug, dose).vial(dose.add(extra).toPlainString() + " mg");
    List<String> modifiers =
        priced.lines().stream().flatMap(l -> l.modifiers().stream()).map(Object::toString).toList();
    assertThat(modifiers).isIn(List.of("JW"), List.of("JZ"));
  }

  @Property
  void apportionedUnitsAddUp(
      @ForAll("amounts") BigDecimal one,
      @ForAll("amounts") BigDecimal two,
      @ForAll("amounts") BigDecimal three,
      @ForAll Drug drug) {
    BigDecimal units = Quotient.of(one.add(two).add(three)).over(drug.unit).ceiling();
    List<BigDecimal> parts =
        NdcShares.apportion(units, List.of(Quotient.of(one), Quotient.of(two), Quotient.of(three)));
    assertThat(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(units);
    assertThat(parts).allMatch(p -> p.signum() >= 0 && p.stripTrailingZeros().scale() <= 0);
  }

  @Property
  void theSmallestContentHoldsTheDoseAndIsReachable(@ForAll("amounts") BigDecimal dose) {
    List<BigDecimal> sizes = List.of(new BigDecimal("30"), new BigDecimal("153"));
    BigDecimal least =
        LeastWaste.smallest(Quotient.of(dose), sizes).orElseThrow().decimal().orElseThrow();
    assertThat(least).isGreaterThanOrEqualTo(dose);
    assertThat(reachable(least)).isTrue();
    for (BigDecimal smaller = least.subtract(BigDecimal.ONE);
        smaller.compareTo(dose) >= 0;
        smaller = smaller.subtract(BigDecimal.ONE)) {
      assertThat(reachable(smaller)).as("%s is enough for %s", smaller, dose).isFalse();
    }
  }

  private static boolean reachable(BigDecimal total) {
    for (int large = 0; large * 153 <= total.intValueExact(); large++) {
      if ((total.intValueExact() - large * 153) % 30 == 0) {
        return true;
      }
    }
    return false;
  }
}
