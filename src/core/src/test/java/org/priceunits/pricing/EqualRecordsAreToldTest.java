package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that two records of what may be one dose are billed with a warning. */
class EqualRecordsAreToldTest {
  private static final String REPEAT = "possible-repeat";
  private static final String TEN = "2024-05-01T10:00:00-05:00";

  private static Administered given(String id, String amount, String time) {
    return dose(amount).id(id).identifier(id).on(time);
  }

  @ParameterizedTest
  @CsvSource({
    "6 mg, 2024-05-01T10:00:00-05:00, true",
    "0.006 g, 2024-05-01T10:00:00-05:00, true",
    "6.0 mg, 2024-05-01T15:00:00Z, true",
    "6 mg, 2024-05-01T10:00:01-05:00, false",
    "6 mg, 2024-05-01T10:01:00-05:00, false",
    "5 mg, 2024-05-01T10:00:00-05:00, false",
    "6 mg, 2024-05-01, false"
  })
  void oneMomentAndOneDoseMayBeOneAdministration(String amount, String time, boolean told) {
    Call call =
        Call.of(given("a1", "6 mg", TEN), given("a2", amount, time))
            .code("J0202")
            .statuses("priced", "priced");
    if (told) {
      call.says(REPEAT).at(REPEAT, "Parameters.parameter[1].resource").lines("J0202 12");
      assertThat(call.texts(REPEAT)).singleElement().asString().contains("Administration/a1");
    } else {
      call.neverSays(REPEAT);
    }
  }

  @Test
  void aDayWithoutATimeIsNoMoment() {
    Call.of(given("a1", "6 mg", "2024-05-01"), given("a2", "6 mg", "2024-05-01"))
        .code("J0202")
        .lines("J0202 12")
        .neverSays(REPEAT);
  }

  @Test
  void whatIsStatedToBeDistinctIsTwoDoses() {
    Call.of(given("a1", "6 mg", TEN), given("a2", "6 mg", TEN).distinct("59"))
        .code("J0202")
        .neverSays(REPEAT);
    Call.of(given("a1", "6 mg", TEN).distinct("59"), given("a2", "6 mg", TEN).distinct("59"))
        .code("J0202")
        .neverSays(REPEAT);
    Call.of(given("a1", "6 mg", TEN), given("a2", "6 mg", TEN))
        .code("J0202")
        .statement("MedicationAdministration/a2")
        .part("modifier", new CodeType("76"))
        .end()
        .neverSays(REPEAT);
    Call.of(site("a1", "left arm"), site("a2", "right arm")).code("J0202").neverSays(REPEAT);
    Call.of(site("a1", "left arm"), site("a2", "left arm")).code("J0202").says(REPEAT);
  }

  private static Administered site(String id, String text) {
    Administered given = given(id, "6 mg", TEN);
    given.record().getDosage().setSite(new CodeableConcept().setText(text));
    return given;
  }

  @Test
  void ordersDecideWhereBothRecordsHaveOne() {
    Call.of(ordered("a1", "r1"), ordered("a2", "r2")).code("J0202").neverSays(REPEAT);
    Call same = Call.of(ordered("a1", "r1"), ordered("a2", "r1")).code("J0202");
    assertThat(same.texts(REPEAT)).hasSize(1);
    Call.of(given("a1", "6 mg", TEN), ordered("a2", "r2")).code("J0202").says(REPEAT);
  }

  private static Administered ordered(String id, String request) {
    return given(id, "6 mg", TEN).request("MedicationRequest/" + request);
  }

  @Test
  void otherPatientsAndDrugsAreOtherDoses() {
    Call.of(given("a1", "6 mg", TEN), given("a2", "6 mg", TEN).patient("Patient/p2"))
        .code("J0202")
        .neverSays(REPEAT);
    Call.of(
            given("a1", "10 mg", TEN).ndc("58468-0200-01"),
            given("a2", "10 mg", TEN).ndc("50242-0060-01"))
        .neverSays(REPEAT);
  }
}
