package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.request.Drug.NamedDrug;
import org.priceunits.domain.billing.request.Drug.PackageStatement;
import org.priceunits.domain.billing.result.IssueCode;

/** What refuses a call for its place, its coverage or its days, and what else it says then. */
class RefusalsOfCallsTest {
  /** Place 19, an outpatient department off the campus, is in use from 2016; 98 is none. */
  @ParameterizedTest
  @CsvSource({
    "11, 2024-05-01, false, ",
    "98, 2024-05-01, false, 98 was not in use on 2024-05-01",
    "98, 2024-05-01, true, 98 is not one of CMS's places of service.",
    "19, 2015-12-31, false, 19 was not in use on 2015-12-31",
    "19, 2016-01-01, false, ",
    "19, 2015-12-31, true, ",
    "98, , false, 98 is not one of CMS's places of service.",
    "11, , false, "
  })
  void aPlaceOfTheWholeCallWasInUse(
      String place, @Nullable String day, boolean facility, @Nullable String text) {
    Case call = given().places(place, null);
    if (day != null) {
      call.on(day).dose("1 mg").and();
    }
    if (facility) {
      call.institutional();
    }
    if (text == null) {
      call.refusedWhole();
    } else {
      call.refusedWhole(PLACE_OF_SERVICE_NOT_VALID);
      assertThat(call.refusals().get(0).text()).contains(text.substring(0, 2));
      assertThat(call.refusals().get(0).text().contains("is not one of CMS's places"))
          .isEqualTo(text.contains("is not one of"));
    }
  }

  @Test
  void aRecordedPlaceThatWasNotInUseRefusesOrGivesWay() {
    given().code("J0202").place("98").dose("12 mg").refused(PLACE_OF_SERVICE_NOT_VALID);
    given().code("J0202").place("98").places(null, "11").dose("12 mg").lines("J0202 12");
    given().code("J0202").place("98").institutional().dose("12 mg").lines("J0202 12");
    Case kept = given().code("J0202").place("22").places(null, "11").dose("12 mg");
    assertThat(kept.priced().priced().get(0).placeOfService()).isEqualTo("22");
    Case taken = given().code("J0202").place("98").places(null, "11").dose("12 mg");
    assertThat(taken.priced().priced().get(0).placeOfService()).isEqualTo("11");
  }

  @Test
  void theCoverageIsThePatients() {
    given().code("J0202").covered("Patient/p1").dose("12 mg").lines("J0202 12");
    given().code("J0202").covered("Patient/p2").dose("12 mg").refused(PATIENT_MISMATCH);
  }

  /** The code of the call is about two drugs, even if one of them cannot be billed. */
  @Test
  void whatIsRefusedStillCountsAsADrugOfTheCall() {
    Case two =
        given()
            .code("J0202")
            .covered("Patient/p1")
            .codings("urn:a|1")
            .dose("12 mg")
            .and()
            .patient("Patient/p2")
            .codings("urn:b|2")
            .dose("1 mg");
    two.refused(BILLING_CODE_MISMATCH);
    Case own =
        given()
            .code("J0202")
            .covered("Patient/p1")
            .codings("urn:a|1")
            .dose("12 mg")
            .and()
            .patient("Patient/p2")
            .codings("urn:b|2")
            .ownCode("J9035")
            .dose("1 mg");
    own.lines("J0202 12");
  }

  /** JG ended with 2024; in UTC, the first of January may be the last of December at the site. */
  @Test
  void aModifierThatMayHaveBeenInUseRefusesNoCallAndItsRecord() {
    given().modifier("JG").on("2025-01-01").utc().dose("1 mg").and().refusedWhole();
    given()
        .modifier("JG")
        .on("2025-01-02")
        .utc()
        .dose("1 mg")
        .and()
        .refusedWhole(MODIFIER_NOT_VALID);
    given()
        .code("J0202")
        .modifier("JG")
        .on("2025-01-01")
        .utc()
        .dose("12 mg")
        .refused(DATE_AMBIGUOUS);
    given().code("J0202").modifier("JG").on("2024-12-30").utc().dose("12 mg").lines("J0202 12 JG");
  }

