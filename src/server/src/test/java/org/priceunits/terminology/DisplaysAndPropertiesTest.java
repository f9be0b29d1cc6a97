package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests displays by strict and lenient rules, inactive codes, and properties in expansions. */
class DisplaysAndPropertiesTest {
  private static final String CONTAINS_PROPERTY =
      "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property";

  private static final Asked ASKED = new Asked(Given.terminology());

  /** A wrong display makes a code wrong, unless the caller takes it as a warning. */
  @ParameterizedTest
  @CsvSource({
    "'Injection, alemtuzumab, 1 mg', false, true, -",
    "'Injection, alemtuzumab, 1 mg', true, true, -",
    "'INJECTION, ALEMTUZUMAB, 1 MG', false, true, -",
    "Something else, false, false, Wrong Display Name",
    "Something else, true, true, Wrong Display Name"
  })
  void aDisplayIsStrictOrLenient(String display, String lenient, String result, String issue) {
    String[] question = {
      "url", Given.HCPCS, "code", "J0202", "display", display, "lenient-display-validation", lenient
    };
    assertThat(ASKED.output("result", VALIDATE_IN_CODE_SYSTEM, question)).isEqualTo(result);
    assertThat(ASKED.issue(VALIDATE_IN_CODE_SYSTEM, question)).startsWith(issue);
  }

  @ParameterizedTest
  @CsvSource({
    "J9010, false, true, true",
    "J9010, true, false, true",
    "J0202, false, true, -",
    "J0202, true, true, -"
  })
  void anInactiveCodeIsAMemberUnlessOnlyActiveOnesCount(
      String code, String activeOnly, String result, String inactive) {
    String[] question = {
      "url", Given.ALEMTUZUMAB, "system", Given.HCPCS, "code", code, "activeOnly", activeOnly
    };
    assertThat(ASKED.output("result", VALIDATE_IN_VALUE_SET, question)).isEqualTo(result);
    assertThat(ASKED.output("inactive", VALIDATE_IN_VALUE_SET, question)).isEqualTo(inactive);
  }

  @Test
  void anExpansionHasThePropertiesThatTheCallerAsksFor() {
    assertThat(
            ASKED
                .expansion("url", Given.ALEMTUZUMAB, "property", "successor")
                .getContains()
                .stream()
                .map(DisplaysAndPropertiesTest::successor))
        .containsExactlyInAnyOrder("J0202", "-");
  }

  private static String successor(ValueSetExpansionContainsComponent code) {
    return code.getExtensionsByUrl(CONTAINS_PROPERTY).stream()
        .filter(
            property ->
                "successor".equals(property.getExtensionByUrl("code").getValue().primitiveValue()))
        .map(property -> ((CodeType) property.getExtensionByUrl("value").getValue()).getValue())
        .findFirst()
        .orElse("-");
  }
}
