package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.CallRefusedException.Reason.NOT_USABLE;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests that status, period and payor of the coverage are looked at. */
class CoverageIsJudgedTest {
  private static Coverage coverage(String status, String payer) {
    Coverage coverage = new Coverage();
    coverage.setId("c1");
    coverage.setStatus(status == null ? null : Coverage.CoverageStatus.fromCode(status));
    coverage.setBeneficiary(new Reference("Patient/p1"));
    coverage.addPayor(
        new Reference()
            .setIdentifier(
                new Identifier().setSystem(Canonicals.BASE + "/sid/payer").setValue(payer)));
    return coverage;
  }

  private static Call call(Coverage coverage, String payer) {
    Call call = Call.body(new Parameters());
    call.resource("administration", dose("12 mg").id("a1").on("2024-05-01").record())
        .resource("resource", coverage)
        .with("coverage", new Reference("Coverage/c1"));
    return (payer == null ? call : call.with("payer", new CodeType(payer))).code("J0202");
  }

  @ParameterizedTest
  @CsvSource({"entered-in-error", "cancelled"})
  void aCoverageThatWasWithdrawnIsNotUsed(String status) {
    call(coverage(status, "cigna"), null)
        .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[2]");
    Call named = call(coverage(status, "cigna"), "medicare").lines("J0202 12");
    named.says("resource-withdrawn", "coverage-unknown").neverSays("payer-differs");
    assertThat(named.text("resource-withdrawn")).contains("Coverage/c1", status);
    assertThat(named.claim().getInsuranceFirstRep().getCoverage().getReference()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"active", "draft", ","})
  void anyOtherStatusIsUsed(String status) {
    Call call = call(coverage(status, "medicare"), null).lines("J0202 12");
    call.neverSays("resource-withdrawn", "coverage-unknown", "payer-assumed");
    assertThat(call.claim().getInsuranceFirstRep().getCoverage().getReference())
        .isEqualTo("Coverage/c1");
  }

  /** The service is on 2024-05-01. */
  @ParameterizedTest
  @CsvSource({
    "2024-05-01, 2024-05-01, false",
    "2024-01-01, 2024-12-31, false",
    ", 2024-05-01, false",
    "2024-05-01, , false",
    ", , false",
    "2024, 2024, false",
    "2024-05-02, , true",
    ", 2024-04-30, true",
    "2023-01-01, 2023-12-31, true"
  })
  void aServiceOutsideThePeriodIsTold(String start, String end, boolean told) {
    Coverage coverage = coverage("active", "medicare");
    Period period = new Period();
    period.setStartElement(start == null ? null : new DateTimeType(start));
    period.setEndElement(end == null ? null : new DateTimeType(end));
    Call call = call(coverage.setPeriod(period), null).lines("J0202 12");
    if (told) {
      call.says("coverage-not-in-force");
      assertThat(call.text("coverage-not-in-force"))
          .contains("2024-05-01", start == null ? "open" : start, end == null ? "open" : end);
    } else {
      call.neverSays("coverage-not-in-force");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "medicare, cigna, true",
    "cigna, medicare, true",
    "medicare, medicare, false",
    "medicare-palmetto, medicare, false",
    "medicare, unknown-plan, false"
  })
  void aPayerThatIsNotThatOfTheCoverageIsTold(String named, String ofCoverage, boolean told) {
    Call call = call(coverage("active", ofCoverage), named);
    if (told) {
      call.says("payer-differs");
      assertThat(call.text("payer-differs")).contains(named, ofCoverage);
    } else {
      call.neverSays("payer-differs");
    }
  }

  @Test
  void aCoverageThatMaySaySomethingElseRefusesTheCall() {
    Coverage coverage = coverage("active", "medicare");
    coverage.addModifierExtension(new Extension("http://x.example.org", new StringType("not")));
    call(coverage, "medicare")
        .refused(NOT_USABLE, "modifier-extension-unknown", "Parameters.parameter[2]");
  }

  /** Coverages sent along with 12 mg of Patient/p1, as status and beneficiary; none is named. */
  @ParameterizedTest
  @CsvSource({
    "active p1, true",
    "active p2, false",
    "active, false",
    "draft p1, false",
    "cancelled p1, false",
    "active p1; cancelled p1, true",
    "active p1; active p1, false",
    "active p1; active p2, false"
  })
  void theOnlyActiveCoverageOfThePatientIsUsedIfNoneIsNamed(String sent, boolean used) {
    Call call = Call.body(new Parameters());
    call.resource("administration", dose("12 mg").id("a1").on("2024-05-01").record());
    String[] coverages = sent.split("; ");
    for (int i = 0; i < coverages.length; i++) {
      String[] words = coverages[i].split(" ");
      Coverage coverage = coverage(words[0], "medicare");
      coverage.setId("c" + i);
      coverage.setBeneficiary(words.length > 1 ? new Reference("Patient/" + words[1]) : null);
      call.resource("resource", coverage);
    }
    call.code("J0202").lines("J0202 12");
    assertThat(call.claim().getInsuranceFirstRep().getCoverage().getReference())
        .isEqualTo(used ? "Coverage/c0" : null);
    if (used) {
      call.neverSays("coverage-unknown", "payer-assumed");
    } else {
      call.says("coverage-unknown", "payer-assumed");
    }
  }

  @Test
  void aCoverageOfOneOfTwoPatientsIsNotUsedForBoth() {
    Call call = Call.body(new Parameters());
    call.resource("administration", dose("12 mg").id("a1").on("2024-05-01").record())
        .resource(
            "administration",
            dose("12 mg").id("a2").patient("Patient/p2").on("2024-05-01").record())
        .resource("resource", coverage("active", "medicare"))
        .code("J0202")
        .says("coverage-unknown")
        .neverSays("patient-mismatch");
  }

  @Test
  void aCoverageThatOnlyCameAlongRefusesNoCall() {
    Coverage coverage = coverage("active", "medicare");
    coverage.addModifierExtension(new Extension("http://x.example.org", new StringType("not")));
    Call call = Call.body(new Parameters());
    call.resource("administration", dose("12 mg").id("a1").on("2024-05-01").record())
        .resource("resource", coverage)
        .code("J0202")
        .lines("J0202 12")
        .says("coverage-unknown");
  }
}
