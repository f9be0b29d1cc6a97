package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a code, a coding and a CodeableConcept of one coding get the same answer. */
class ConceptsAnswerAsTheirCodingTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";

  private static CodeSystem version(String version, String... codes) {
    return Given.system(SYSTEM, version, CodeSystemContentMode.COMPLETE, codes);
  }

  private static Terminology hosting(String... versions) {
    ValueSet set = Given.set(SET, SYSTEM);
    set.getCompose().getInclude().clear();
    for (String version : versions) {
      set.getCompose()
          .addInclude()
          .setSystem(SYSTEM)
          .setVersion("-".equals(version) ? null : version);
    }
    CodeSystem old = version("1.0.0", "a", "b");
    old.getConcept().get(0).addProperty().setCode("inactive").setValue(new BooleanType(true));
    return Given.hosting(old, version("1.2.0", "b", "c"), version("2.0.0", "c", "d"), set);
  }

  /** Answers in each form, as the encoded Parameters or the status of the refusal. */
  private static Map<String, String> answers(
      Terminology terminology, Parameters rest, Coding asked) {
    Parameters code = rest.copy().addParameter("code", new CodeType(asked.getCode()));
    code.addParameter("system", new UriType(asked.getSystem()));
    if (asked.hasVersion()) {
      code.addParameter("systemVersion", new StringType(asked.getVersion()));
    }
    if (asked.hasDisplay()) {
      code.addParameter("display", new StringType(asked.getDisplay()));
    }
    Parameters coding = rest.copy();
    coding.addParameter().setName("coding").setValue(asked);
    Parameters concept = rest.copy();
    concept
        .addParameter()
        .setName("codeableConcept")
        .setValue(new CodeableConcept().addCoding(asked));
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put("code", text(terminology.answer(VALIDATE_IN_VALUE_SET, code)));
    answers.put("coding", text(terminology.answer(VALIDATE_IN_VALUE_SET, coding)));
    answers.put("codeableConcept", text(terminology.answer(VALIDATE_IN_VALUE_SET, concept)));
    return answers;
  }

  private static String text(Reply reply) {
    return reply instanceof Reply.Answered answered
        ? new String(answered.json(), StandardCharsets.UTF_8)
        : "refused " + ((Reply.Refused) reply).status();
  }

  private static String result(boolean valid) {
    return "\"name\":\"result\",\"valueBoolean\":" + valid;
  }

  @ParameterizedTest
  @CsvSource({
    "-, c, 1.0.0, , true", // another version than the one in use is a warning
    "1.0.0 2.0.0, c, , system-version=1.0.0, true", // the set names the version
    "1.x.x 2.x.x, b, , , true",
    "1.x.x 2.x.x, d, , , true",
    "1.x.x 2.x.x, a, , , false", // in 1.0.0 alone, and 1.x.x is 1.2.0
    "1.x.x 2.x.x, d, 1.2.0, , false"
  })
  void theVersionOfACodeIsThatOfItsSet(
      String versions, String code, String version, String parameter, boolean valid) {
    Parameters rest = Given.request("url", SET);
    if (parameter != null) {
      String[] one = parameter.split("=");
      rest.addParameter(one[0], new UriType(SYSTEM + "|" + one[1]));
    }
    Coding asked = new Coding().setSystem(SYSTEM).setCode(code).setVersion(version);
    answers(hosting(versions.split(" ")), rest, asked)
        .forEach(
            (form, answer) ->
                assertThat(answer)
                    .as(form)
                    .contains(result(valid))
                    .doesNotContain("candidate version"));
  }

  @Test
  void anInactiveCodeIsCalledSo() {
    Coding asked = new Coding().setSystem(SYSTEM).setCode("a");
    answers(hosting("1.0.0"), Given.request("url", SET), asked)
        .forEach(
            (form, answer) ->
                assertThat(answer)
                    .as(form)
                    .contains(result(true), "\"name\":\"inactive\",\"valueBoolean\":true"));
  }

  @Test
  void aFilterWithoutAValueIsRefused() {
    ValueSet set = Given.set(SET, SYSTEM);
    set.getCompose()
        .getIncludeFirstRep()
        .addFilter()
        .setProperty("concept")
        .setOp(FilterOperator.ISA);
    Terminology terminology = Given.hosting(version("1.0.0", "a"), set);
    Coding asked = new Coding().setSystem(SYSTEM).setCode("a");
    assertThat(answers(terminology, Given.request("url", SET), asked).values())
        .containsOnly("refused 422");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatHasNoNameIsNotCalledNull(boolean versioned) {
    Terminology terminology = Given.hosting(version(versioned ? "1.0.0" : null, "a"));
    ValueSet set = Given.set("http://x.org/none", SYSTEM);
    set.setUrl(null);
    Parameters rest = new Parameters();
    rest.addParameter().setName("valueSet").setResource(set);
    answers(terminology, rest, new Coding().setSystem(SYSTEM).setCode("z"))
        .forEach(
            (form, answer) ->
                assertThat(answer).as(form).contains(result(false)).doesNotContain("'null'"));
  }

  @ParameterizedTest
  @CsvSource({"Alpha, true", "alpha, true", "A, true", "Beta, false"})
  void aDisplayMayBeThatOfTheSet(String display, boolean valid) {
    ValueSet set = Given.set(SET, SYSTEM);
    set.getCompose().getIncludeFirstRep().addConcept().setCode("a").setDisplay("Alpha");
    Terminology terminology = Given.hosting(version("1.0.0", "a"), set);
    Coding asked = new Coding().setSystem(SYSTEM).setCode("a").setDisplay(display);
    answers(terminology, Given.request("url", SET), asked)
        .forEach((form, answer) -> assertThat(answer).as(form).contains(result(valid)));
  }

  @ParameterizedTest
  @CsvSource({"Alpha, true", "A, true", "Beta, false"})
  void aDisplayMayBeThatOfAnImportedSet(String display, boolean valid) {
    ValueSet inner = Given.set("http://x.org/inner", SYSTEM);
    inner.getCompose().getIncludeFirstRep().addConcept().setCode("a").setDisplay("Alpha");
    ValueSet middle = Given.set("http://x.org/middle", null, "http://x.org/inner");
    ValueSet outer = Given.set(SET, null, "http://x.org/middle");
    Terminology terminology = Given.hosting(version("1.0.0", "a"), inner, middle, outer);
    Coding asked = new Coding().setSystem(SYSTEM).setCode("a").setDisplay(display);
    answers(terminology, Given.request("url", SET), asked)
        .forEach((form, answer) -> assertThat(answer).as(form).contains(result(valid)));
  }

  @ParameterizedTest
  @CsvSource({"Alpha, Beta, true", "Alpha, Alpha, false", "Beta, Beta, false"})
  void eachOfTwoCodingsHasADisplayOfTheSet(String first, String second, boolean valid) {
    ValueSet set = Given.set(SET, SYSTEM);
    set.getCompose().getIncludeFirstRep().addConcept().setCode("a").setDisplay("Alpha");
    set.getCompose().getIncludeFirstRep().addConcept().setCode("b").setDisplay("Beta");
    Parameters request = Given.request("url", SET);
    CodeableConcept both = new CodeableConcept();
    both.addCoding().setSystem(SYSTEM).setCode("a").setDisplay(first);
    both.addCoding().setSystem(SYSTEM).setCode("b").setDisplay(second);
    request.addParameter().setName("codeableConcept").setValue(both);
    Terminology terminology = Given.hosting(version("1.0.0", "a", "b"), set);
    assertThat(text(terminology.answer(VALIDATE_IN_VALUE_SET, request))).contains(result(valid));
  }

  /** A code without a system is one of the system that the call names. */
  @ParameterizedTest
  @CsvSource({
    "http://x.org/cs, a, true",
    "http://x.org/cs, NOPE!, false",
    "http://x.org/none, a, false"
  })
  void theSystemOfACallIsThatOfItsCodings(String url, String code, boolean valid) {
    Terminology terminology = Given.hosting(version("1.0.0", "a"));
    Coding asked = new Coding().setCode(code);
    Parameters coding = Given.request("url", url);
    coding.addParameter().setName("coding").setValue(asked);
    Parameters concept = Given.request("url", url);
    concept
        .addParameter()
        .setName("codeableConcept")
        .setValue(new CodeableConcept().addCoding(asked));
    for (Parameters request : List.of(coding, concept)) {
      assertThat(text(terminology.answer(VALIDATE_IN_CODE_SYSTEM, request)))
          .contains(result(valid));
    }
  }

  /** The library would ask a terminology server about an NDC. */
  @ParameterizedTest
  @CsvSource({"58468-0200-1, true", "58468020001, true", "58468-0201-1, false"})
  void aPackageIsFoundInEachOfItsFormats(String code, boolean valid) {
    CodeSystem packages =
        Given.system(Given.NDC, "2025Q3", CodeSystemContentMode.COMPLETE, "58468020001");
    ValueSet set = Given.set(SET, Given.NDC);
    set.getCompose().getIncludeFirstRep().addConcept().setCode("58468020001");
    Terminology terminology = Given.hosting(packages, set);
    Coding asked = new Coding().setSystem(Given.NDC).setCode(code);
    Map<String, String> answers = answers(terminology, Given.request("url", SET), asked);
    assertThat(answers.get("coding")).contains(result(valid)).doesNotContain("'null'");
    assertThat(alike(answers.get("codeableConcept"))).isEqualTo(alike(answers.get("coding")));
    Parameters alone = new Parameters();
    alone
        .addParameter()
        .setName("codeableConcept")
        .setValue(new CodeableConcept().addCoding(asked));
    assertThat(text(terminology.answer(VALIDATE_IN_CODE_SYSTEM, alone)))
        .contains(result(valid), "\"name\":\"codeableConcept\"")
        .doesNotContain("\"Coding.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"J9010", "J0202"})
  void anEndedCodeIsAnsweredWithItsStatusAndSuccessors(String code) {
    Coding asked = new Coding().setSystem(Given.HCPCS).setCode(code);
    Map<String, String> answers =
        answers(Given.terminology(), Given.request("url", Given.ALEMTUZUMAB), asked);
    assertThat(answers.get("coding").contains("\"name\":\"successor\""))
        .isEqualTo("J9010".equals(code));
    assertThat(alike(answers.get("codeableConcept"))).isEqualTo(alike(answers.get("coding")));
  }

  /** Returns an answer without what a concept alone has: itself, and its place in the paths. */
  private static Map<String, String> alike(String answer) {
    Parameters parameters =
        FhirContext.forR4Cached().newJsonParser().parseResource(Parameters.class, answer);
    Map<String, String> alike = new TreeMap<>();
    for (ParametersParameterComponent parameter : parameters.getParameter()) {
      if (!"codeableConcept".equals(parameter.getName())) {
        alike.put(
            parameter.getName(),
            FhirContext.forR4Cached()
                .newJsonParser()
                .encodeToString(parameter)
                .replace("CodeableConcept.coding[0]", "Coding"));
      }
    }
    return alike;
  }

  /** R4's own sets of units name them in plain words. */
  @Test
  void theUnitsOfFhirHaveTheDisplaysOfTheirSet() {
    Coding asked =
        new Coding().setSystem("http://unitsofmeasure.org").setCode("min").setDisplay("minute");
    answers(
            Given.terminology(),
            Given.request("url", "http://hl7.org/fhir/ValueSet/units-of-time"),
            asked)
        .forEach((form, answer) -> assertThat(answer).as(form).contains(result(true)));
  }
}
