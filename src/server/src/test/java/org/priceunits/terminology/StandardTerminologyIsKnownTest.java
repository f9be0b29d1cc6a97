package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.EXPAND;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardTerminologyIsKnownTest {
  private static final String SET = "http://x.org/vs";
  private final Asked asked = new Asked(Given.terminology());

  @ParameterizedTest
  @CsvSource({
    "http://hl7.org/fhir/administrative-gender, female, true",
    "http://hl7.org/fhir/administrative-gender, woman, false",
    "http://terminology.hl7.org/CodeSystem/claim-type, professional, true",
    "http://terminology.hl7.org/CodeSystem/processpriority, normal, true",
    "http://hl7.org/fhir/claim-use, claim, true",
    "http://terminology.hl7.org/CodeSystem/v3-ActCode, AMB, true",
    "urn:iso:std:iso:4217, USD, true",
    "urn:iso:std:iso:4217, XYZ, false",
    "http://unitsofmeasure.org, mg/m2, true",
    "http://unitsofmeasure.org, milligrams, false",
    "urn:ietf:bcp:47, es-US, true",
    "urn:ietf:bcp:47, xx-YY, false",
    "urn:ietf:bcp:13, application/pdf, true",
    "urn:ietf:bcp:13, 'text/plain; charset=utf-8', true",
    "urn:ietf:bcp:13, pdf, false",
    "urn:ietf:bcp:13, document/pdf, false"
  })
  void codesOfFhirAndOfTheWorldAreValidated(String system, String code, String result) {
    assertThat(asked.output("result", VALIDATE_IN_CODE_SYSTEM, "url", system, "code", code))
        .isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "http://hl7.org/fhir/administrative-gender, female, Female",
    "http://terminology.hl7.org/CodeSystem/claim-type, professional, Professional",
    "urn:iso:std:iso:4217, USD, United States dollar",
    "http://unitsofmeasure.org, mg, (milligram)"
  })
  void codesAreLookedUp(String system, String code, String display) {
    assertThat(asked.output("display", LOOKUP, "system", system, "code", code)).isEqualTo(display);
  }

  @ParameterizedTest
  @CsvSource({"4.0.1, -", "9.9, Valid versions: 4.0.1"})
  void aVersionOfFhirThatIsNotHereIsReportedWithTheOneThatIs(String version, String issue) {
    String gender = "http://hl7.org/fhir/administrative-gender";
    assertThat(
            asked.issue(
                VALIDATE_IN_CODE_SYSTEM, "url", gender, "version", version, "code", "female"))
        .endsWith(issue);
    ValueSet set = Given.set(SET, gender);
    set.getCompose().getIncludeFirstRep().setVersion(version);
    Asked hosting = new Asked(Given.hosting(set));
    assertThat(hosting.outcome(EXPAND, Given.request("url", SET)))
        .endsWith("-".equals(issue) ? "answered" : issue);
    assertThat(hosting.issue(VALIDATE_IN_VALUE_SET, "url", SET, "system", gender, "code", "female"))
        .endsWith(issue);
  }

  @Test
  void aGrammarRefusesWhatIsNoneOfItsCodes() {
    assertThat(asked.refusal(LOOKUP, "system", "http://unitsofmeasure.org", "code", "milligrams"))
        .startsWith("404:");
    assertThat(
            asked.output(
                "result",
                VALIDATE_IN_CODE_SYSTEM,
                "url",
                "http://unitsofmeasure.org",
                "code",
                "(".repeat(4_000)))
        .isEqualTo("false");
  }

  @Test
  void setsOfFhirAreExpandedAndValidated() {
    assertThat(asked.codes("url", "http://hl7.org/fhir/ValueSet/administrative-gender"))
        .containsExactlyInAnyOrder("male", "female", "other", "unknown");
    assertThat(asked.codes("url", "http://hl7.org/fhir/ValueSet/claim-type")).contains("pharmacy");
    assertThat(asked.codes("url", "http://hl7.org/fhir/ValueSet/ucum-common", "count", "2000"))
        .contains("mg", "mL");
    assertThat(
            asked.output(
                "result",
                VALIDATE_IN_VALUE_SET,
                "url",
                "http://hl7.org/fhir/ValueSet/languages",
                "system",
                "urn:ietf:bcp:47",
                "code",
                "es"))
        .isEqualTo("true");
    assertThat(asked.refusal(EXPAND, "url", "http://hl7.org/fhir/ValueSet/ucum-units"))
        .startsWith("422:")
        .contains("grammar");
  }

  @Test
  void aSetOfOursMayFilterAndExcludeTheirs() {
    String act = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    ValueSet set = Given.set(SET, act);
    set.getCompose()
        .getIncludeFirstRep()
        .addFilter()
        .setProperty("concept")
        .setOp(ValueSet.FilterOperator.ISA)
        .setValue("_ActEncounterCode");
    set.getCompose().addExclude().setSystem(act).addConcept().setCode("AMB");
    Asked there = new Asked(Given.hosting(set));
    assertThat(there.codes("url", SET)).contains("EMER").doesNotContain("AMB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ucum-units", "all-languages", "mimetypes"})
  void aSetOfAllCodesOfAGrammarIsTooCostlyToList(String set) {
    Reply reply =
        Given.terminology()
            .answer(EXPAND, Given.request("url", "http://hl7.org/fhir/ValueSet/" + set));
    assertThat(((Reply.Refused) reply).outcome().getIssueFirstRep().getCode())
        .isEqualTo(IssueType.TOOCOSTLY);
  }

  @Test
  void theListOfCodeSystemsHasThemOnce() {
    String gender = "http://hl7.org/fhir/administrative-gender";
    Terminology there =
        Given.hosting(Given.system(gender, "9", CodeSystemContentMode.COMPLETE, "own"));
    assertThat(there.hosted().codeSystems())
        .doesNotHaveDuplicates()
        .contains(
            gender + "|9",
            "http://unitsofmeasure.org",
            "urn:ietf:bcp:13",
            "urn:iso:std:iso:4217",
            "http://terminology.hl7.org/CodeSystem/v3-ActCode|2018-08-12")
        .doesNotContain(gender + "|4.0.1");
  }

  @Test
  void whatIsHostedComesFirst() {
    String gender = "http://hl7.org/fhir/administrative-gender";
    Asked there =
        new Asked(Given.hosting(Given.system(gender, "9", CodeSystemContentMode.COMPLETE, "own")));
    assertThat(there.output("version", LOOKUP, "system", gender, "code", "own")).isEqualTo("9");
    assertThat(there.refusal(LOOKUP, "system", gender, "code", "female")).startsWith("404:");
  }
}
