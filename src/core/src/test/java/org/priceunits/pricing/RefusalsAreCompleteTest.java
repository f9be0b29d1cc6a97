package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests that a refusal names every reason, and what a caller can answer with. */
class RefusalsAreCompleteTest {

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept().addCoding(new Coding(system, code, null));
  }

  @Test
  void aRecordWithSeveralFaultsGetsAnIssueForEach() {
    Administered record =
        dose("10 mg").on("2016-01-01").medication(coded(Canonicals.HCPCS, "J9010"));
    record.record().setSubject(null);
    record.record().getDosage().getDose().setUnit(null).setSystem(null).setCode(null);
    Call.of(record).lines().says("patient-missing", "dose-unit-missing", "code-terminated");
  }

  @Test
  void aRetiredCodeDoesNotHideAModifierThatIsNotValid() {
    Call.of(dose("10 mg").on("2016-01-01").medication(coded(Canonicals.HCPCS, "J9010")))
        .statement("")
        .part("modifier", new CodeType("Y9"))
        .end()
        .lines()
        .says("code-terminated", "modifier-not-valid");
  }

  @Test
  void aRecordWithoutFaultsOfItsDrugGetsNoFurtherIssue() {
    Administered record =
        dose("10 mg").on("2016-01-01").medication(coded(Canonicals.HCPCS, "J0202"));
    record.record().setSubject(null);
    Call.of(record)
        .lines()
        .says("patient-missing")
        .neverSays("code-terminated", "product-unknown", "code-not-yet-effective");
  }

  @ParameterizedTest
  @CsvSource({
    "J0150, 2015-01-05, 6 mg, J0153, 6",
    "J2505, 2022-01-05, 6 mg, J2506, 12",
    "J1030, 2024-04-05, 80 mg, J1010, 80",
    "J2796, 2025-01-05, 245 ug, J2802, 245",
  })
  void aCodeThatBeganTheNextDayIsSuggestedAndNotBilled(
      String code, String day, String amount, String next, String units) {
    OperationOutcomeIssueComponent issue =
        Call.of(dose(amount).on(day)).code(code).lines().issue("code-terminated");
    assertThat(coding(issue.getExtensionByUrl(Canonicals.extension("suggested-successor"))))
        .isEqualTo(next);
    assertThat(issue.hasExtension(Canonicals.extension("successor"))).isFalse();
    assertThat(issue.getDetails().getText())
        .contains("CMS names no code in its place", next, units + " units of it");
  }

  @Test
  void aCodeThatCmsNamesIsNoSuggestion() {
    OperationOutcomeIssueComponent issue =
        Call.of(dose("10 mg").on("2016-01-01")).code("J9010").lines().issue("code-terminated");
    assertThat(issue.hasExtension(Canonicals.extension("suggested-successor"))).isFalse();
    assertThat(coding(issue.getExtensionByUrl(Canonicals.extension("successor"))))
        .isEqualTo("J0202");
  }

  /** Zometa of 2012, and a code that CMS gave to another drug since. */
  @Test
  void aCodeOfThePastIsBilledOnItsDays() {
    Call.of(dose("4 mg").on("2012-03-10")).code("J3487").lines("J3487 4");
    Call.of(dose("4 mg").on("2014-01-01")).code("J3487").lines().says("code-terminated");
    Call.of(dose("8 mg").on("2010-12-31")).code("J9350").lines("J9350 2");
    Call.of(dose("8 mg").on("2023-07-01")).code("J9350").lines("J9350 8");
    Call.of(dose("8 mg").on("2023-06-30")).code("J9350").lines().says("code-not-yet-effective");
  }

  @Test
  void anImplantOf2012IsNotCountedInItsLaterDosage() {
    assertThat(
            Call.of(dose("0.59 mg").on("2012-03-10"))
                .code("J7311")
                .lines()
                .text("code-without-dosage"))
        .contains("Fluocinolone acetonide, intravitreal implant");
    Call.of(dose("0.59 mg").on("2019-10-01")).code("J7311").lines("J7311 59");
  }

  /** Infliximab by its ingredient: the brand and the biosimilars. */
  @Test
  void severalCodesOfOneDrugAreNamedWithWhatTellsThemApart() {
    List<Extension> candidates =
        Call.of(dose("100 mg").on("2024-05-01").medication(coded(Canonicals.RXNORM, "191831")))
            .lines()
            .issue("code-ambiguous")
            .getExtensionsByUrl(Canonicals.extension("candidate"));
    assertThat(candidates)
        .extracting(candidate -> coding(candidate.getExtensionByUrl("code")))
        .contains("J1745", "Q5103");
    for (Extension candidate : candidates) {
      assertThat(texts(candidate, "decides")).contains("biosimilar");
      if (coding(candidate.getExtensionByUrl("code")).equals("J1745")) {
        assertThat(texts(candidate, "brand")).contains("Remicade");
      }
    }
  }

  private static List<String> texts(Extension candidate, String part) {
    return candidate.getExtensionsByUrl(part).stream()
        .map(extension -> extension.getValue().primitiveValue())
        .toList();
  }

  private static String coding(Extension extension) {
    return ((Coding) extension.getValue()).getCode();
  }
}
