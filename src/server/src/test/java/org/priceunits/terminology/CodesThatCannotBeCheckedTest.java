package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests codes of systems and versions that are not here: none of them is valid. */
class CodesThatCannotBeCheckedTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String FRAGMENT = "http://x.org/fragment";
  private static final String ALL = "http://x.org/vs/all";
  private static final String LISTED = "http://x.org/vs/listed";
  private static final String BOTH = "http://x.org/vs/both";

  private static final Terminology TERMINOLOGY =
      Given.hosting(
          Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, "a", "b"),
          Given.system("http://x.org/example", "1", CodeSystemContentMode.EXAMPLE, "a"),
          Given.system("http://x.org/absent", "1", CodeSystemContentMode.NOTPRESENT),
          Given.system(FRAGMENT, "1", CodeSystemContentMode.FRAGMENT, "f"),
          Given.set(ALL, SYSTEM),
          Given.system("http://x.org/needy", "1", CodeSystemContentMode.COMPLETE, "a")
              .setVersionNeeded(true),
          Given.set("http://x.org/vs/needy", "http://x.org/needy"),
          needyOfOne(),
          listed(),
          Given.set(BOTH, SYSTEM, LISTED));

  private static ValueSet listed() {
    ValueSet set = Given.set(LISTED, SYSTEM);
    set.getCompose().getIncludeFirstRep().addConcept().setCode("a");
    return set;
  }

  private static ValueSet needyOfOne() {
    ValueSet set = Given.set("http://x.org/vs/needy1", "http://x.org/needy");
    set.getCompose().getIncludeFirstRep().setVersion("1");
    return set;
  }

  /**
   * Returns the answer to a code, a coding, or a concept of codings.
   *
   * @param rest further parameters, which get those of the question
   */
  private static Parameters asked(
      String form, @Nullable String set, Parameters rest, Coding... codings) {
    Coding coding = codings[0];
    switch (form) {
      case "code" -> {
        rest.addParameter("code", new CodeType(coding.getCode()));
        if (coding.hasSystem()) {
          rest.addParameter(set == null ? "url" : "system", new UriType(coding.getSystem()));
        }
        if (coding.hasVersion()) {
          rest.addParameter(set == null ? "version" : "systemVersion", coding.getVersion());
        }
      }
      case "coding" -> rest.addParameter().setName("coding").setValue(coding);
      default ->
          rest.addParameter()
              .setName("codeableConcept")
              .setValue(new CodeableConcept().setCoding(List.of(codings)));
    }
    if (set != null) {
      rest.addParameter("url", new UriType(set));
    }
    Reply reply =
        TERMINOLOGY.answer(set == null ? VALIDATE_IN_CODE_SYSTEM : VALIDATE_IN_VALUE_SET, rest);
    return (Parameters) ((Reply.Answered) reply).resource();
  }

  private static Coding coding(
      @Nullable String system, @Nullable String version, @Nullable String code) {
    return new Coding().setSystem(system).setVersion(version).setCode(code);
  }

  private static String text(Parameters answer, String name) {
    return answer.hasParameter(name) ? answer.getParameter(name).getValue().primitiveValue() : "-";
  }

  /** Returns the issues as "severity place text", one a line. */
  private static String issues(Parameters answer) {
    return answer.hasParameter("issues")
        ? ((OperationOutcome) answer.getParameter("issues").getResource())
            .getIssue().stream()
                .map(CodesThatCannotBeCheckedTest::line)
                .collect(Collectors.joining("\n"))
        : "";
  }

  private static String line(OperationOutcome.OperationOutcomeIssueComponent issue) {
    String place = issue.hasExpression() ? issue.getExpression().get(0).getValue() : "-";
    return issue.getSeverity().toCode() + " " + place + " " + issue.getDetails().getText();
  }

  @ParameterizedTest
  @CsvSource({
    "code, http://x.org/example, ",
    "code, http://x.org/absent, ",
    "coding, http://x.org/example, ",
    "coding, http://x.org/absent, ",
    "concept, http://x.org/example, ",
    "concept, http://x.org/absent, ",
    "code, http://x.org/example, http://x.org/vs/all",
    "coding, http://x.org/absent, http://x.org/vs/all",
    "concept, http://x.org/example, http://x.org/vs/all",
    "concept, http://x.org/absent, http://x.org/vs/all"
  })
  void aSystemWithoutCodesIsNotKnown(String form, String system, String set) {
    Parameters answer = asked(form, set, new Parameters(), coding(system, null, "a"));
    assertThat(text(answer, "result")).isEqualTo("false");
    assertThat(issues(answer))
        .contains("A definition for CodeSystem '" + system + "' could not be found");
  }

  @ParameterizedTest
  @CsvSource({"code, system", "coding, Coding.system", "concept, CodeableConcept.coding[0].system"})
  void aVersionThatIsNotHereIsReportedOnceWithThoseThatAre(String form, String place) {
    Parameters answer = asked(form, null, new Parameters(), coding(SYSTEM, "9", "a"));
    assertThat(text(answer, "result")).isEqualTo("false");
    assertThat(issues(answer))
        .isEqualTo(
            "error "
                + place
                + " A definition for CodeSystem 'http://x.org/cs' version '9' could not be found, so"
                + " the code cannot be validated. Valid versions: 1");
    assertThat(text(answer, "x-caused-by-unknown-system")).isEqualTo(SYSTEM + "|9");
  }

  @ParameterizedTest
  @CsvSource({
    "code, a, true",
    "code, z, false",
    "coding, a, true",
    "coding, z, false",
    "concept, a, true",
    "concept, z, false"
  })
  void membershipAloneMeansNothingWithoutASet(String form, String code, String result) {
    Parameters only = new Parameters();
    only.addParameter().setName("valueset-membership-only").setValue(new BooleanType(true));
    assertThat(text(asked(form, null, only, coding(SYSTEM, null, code)), "result"))
        .isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "coding, , a, false",
    "concept, , a, false",
    "code, , a, true", // the system is inferred
    "code, , z, false",
    "coding, http://x.org/cs, a, true",
    "concept, http://x.org/cs, a, true"
  })
  void aCodingWithoutASystemIsInNoList(String form, String system, String code, String result) {
    Parameters infer = new Parameters();
    if (form.equals("code")) {
      infer.addParameter().setName("inferSystem").setValue(new BooleanType(true));
    }
    assertThat(text(asked(form, LISTED, infer, coding(system, null, code)), "result"))
        .isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({"coding, 1, true", "coding, 9, false", "concept, 1, true", "concept, 9, false"})
  void aVersionThatIsAskedForMustBeHere(String form, String version, String result) {
    Parameters versioned = new Parameters();
    versioned
        .addParameter()
        .setName("system-version")
        .setValue(new UriType(SYSTEM + "|" + version));
    assertThat(text(asked(form, null, versioned, coding(SYSTEM, null, "a")), "result"))
        .isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "http://x.org/vs/all, a, true", // the other coding decides
    "http://x.org/vs/all, z, false",
    "http://x.org/vs/both, a, true",
    "http://x.org/vs/both, b, false"
  })
  void anUnknownCodeOfAFragmentIsAWarningBesideAnotherCoding(
      String set, String code, String result) {
    Parameters answer =
        asked(
            "concept",
            set,
            new Parameters(),
            coding(FRAGMENT, null, "x"),
            coding(SYSTEM, null, code));
    assertThat(text(answer, "result")).isEqualTo(result);
    assertThat(issues(answer)).contains("warning CodeableConcept.coding[0].code Unknown Code 'x'");
  }

  @ParameterizedTest
  @CsvSource({"coding", "concept"})
  void anUnknownCodeOfAFragmentIsInNoSetOfAnotherSystem(String form) {
    for (String set : List.of(ALL, LISTED, BOTH)) {
      Parameters answer = asked(form, set, new Parameters(), coding(FRAGMENT, null, "x"));
      assertThat(text(answer, "result")).as(set).isEqualTo("false");
    }
  }

  /** FHIR: a version must be stated; HL7's servers answer all the same. */
  @ParameterizedTest
  @CsvSource({
    "code, , , a, true, version",
    "coding, , , a, true, Coding.version",
    "concept, , , a, true, CodeableConcept.coding[0].version",
    "coding, , , z, false, Coding.version", // the other issues stay
    "coding, , http://x.org/vs/needy, a, true, Coding.version",
    "coding, , http://x.org/vs/needy1, a, true, -", // the set names the version
    "concept, , http://x.org/vs/needy1, z, false, -",
    "code, 1, , a, true, -",
    "coding, 1, , a, true, -",
    "concept, 1, , a, true, -"
  })
  void aCodeSystemMayNeedAVersion(
      String form, String version, String set, String code, String result, String place) {
    Parameters answer =
        asked(form, set, new Parameters(), coding("http://x.org/needy", version, code));
    assertThat(text(answer, "result")).isEqualTo(result);
    String warned = "warning " + place + " A code of 'http://x.org/needy' needs the version";
    assertThat(issues(answer).contains("needs the version")).isEqualTo(!"-".equals(place));
    assertThat(issues(answer)).contains("-".equals(place) ? "" : warned);
    assertThat(issues(answer).contains("Unknown code 'z'")).isEqualTo("z".equals(code));
  }

  @Test
  void aVersionThatTheCallNamesIsEnough() {
    Parameters versioned = new Parameters();
    versioned.addParameter("system-version", new UriType("http://x.org/needy|1"));
    assertThat(issues(asked("coding", null, versioned, coding("http://x.org/needy", null, "a"))))
        .doesNotContain("needs the version");
  }

  /** HL7's servers name the version only where they know others. */
  @ParameterizedTest
  @CsvSource({
    "code, http://x.org/nowhere, 9, http://x.org/nowhere",
    "coding, http://x.org/nowhere, 9, http://x.org/nowhere",
    "concept, http://x.org/nowhere, 9, http://x.org/nowhere",
    "coding, http://x.org/nowhere, , http://x.org/nowhere",
    "coding, http://x.org/cs, 9, http://x.org/cs|9",
    "concept, http://x.org/cs, 9, http://x.org/cs|9",
    "coding, http://hl7.org/fhir/administrative-gender, 9.9, http://hl7.org/fhir/administrative-gender|9.9"
  })
  void theCauseIsTheSystemOrItsVersion(String form, String system, String version, String cause) {
    Parameters answer = asked(form, null, new Parameters(), coding(system, version, "a"));
    assertThat(text(answer, "result")).isEqualTo("false");
    assertThat(text(answer, "x-caused-by-unknown-system")).isEqualTo(cause);
  }
}
