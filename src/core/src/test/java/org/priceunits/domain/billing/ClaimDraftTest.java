package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.priceunits.domain.billing.result.ClaimDraft;
import org.priceunits.domain.billing.result.GroupResult;

class ClaimDraftTest {
  /** Returns a case with one line of 12.00 USD. */
  private static Case twelve(String day) {
    return given().charge("1.00").code("J0202").on(day).dose("12 mg").vial("12 mg");
  }

  private static Case twelveEach(String... days) {
    Case all = twelve(days[0]);
    for (int i = 1; i < days.length; i++) {
      all.and().on(days[i]).dose("12 mg").vial("12 mg");
    }
    return all;
  }

  private static List<String> split(Case given, String limit) {
    return ClaimDraft.of(
            given.priced().priced(), policy -> limit == null ? null : new BigDecimal(limit))
        .stream()
        .map(
            d ->
                "%d/%d %s%s %s"
                    .formatted(
                        d.part(),
                        d.parts(),
                        d.total().map(BigDecimal::toPlainString).orElse("unknown"),
                        d.aboveLimit() ? " above" : "",
                        d.lines().stream().map(l -> l.date().toString().substring(8)).toList()))
        .toList();
  }

  @Test
  void daysStandInOrderOnOneClaim() {
    assertThat(split(twelveEach("2024-05-03", "2024-05-01", "2024-05-02"), null))
        .containsExactly("1/1 36.00 [01, 02, 03]");
  }

  @Test
  void aClaimIsFullBeyondItsLimit() {
    Case three = twelveEach("2024-05-01", "2024-05-02", "2024-05-03");
    assertThat(split(three, "36.00")).containsExactly("1/1 36.00 [01, 02, 03]");
    assertThat(split(three, "35.99")).containsExactly("1/2 24.00 [01, 02]", "2/2 12.00 [03]");
    assertThat(split(three, "12.00"))
        .containsExactly("1/3 12.00 [01]", "2/3 12.00 [02]", "3/3 12.00 [03]");
    assertThat(split(three, "11.99"))
        .containsExactly("1/3 12.00 above [01]", "2/3 12.00 above [02]", "3/3 12.00 above [03]");
  }

  @Test
  void theLinesOfAGroupNeverPart() {
    Case group = given().charge("1.00").code("J0202").dose("10 mg").vial("30 mg");
    assertThat(split(group, "29.99")).containsExactly("1/1 30.00 above [01, 01]");
    assertThat(split(group, "30.00")).containsExactly("1/1 30.00 [01, 01]");
  }

  @Test
  void patientsAndBillersHaveTheirOwnClaims() {
    Case parties = twelve("2024-05-01").and().patient("Patient/p2").dose("12 mg").vial("12 mg");
    parties.and().biller("Organization/2").dose("12 mg").vial("12 mg");
    assertThat(split(parties, null))
        .containsExactly("1/1 12.00 [01]", "1/1 12.00 [01]", "1/1 12.00 [01]");
  }

  /** A claim has the terms of one policy: its limit, its revenue code, its share of the fee. */
  @Test
  void daysUnderTwoPoliciesOfThePayerHaveTheirOwnClaims() {
    GroupResult.Priced before = twelve("2024-05-01").priced().priced().get(0);
    GroupResult.Priced after =
        twelve("2024-05-02")
            .knowing(Known.policy(Known.charge("1.00"), p -> Policies.from(p, "plan|2")))
            .priced()
            .priced()
            .get(0);
    List<ClaimDraft> drafts =
        ClaimDraft.of(
            List.of(before, after),
            policy -> policy.source().equals("plan|2") ? new BigDecimal("11.99") : null);
    assertThat(drafts)
        .extracting(ClaimDraft::policy)
        .containsExactly(before.policy(), after.policy());
    assertThat(drafts).extracting(ClaimDraft::aboveLimit).containsExactly(false, true);
  }

  @Test
  void anUnknownPriceMakesTheTotalUnknown() {
    Case mixed = given().code("J9010").on("2012-03-02").dose("10 mg");
    assertThat(split(mixed, "1.00")).containsExactly("1/1 unknown [02]");
  }
}
