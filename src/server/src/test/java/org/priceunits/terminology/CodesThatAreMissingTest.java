package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests codings and concepts without a code: HL7's suite (1.9.5) answers them with false, and
 * refuses only calls that bring neither.
 */
class CodesThatAreMissingTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";
  private static final String NO_CODE =
      "Coding has no code for system http://x.org/cs and cannot be validated";
  private static final String NEITHER = "Coding has no system and no code, and cannot be validated";
  private static final String NONE_IN_SET =
      "No valid coding was found for the value set 'http://x.org/vs'";

  private static final Terminology TERMINOLOGY =
      Given.hosting(
          Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, "a"),
          Given.system(Given.NDC, "1", CodeSystemContentMode.COMPLETE, "58468020001"),
          Given.set("http://x.org/packages", Given.NDC),
          Given.set(SET, SYSTEM));

  private static Parameters answer(@Nullable String set, String name, Type value) {
    Parameters request = new Parameters();
    request.addParameter().setName(name).setValue(value);
    if (set != null) {
      request.addParameter("url", new UriType(set));
    }
    Reply reply =
        TERMINOLOGY.answer(set == null ? VALIDATE_IN_CODE_SYSTEM : VALIDATE_IN_VALUE_SET, request);
    assertThat(reply).isInstanceOf(Reply.Answered.class);
    return (Parameters) ((Reply.Answered) reply).resource();
  }

  private static Coding coding(@Nullable String system, @Nullable String code) {
    return new Coding().setSystem(system).setCode(code);
  }

  /** Returns each issue as "severity type kind place: text". */
  private static List<String> issues(Parameters answer) {
    return ((OperationOutcome) answer.getParameter("issues").getResource())
        .getIssue().stream().map(CodesThatAreMissingTest::line).toList();
  }

  private static String line(OperationOutcomeIssueComponent issue) {
    return String.join(
        " ",
        issue.getSeverity().toCode(),
        issue.getCode().toCode(),
        issue.getDetails().getCodingFirstRep().getCode(),
        (issue.hasExpression() ? issue.getExpression().get(0).getValue() : "-")
            + ": "
            + issue.getDetails().getText());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConceptOfWordsAloneIsInNoSet(boolean inSet) {
    CodeableConcept words = new CodeableConcept().setText("two tablets");
    Parameters answer = answer(inSet ? SET : null, "codeableConcept", words);
    assertThat(answer.getParameterBool("result")).isFalse();
    assertThat(issues(answer))
        .containsExactly(
            "error code-invalid not-in-vs -: "
                + (inSet
                    ? NONE_IN_SET
                    : "No valid coding was found for the value set '(unidentified)'"));
    assertThat(((CodeableConcept) answer.getParameter("codeableConcept").getValue()).getText())
        .isEqualTo("two tablets");
    assertThat(answer.hasParameter("code")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "true, http://x.org/cs, " + NO_CODE,
    "false, http://x.org/cs, " + NO_CODE,
    "true, , '" + NEITHER + "'",
    "false, , '" + NEITHER + "'"
  })
  void aCodingWithoutACodeIsNotValid(boolean inSet, String system, String text) {
    Parameters answer =
        answer(inSet ? SET : null, "coding", coding(system, null).setDisplay("Alpha"));
    assertThat(answer.getParameterBool("result")).isFalse();
    assertThat(issues(answer)).containsExactly("warning invalid invalid-data Coding: " + text);
    assertThat(answer.getParameter("message").getValue().primitiveValue()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConceptOfCodingsWithoutCodesIsNotValid(boolean inSet) {
    CodeableConcept concept =
        new CodeableConcept().addCoding(coding(SYSTEM, null)).addCoding(coding(null, null));
    concept.getCoding().get(1).setDisplay("Alpha");
    Parameters answer = answer(inSet ? SET : null, "codeableConcept", concept);
    assertThat(answer.getParameterBool("result")).isFalse();
    String[] places = {
      "warning invalid invalid-data CodeableConcept.coding[0]: " + NO_CODE,
      "warning invalid invalid-data CodeableConcept.coding[1]: " + NEITHER
    };
    assertThat(issues(answer)).contains(places).hasSize(inSet ? 3 : 2);
    if (inSet) {
      assertThat(issues(answer)).contains("error code-invalid not-in-vs -: " + NONE_IN_SET);
    }
  }

  @ParameterizedTest
  @CsvSource({"a, true", "z, false"})
  void theOtherCodingsDecideWithTheirOwnPlaces(String code, boolean valid) {
    CodeableConcept concept =
        new CodeableConcept().addCoding(coding(SYSTEM, null)).addCoding(coding(SYSTEM, code));
    for (String set : new String[] {SET, null}) {
      Parameters answer = answer(set, "codeableConcept", concept);
      assertThat(answer.getParameterBool("result")).isEqualTo(valid);
      assertThat(issues(answer))
          .contains("warning invalid invalid-data CodeableConcept.coding[0]: " + NO_CODE);
      assertThat(
              issues(answer).stream()
                  .filter(issue -> issue.contains("CodeableConcept.coding[1].code: Unknown code"))
                  .count())
          .isEqualTo(valid ? 0 : 1);
      assertThat(answer.getParameter("message").getValue().primitiveValue()).contains(NO_CODE);
      assertThat(((CodeableConcept) answer.getParameter("codeableConcept").getValue()).getCoding())
          .hasSize(2);
    }
  }

  @Test
  void aPackageBesideACodingWithoutACodeIsFound() {
    CodeableConcept concept =
        new CodeableConcept()
            .addCoding(coding(SYSTEM, null))
            .addCoding(coding(Given.NDC, "58468-0200-1"));
    Parameters answer = answer("http://x.org/packages", "codeableConcept", concept);
    assertThat(answer.getParameterBool("result")).isTrue();
    assertThat(issues(answer))
        .contains("warning invalid invalid-data CodeableConcept.coding[0]: " + NO_CODE);
  }

  @Test
  void aCallWithoutACodeIsStillRefused() {
    Parameters request = Given.request("url", SET, "system", SYSTEM);
    Asked asked = new Asked(TERMINOLOGY);
    assertThat(asked.outcome(VALIDATE_IN_VALUE_SET, request)).startsWith("400: Unable to find");
    request.addParameter("code", new CodeType("a"));
    assertThat(asked.outcome(VALIDATE_IN_VALUE_SET, request)).isEqualTo("answered");
  }
}
