package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.BILLING_CODE_MISMATCH;
import static org.priceunits.domain.billing.result.IssueCode.CODE_TERMINATED;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation;
import org.priceunits.domain.product.Validity;

/** Which administrations a code that is stated for the whole call bills. */
class CodesOfCallsTest {
  private static final String LEMTRADA = "58468-0200-01";
  private static final String REMICADE = "57894-0030-01";

  /** A record as {@code name / coding coding}. */
  private static Case record(Case call, String text) {
    String[] parts = text.split("/");
    String codings = parts.length == 1 ? "" : parts[1].strip();
    return call.ndc()
        .name(parts[0].strip())
        .codings(codings.isEmpty() ? new String[0] : codings.split(" "))
        .dose("10 mg");
  }

  @Nested
  class OfUnknownDrugs {
    @ParameterizedTest
    @CsvSource({
      "Alemtuzumab / urn:a|1, Other words / urn:a|1, true",
      "Alemtuzumab / urn:a|1, Alemtuzumab / urn:a|2, false",
      "Alemtuzumab, Alemtuzumab, true",
      "Alemtuzumab 10 mg, ' alemtuzumab   10 MG', true",
      "Alemtuzumab, Ondansetron, false",
      "Alemtuzumab / urn:a|1, Alemtuzumab, true",
      "Alemtuzumab, Alemtuzumab / urn:a|1, true",
      "Alemtuzumab / urn:a|1, Ondansetron, false",
      "Alemtuzumab / Reference|Medication/1, Alemtuzumab / Reference|Medication/2, true",
      "Alemtuzumab / Reference|m1, Alemtuzumab / Reference|m2, true",
      "Alemtuzumab / Reference|m1, Ondansetron / Reference|m2, false",
      "Alemtuzumab / Reference|m1, Other words / Reference|m1, true"
    })
    void takesThoseOfOneName(String one, String other, boolean taken) {
      Case call = record(record(given().code("J0202"), one).and(), other);
      if (taken) {
        call.lines("J0202 20").neverSays(BILLING_CODE_MISMATCH);
      } else {
        call.refused(BILLING_CODE_MISMATCH);
      }
    }

    @ParameterizedTest
    @CsvSource({
      "urn:a|1, urn:a|1 urn:b|2, urn:b|2, true",
      "urn:b|2, urn:a|1 urn:b|2, urn:a|1, true",
      "urn:a|1, urn:b|2, urn:a|1 urn:b|2, true",
      "urn:a|1, urn:a|1, urn:b|2, false"
    })
    void takesThoseWhoseCodingsHangTogether(String one, String two, String three, boolean taken) {
      Case call = record(given().code("J0202"), "x /" + one);
      call = record(record(call.and(), "y /" + two).and(), "z /" + three);
      if (taken) {
        call.lines("J0202 30");
      } else {
        call.refused(BILLING_CODE_MISMATCH);
      }
    }

    @Test
    void takesTheOnlyOne() {
      record(record(given().code("J0202"), "A / urn:a|1").and(), "B / urn:b|1")
          .ownCode("J9035")
          .lines("J0202 10", "J9035 1");
      record(record(given().code("J0202"), "A / urn:a|1").and(), "B / urn:b|1")
          .notBillable()
          .lines("J0202 10");
      record(record(given().code("J0202"), "A / urn:a|1").and(), "B / urn:b|1")
          .ownCode("J0202")
          .lines("J0202 10")
          .says(BILLING_CODE_MISMATCH);
    }

    @Test
    void takesTheOnlyOneEvenIfItHasNoName() {
      record(record(given().code("J0202"), "A / urn:a|1").ownCode("J9035").and(), " / ")
          .lines("J9035 1", "J0202 10");
    }

    /** Remicade has a code of its own, so the code of the call is about the other drug. */
    @Test
    void takesTheOneBesideAPackageOfAnotherCode() {
      Case call = given().code("J0202").ndc(REMICADE).dose("10 mg").and();
      record(call, "Alemtuzumab / urn:a|1").lines("J0202 10").says(BILLING_CODE_MISMATCH);
      Case refused =
          given()
              .code("J0202")
              .covered("Patient/p1")
              .patient("Patient/p2")
              .ndc(REMICADE)
              .dose("10 mg")
              .and()
              .patient("Patient/p1");
      record(refused, "Alemtuzumab / urn:a|1").lines("J0202 10");
    }

    /** A package that has no code of its own is billed with the one that the call names. */
    @ParameterizedTest
    @CsvSource({"urn:a|1, urn:a|1, true", "urn:a|1, urn:a|2, false"})
    void takesPackagesWithoutACodeIfTheyAreOfOneDrug(String one, String other, boolean taken) {
      DrugProduct uncoded =
          new DrugProduct(
              Ndc.of("11111-1111-11").orElseThrow(),
              "Brand",
              Presentation.UNKNOWN,
              Set.of(),
              List.of(),
              null);
      Case call = given().knowing(Known.products(uncoded)).code("J0202").ndc("11111-1111-11");
      call.codings(one).dose("10 mg").and().codings(other);
      if (taken) {
        call.lines("J0202 20");
      } else {
        call.refused(BILLING_CODE_MISMATCH);
      }
    }

