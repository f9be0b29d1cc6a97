package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.IssueCode;

/** Tests that doses of one day stand on one line only where that line says where all were given. */
class PlacesAreKeptApartTest {
  private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode|";

  private static Case first() {
    return Case.given().code("J0202").on("2024-05-01").dose("10.5 mg");
  }

  @Test
  void twoPlacesAreTwoLines() {
    Case two = first().place("11").and().place("23").lines("J0202 11", "J0202 11");
    assertThat(two.priced().priced().stream().map(GroupResult.Priced::placeOfService))
        .containsExactly("11", "23");
    first().place("11").and().place("11").lines("J0202 21");
  }

  @Test
  void anAdministrationWithoutPlaceJoinsTheOnlyOne() {
    for (Case one :
        List.of(first().place("11").and().place(null), first().place(null).and().place("11"))) {
      one.lines("J0202 21").neverSays(IssueCode.PLACE_ASSUMED);
      one.results(List.of(0, 1)); // in the order of the request
      assertThat(one.priced().priced().get(0).placeOfService()).isEqualTo("11");
    }
    first()
        .place("11")
        .and()
        .place(null)
        .and()
        .place("23")
        .lines("J0202 11", "J0202 11", "J0202 11")
        .says(IssueCode.PLACE_ASSUMED);
    // Medicare's policy assumes the outpatient department of a hospital.
    first().place("22").and().place(null).and().place("23").lines("J0202 21", "J0202 11");
    first().place(null).and().place(null).lines("J0202 21");
  }

  @Test
  void aHospitalsClaimHasNoPlace() {
    first().institutional().place("11").and().place("23").lines("J0202 21");
  }

  @Test
  void anInpatientDoseIsNoPartOfAnOutpatientLine() {
    Case two = first().encounterClass(ACT + "AMB").and().encounterClass(ACT + "IMP");
    two.lines("J0202 11", "J0202 11").saysOnce(IssueCode.SETTING_NOT_BILLABLE);
    assertThat(two.priced().priced().get(0).issues().stream().map(Issue::code))
        .doesNotContain(IssueCode.SETTING_NOT_BILLABLE);
    first().encounterClass(ACT + "IMP").and().encounterClass(ACT + "ACUTE").lines("J0202 21");
    first().encounterClass(ACT + "AMB").and().encounterClass(null).lines("J0202 21");
    first()
        .institutional()
        .encounterClass(ACT + "AMB")
        .and()
        .encounterClass(ACT + "IMP")
        .lines("J0202 11", "J0202 11");
  }
}
