package org.priceunits.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.policy.DiscardRule.States;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Validity;

class PoliciesTest {
  private static final Ndc LEMTRADA = new Ndc("58468020001");

  private static PayerPolicy policy(String payer, String day) {
    return ShippedKnowledge.pricing()
        .catalogs()
        .policies()
        .inForce(payer, LocalDate.parse(day), LocalDate.MAX)
        .orElseThrow();
  }

  /** The first matching rule applies; a forbidden modifier is never written. */
  @ParameterizedTest
  @CsvSource({
    "medicare, 2002-12-31, DISCARDED, SINGLE_DOSE,",
    "medicare, 2003-01-01, DISCARDED, SINGLE_DOSE, JW",
    "medicare, 2024-05-01, DISCARDED, MULTI_DOSE,",
    "medicare, 2022-12-31, NONE_DISCARDED, SINGLE_DOSE,",
    "medicare, 2023-01-01, NONE_DISCARDED, SINGLE_DOSE, JZ",
    "bcbs-ms, 2024-05-01, DISCARDED, MULTI_DOSE, JW",
    "bcbs-id-2012, 2012-05-01, DISCARDED, SINGLE_DOSE,"
  })
  void theModifierIsThatOfTheRuleForDayAndContainer(
      String payer, String day, States states, ContainerType container, String expected) {
    assertModifier(payer, "J0202", day, states, container, expected);
  }

  /** Skin substitutes report no discard from 2026 on; single-dose drugs before 2003 had no rule. */
  @ParameterizedTest
  @CsvSource({
    "Q4100, 2026-01-01, false",
    "Q4101, 2026-01-01, true",
    "Q4101, 2025-12-31, false",
    "J0202, 2026-01-01, false",
    "J0202, 2002-12-31, false"
  })
  void aCodeMayHaveNoDiscardWhateverTheContainer(String code, LocalDate day, boolean none) {
    assertThat(policy("medicare", day.toString()).forbidsDiscardOf(new HcpcsCode(code), day))
        .isEqualTo(none);
  }