    @Test
    void ofAnUnclassifiedCodeTakesEachDrug() {
      record(record(given().code("J3490"), "A / urn:a|1").and(), "B / urn:b|1")
          .lines("J3490 1", "J3490 1");
    }
  }

  @Nested
  class BesideAPackageOfTheCode {
    private static Case withLemtrada(String code, String other) {
      Case call = given().code(code).name("Lemtrada vial").ndc(LEMTRADA).dose("10 mg").and();
      return record(call, other);
    }

    @ParameterizedTest
    @CsvSource({
      "Lemtrada / urn:x|1, true",
      "LEMTRADA, true",
      "Other words / urn:ehr|drug, true",
      "Lemtrada vial, true",
      "Lemtrada vial / urn:x|1, false",
      "Ondansetron / urn:x|1, false",
      "Ondansetron, false",
      "'', false"
    })
    void takesThoseOfItsNames(String other, boolean taken) {
      Case call = given().code("J0202").name("Lemtrada vial").ndc(LEMTRADA).dose("10 mg").and();
      record(call, other);
      if (taken) {
        call.lines("J0202 20").neverSays(BILLING_CODE_MISMATCH);
      } else {
        call.lines("J0202 10").says(BILLING_CODE_MISMATCH);
      }
    }

    @Test
    void saysWhatTheOtherRecordIsOf() {
      assertThat(withLemtrada("J0202", "Ondansetron").text(BILLING_CODE_MISMATCH))
          .isEqualTo(
              "billingCode J0202 is given for the whole call, but this record is of Ondansetron."
                  + " Send statement.billingCode.");
      assertThat(withLemtrada("J0202", " / urn:x|1").text(BILLING_CODE_MISMATCH))
          .contains("but this record does not name its drug.");
      assertThat(withLemtrada("J0202", "x".repeat(81)).text(BILLING_CODE_MISMATCH))
          .contains("is of " + "x".repeat(80) + ".");
      assertThat(
              withLemtrada("J0202", " / urn:x|1").ndc("57894-0030-01").text(BILLING_CODE_MISMATCH))
          .contains("is of Remicade.");
    }

    @Test
    void takesThoseWhoseCodingsHangTogetherWithIts() {
      Case call = given().code("J0202").ndc(LEMTRADA).codings("urn:a|1").dose("10 mg");
      call = record(call.and(), "x / urn:a|1 urn:b|2");
      record(call.and(), "y / urn:b|2").lines("J0202 30");
    }

    @Test
    void namesTheDrugByTheChartWhereNoPackageDoes() {
      Case call = given().code("J0202").charted("J0202").name("Alemtuzumab").codings("urn:a|1");
      call = call.dose("10 mg").and().chartedAll();
      record(call, "Ondansetron / urn:b|2").lines("J0202 10").says(BILLING_CODE_MISMATCH);
    }

    @Test
    void doesNotHideThatTheCodeHasEnded() {
      Case both =
          given()
              .code("J9010")
              .on("2024-05-01")
              .ndc("58468-0357-01")
              .dose("10 mg")
              .and()
              .dose("5 mg");
      assertThat(both.refused(CODE_TERMINATED).codes()).doesNotContain(BILLING_CODE_MISMATCH);
    }

    /** The package was billed with J0202 until 2020, and with J9299 since. */
    @ParameterizedTest
    @CsvSource({"2020-12-31, true", "2021-01-01, false"})
    void isThatOfThePackageOnTheDay(String day, boolean taken) {
      DrugProduct changed =
          new DrugProduct(
              Ndc.of("11111-1111-11").orElseThrow(),
              "Brand",
              Presentation.UNKNOWN,
              Set.of(),
              List.of(
                  new DatedCode(
                      new HcpcsCode("J0202"), new Validity(null, LocalDate.of(2020, 12, 31))),
                  new DatedCode(
                      new HcpcsCode("J9299"), new Validity(LocalDate.of(2021, 1, 1), null))),
              null);
      Case call =
          given()
              .knowing(Known.products(changed))
              .code("J0202")
              .on(day)
              .ndc("11111-1111-11")
              .dose("10 mg")
              .and()
              .dose("5 mg");
      if (taken) {
        call.lines("J0202 15");
      } else {
        call.refused(BILLING_CODE_MISMATCH);
      }
    }

    @Test
    void takesAnotherThatTheChartGivesTheCode() {
      withLemtrada("J0202", "Other / urn:x|1").charted("J0202").lines("J0202 20");
    }
  }
}
