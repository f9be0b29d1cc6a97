package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.EXPAND;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.TRANSLATE;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRequestsAreRefusedTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";

  @Test
  void whatIsMissingIsNamed() {
    Asked asked = new Asked(Given.terminology());
    assertThat(asked.refusal(EXPAND)).isEqualTo("400: Parameter 'url' is missing.");
    assertThat(asked.refusal(LOOKUP, "code", "J0202"))
        .startsWith("400: Parameters 'system' and 'code'");
    assertThat(asked.refusal(TRANSLATE)).startsWith("400: Parameter 'code'");
    assertThat(asked.refusal(VALIDATE_IN_CODE_SYSTEM, "code", "J0202"))
        .startsWith("400: Unable to find code");
  }

  /** A code means nothing without its system, unless the call asks to infer it. */
  @ParameterizedTest
  @CsvSource({
    ", , 400: Unable to find code to validate",
    ", false, 400: Unable to find code to validate",
    ", true, answered",
    "http://x.org/cs, , answered",
    "http://x.org/other, , answered"
  })
  void aCodeOfNoSystemIsNotLookedForInASet(String system, String infer, String outcome) {
    ValueSet set = Given.set(SET, SYSTEM);
    set.getCompose().getIncludeFirstRep().addConcept().setCode("a");
    Asked asked =
        new Asked(
            Given.hosting(Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, "a"), set));
    Parameters request = Given.request("url", SET, "code", "a");
    if (system != null) {
      request.addParameter("system", new UriType(system));
    }
    if (infer != null) {
      request.addParameter("inferSystem", Boolean.parseBoolean(infer));
    }
    assertThat(asked.outcome(VALIDATE_IN_VALUE_SET, request)).startsWith(outcome);
  }

  @Test
  void whatIsUnknownIsNamed() {
    Asked asked = new Asked(Given.hosting(Given.set(SET, "http://x.org/absent")));
    assertThat(asked.refusal(EXPAND, "url", "http://x.org/none"))
        .startsWith("422:")
        .contains("http://x.org/none");
    assertThat(asked.refusal(EXPAND, "url", SET))
        .startsWith("422:")
        .contains("http://x.org/absent");
    assertThat(asked.refusal(LOOKUP, "system", SYSTEM, "code", "a"))
        .startsWith("422:")
        .contains(SYSTEM);
    assertThat(asked.refusal(TRANSLATE, "url", "http://x.org/map", "code", "a")).startsWith("404:");
    assertThat(asked.output("result", VALIDATE_IN_CODE_SYSTEM, "url", SYSTEM, "code", "a"))
        .isEqualTo("false");
  }

  @Test
  void setsThatIncludeEachOtherAreRefused() {
    Asked asked =
        new Asked(Given.hosting(Given.set(SET, null, SET + "2"), Given.set(SET + "2", null, SET)));
    assertThat(asked.refusal(EXPAND, "url", SET)).startsWith("422: Found a circularity");
    assertThat(asked.refusal(VALIDATE_IN_VALUE_SET, "url", SET, "system", SYSTEM, "code", "a"))
        .startsWith("422: Found a circularity");
  }

  /** A validation is answered, as HL7's suite wants it, with the reason why it is not true. */
  @ParameterizedTest
  @CsvSource({
    "code, ([, Unclosed character class, Unclosed character class",
    "code, (a+a+)+\\1b, too long, could not be executed",
    "form, (a+a+)+\\1b, too long, could not be executed"
  })
  void aRegularExpressionThatIsBadOrEndlessSelectsNothing(
      String property, String expression, String expanding, String validating) {
    ValueSet set = Given.set(SET, SYSTEM);
    set.getCompose()
        .getIncludeFirstRep()
        .addFilter()
        .setProperty(property)
        .setOp(FilterOperator.REGEX)
        .setValue(expression);
    String code = "a".repeat(60);
    CodeSystem system = Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, code);
    system.addProperty().setCode("form").setType(PropertyType.STRING);
    system
        .getConceptFirstRep()
        .addProperty()
        .setCode("form")
        .setValue(new org.hl7.fhir.r4.model.StringType(code));
    Asked asked = new Asked(Given.hosting(set, system));
    String[] question = {"url", SET, "system", SYSTEM, "code", code};
    assertThat(asked.refusal(EXPAND, "url", SET)).startsWith("422:").contains(expanding);
    assertThat(asked.output("result", VALIDATE_IN_VALUE_SET, question)).isEqualTo("false");
    assertThat(asked.issue(VALIDATE_IN_VALUE_SET, question)).contains(validating);
  }

  @Test
  void anExpansionOfTooManyCodesIsRefusedUnlessItIsPaged() {
    String[] codes = IntStream.range(0, 1_001).mapToObj(i -> "c" + i).toArray(String[]::new);
    Asked asked =
        new Asked(
            Given.hosting(
                Given.set(SET, SYSTEM),
                Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, codes)));
    assertThat(asked.refusal(EXPAND, "url", SET)).startsWith("422:").contains("too many codes");
    assertThat(asked.codes("url", SET, "count", "2", "offset", "999"))
        .containsExactly("c999", "c1000");
    assertThat(asked.expansion("url", SET, "count", "2").getTotal()).isEqualTo(1_001);
  }

  @Test
  void aLanguageThatIsNoneIsRefused() {
    Asked asked = new Asked(Given.terminology());
    assertThat(asked.refusal(EXPAND, "url", Given.ALEMTUZUMAB, "displayLanguage", "-"))
        .isEqualTo("422: Invalid displayLanguage: '-'");
    for (int parts : List.of(51, 500, 20_000)) {
      assertThat(
              asked.refusal(
                  EXPAND,
                  "url",
                  Given.ALEMTUZUMAB,
                  "displayLanguage",
                  String.join(",", Collections.nCopies(parts, "en"))))
          .startsWith("422: Parameter 'displayLanguage'");
    }
  }
}