  /** JG ended with 2024, PO began with 2015, J9010 ended with 2015, and J0202 began then. */
  @ParameterizedTest
  @CsvSource({
    "J0202, JG, 2024-12-31, true, J0202 12 JG, ",
    "J0202, JG, 2025-01-01, true, , DATE_AMBIGUOUS",
    "J0202, JG, 2025-01-01, false, , MODIFIER_NOT_VALID",
    "J0202, JG, 2025-01-02, true, , MODIFIER_NOT_VALID",
    "J9010, PO, 2014-12-31, true, , MODIFIER_NOT_VALID",
    "J9010, PO, 2015-01-01, true, , DATE_AMBIGUOUS",
    "J9010, PO, 2015-01-01, false, J9010 2 PO, ",
    "J9010, PO, 2015-01-02, true, J9010 2 PO, ",
    "J9010, , 2016-01-01, true, , DATE_AMBIGUOUS",
    "J9010, , 2016-01-01, false, , CODE_TERMINATED",
    "J9010, , 2016-01-02, true, , CODE_TERMINATED",
    "J0202, , 2015-12-31, true, , CODE_NOT_YET_EFFECTIVE"
  })
  void whatBeganOrEndedThatDayIsNotCertainInUtc(
      String code,
      @Nullable String modifier,
      String day,
      boolean utc,
      @Nullable String lines,
      @Nullable IssueCode refusal) {
    Case record = given().code(code).on(day).dose("12 mg");
    if (modifier != null) {
      record.own(modifier);
    }
    if (utc) {
      record.utc();
    }
    if (lines == null) {
      record.refused(refusal);
    } else {
      record.lines(lines);
    }
  }

  @Test
  void aRefusedRecordIsToldWhatElseRefusesIt() {
    assertThat(given().name("Newdrug").dose("1 mg").furtherRefusals())
        .containsExactly(PRODUCT_UNKNOWN);
    assertThat(given().name("Newdrug").own("ZZ").dose("1 mg").furtherRefusals())
        .containsExactly(PRODUCT_UNKNOWN, MODIFIER_NOT_VALID);
    assertThat(given().name("Newdrug").own("ZZ").utc().dose("1 mg").furtherRefusals())
        .as("in UTC the modifier may be another day's")
        .containsExactly(PRODUCT_UNKNOWN);
    assertThat(given().name("Newdrug").dose("1 {administration}").furtherRefusals())
        .containsExactly(PRODUCT_UNKNOWN, DOSE_MISSING);
    assertThat(given().code("J0202").dose("1 {administration}").furtherRefusals())
        .containsExactly(DOSE_MISSING);
    assertThat(given().code("J0202").dose("1 mg").furtherRefusals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "urn:a|1, A, urn:a|1 urn:b|2, B, true",
    "urn:a|1, A, urn:b|2, A, false",
    "'', A, '', A, true",
    "'', A, '', B, false",
    "urn:a|1, A, '', A, false",
    "'', A, urn:a|1, A, false"
  })
  void twoRecordsAreOfOneDrugByCodingsOrByNameWhereNeitherHasAny(
      String codings, String name, String otherCodings, String otherName, boolean same) {
    assertThat(drug(codings, name).isNamedAs(drug(otherCodings, otherName))).isEqualTo(same);
  }

  private static Drug drug(String codings, String name) {
    return new Drug(
        name,
        codings.isEmpty() ? Set.of() : Set.of(codings.split(" ")),
        List.of(),
        List.of(),
        List.of(),
        null,
        false,
        PackageStatement.NONE,
        NamedDrug.NONE);
  }

  @Test
  void issuesHaveTheirCodeAndFhirsType() {
    assertThat(BILLING_CODE_MISMATCH.code()).isEqualTo("billing-code-mismatch");
    for (IssueCode code : IssueCode.values()) {
      assertThat(code.issueType()).as(code.code()).isNotBlank();
    }
  }
}
