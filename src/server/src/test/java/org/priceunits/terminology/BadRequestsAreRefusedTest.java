package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.EXPAND;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.TRANSLATE;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
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

  @ParameterizedTest
  @CsvSource({"([, malformed", "(a+a+)+\\1b, too long"})
  void aRegularExpressionThatIsBadOrEndlessIsRefused(String expression, String reason) {
    ValueSet set = Given.set(SET, SYSTEM);
    set.getCompose()
        .getIncludeFirstRep()
        .addFilter()
        .setProperty("code")
        .setOp(FilterOperator.REGEX)
        .setValue(expression);
    Asked asked =
        new Asked(
            Given.hosting(
                set, Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, "a".repeat(60))));
    assertThat(asked.refusal(EXPAND, "url", SET)).startsWith("422:").contains(reason);
    assertThat(asked.refusal(VALIDATE_IN_VALUE_SET, "url", SET, "system", SYSTEM, "code", "a"))
        .contains(reason);
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
  }
}