  private static void assertModifier(
      String payer,
      String code,
      String day,
      States states,
      ContainerType container,
      String expected) {
    assertThat(
            policy(payer, day)
                .modifierFor(states, new HcpcsCode(code), container, LocalDate.parse(day)))
        .map(Modifier::value)
        .isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "Q4100, 2026-01-01, DISCARDED, JW",
    "Q4101, 2026-01-01, DISCARDED,",
    "Q4101, 2026-01-01, NONE_DISCARDED,",
    "Q4114, 2026-01-01, DISCARDED,",
    "Q4081, 2026-01-01, DISCARDED, JW",
    "Q4082, 2026-01-01, NONE_DISCARDED, JZ",
    "Q4101, 2025-12-31, DISCARDED, JW",
    "Q4101, 2025-12-31, NONE_DISCARDED, JZ",
    "Q4999, 2026-01-01, DISCARDED,",
    "Q5001, 2026-01-01, DISCARDED, JW",
    "A2000, 2026-01-01, DISCARDED, JW",
    "A2001, 2026-01-01, DISCARDED,",
    "A2001, 2026-01-01, NONE_DISCARDED,",
    "A2001, 2025-12-31, DISCARDED, JW",
    "A2039, 2026-01-01, NONE_DISCARDED,",
    "A2999, 2026-01-01, DISCARDED,",
    "A3001, 2026-01-01, DISCARDED, JW"
  })
  void aRuleMayBeForARangeOfCodes(String code, String day, States states, String expected) {
    assertModifier("medicare", code, day, states, ContainerType.SINGLE_DOSE, expected);
  }

  /** What a contractor publishes is its own; the others are only told of the number. */
  @ParameterizedTest
  @CsvSource({
    "medicare, 2026-01-01, 9999, , 9999, false",
    "medicare, 2026-01-01, 9999, , 10000, true",
    "premera, 2026-01-01, 9999, , 10000, true",
    "medicare-noridian-jf, 2022-12-31, 9999, 76, 10000, false",
    "medicare-noridian-jf, 2023-01-01, 9999, 76, 10000, true",
    "medicare-palmetto, 2026-01-01, 9999, , 10000, true"
  })
  void aLineTakesAsManyUnitsAsThePayerSays(
      String payer, String day, String most, String repeat, String units, boolean exceeded) {
    LineUnits limit = policy(payer, "2026-01-01").lineUnits();
    assertThat(limit.most()).isEqualByComparingTo(most);
    assertThat(Optional.ofNullable(limit.repeat()).map(Modifier::value))
        .isEqualTo(Optional.ofNullable(repeat));
    assertThat(limit.exceededBy(new BigDecimal(units), LocalDate.parse(day))).isEqualTo(exceeded);
  }

  @Test
  void onlyPalmettoTakesALineForTheWasteOfAnUnclassifiedCode() {
    assertThat(policy("medicare-palmetto", "2026-01-01").unclassifiedDiscards())
        .containsExactly(new HcpcsCode("C9399"));
    assertThat(policy("medicare-palmetto", "2026-01-01").discardNotes())
        .containsExactly(new HcpcsCode("C9399"));
    for (String payer : List.of("medicare", "medicare-noridian-jf", "bcbs-ms")) {
      assertThat(policy(payer, "2026-01-01").unclassifiedDiscards()).isEmpty();
      assertThat(policy(payer, "2026-01-01").discardNotes()).isEmpty();
    }
  }

  @Test
  void modifiersOfTheDiscardAreKnownAsSuch() {
    PayerPolicy medicare = policy("medicare", "2024-05-01");
    assertThat(medicare.speaksOfDiscard(new Modifier("JZ"))).isTrue();
    assertThat(medicare.speaksOfDiscard(new Modifier("TB"))).isFalse();
  }

  private static Fee fee(String usd, Ndc ndc) {
    return fee(usd, ndc, Fee.Basis.LIMIT);
  }

  private static Fee fee(String usd, Ndc ndc, Fee.Basis basis) {
    return new Fee(
        new HcpcsCode("J0202"),
        ndc,
        "medicare",
        Validity.ALWAYS,
        LocalDate.of(2024, 1, 1),
        basis,
        new BigDecimal(usd),
        "source");
  }

  @ParameterizedTest
  @CsvSource({
    "2347.582, 1, 2347.582",
    "2347.582, 1.00, 2347.582",
    "1.25, 0.5, 0.63",
    "1.23, 0.5, 0.62"
  })
  void aPartOfAFeeIsRoundedHalfUp(String usd, String factor, String expected) {
    assertThat(fee(usd, null).times(new BigDecimal(factor), 2).usdPerUnit())
        .isEqualTo(new BigDecimal(expected));
  }

  /** A payer's share is of the limits that it refers to; the operator's charge is its own. */
  @ParameterizedTest
  @CsvSource({
    "LIMIT, 106, 1.06",
    "LIMIT, 100, 1",
    "LIMIT, 85.5, 0.855",
    "CHARGE, 106, 1",
    "CHARGE, 50, 1"
  })
  void aShareIsOfALimitAndNeverOfACharge(
      Fee.Basis basis, BigDecimal percentage, BigDecimal factor) {
    assertThat(new PayerPolicy.FeeMethod("medicare", percentage).factor(fee("1", null, basis)))
        .isEqualByComparingTo(factor);
  }

  @Test
  void aFeeForOnePackageIsForNoOther() {
    assertThat(fee("1", null).isFor(LEMTRADA)).isTrue();
    assertThat(fee("1", null).isFor(null)).isTrue();
    assertThat(fee("1", LEMTRADA).isFor(LEMTRADA)).isTrue();
    assertThat(fee("1", LEMTRADA).isFor(new Ndc("58468035701"))).isFalse();
    assertThat(fee("1", LEMTRADA).isFor(null)).isFalse();
  }

  @Test
  void aFeeMayBeNothingButNotLess() {
    assertThat(fee("0", null).usdPerUnit()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> fee("-0.01", null));
    assertThat(Fee.Basis.CHARGE.code()).isEqualTo("charge");
  }

  @ParameterizedTest
  @CsvSource({"9999, true", "1E+4, true", "9999.0, true", "1, true", "0, false", "0.5, false"})
  void aLineTakesAWholeNumberOfUnits(BigDecimal most, boolean taken) {
    if (taken) {
      LineUnits limit = new LineUnits(most, null, Validity.ALWAYS);
      assertThat(limit.exceededBy(most, LocalDate.of(2024, 5, 1))).isFalse();
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LineUnits(most, null, Validity.ALWAYS));
    }
  }

  @Test
  void aRangeOfCodesMayBeOneCodeAndNeverEndsBeforeItBegins() {
    HcpcsCode one = new HcpcsCode("Q4101");
    assertThat(new CodeRange(one, one).contains(one)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CodeRange(one, new HcpcsCode("Q4100")));
  }

  @ParameterizedTest
  @CsvSource({"LINE, 1, each line", "POLICY, 2, by policy", "CLINICAL, 3, medical records"})
  void anIndicatorOfAnEditIsCmss(
      MedicallyUnlikelyEdit.Adjudication adjudication, int indicator, String words) {
    assertThat(adjudication.indicator()).isEqualTo(indicator);
    assertThat(adjudication.meaning()).contains(words);
  }
}
