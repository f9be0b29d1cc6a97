package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code inferSystem}: the value set tells the system of a code. */
class SystemsAreInferredTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";

  private static Asked asked() {
    ValueSet packages = Given.set("http://x.org/packages", Given.NDC);
    packages.getCompose().getIncludeFirstRep().addConcept().setCode("58468020001");
    return new Asked(
        Given.hosting(
            Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, "a", "b"),
            Given.system(Given.NDC, "1", CodeSystemContentMode.COMPLETE, "58468020001"),
            packages,
            Given.set(SET, SYSTEM)));
  }

  @ParameterizedTest
  @CsvSource({
    "a, , true, http://x.org/cs",
    "a, A, true, http://x.org/cs",
    "a, B, false, http://x.org/cs",
    "z, , false, -",
    "z, A, false, -"
  })
  void aDisplayIsCheckedInTheSystemThatIsInferred(
      String code, String display, String result, String system) {
    String[] request =
        display == null
            ? new String[] {"url", SET, "code", code, "inferSystem", "true"}
            : new String[] {"url", SET, "code", code, "inferSystem", "true", "display", display};
    assertThat(asked().output("result", VALIDATE_IN_VALUE_SET, request)).isEqualTo(result);
    assertThat(asked().output("system", VALIDATE_IN_VALUE_SET, request)).isEqualTo(system);
    assertThat(asked().issue(VALIDATE_IN_VALUE_SET, request)).doesNotContain("has no system");
  }

  @ParameterizedTest
  @CsvSource({"58468020001, true", "Other, false"})
  void thePackagesOfASetAreInferredToo(String display, String result) {
    String[] request = {
      "url",
      "http://x.org/packages",
      "code",
      "58468020001",
      "inferSystem",
      "true",
      "display",
      display
    };
    assertThat(asked().output("result", VALIDATE_IN_VALUE_SET, request)).isEqualTo(result);
    assertThat(asked().output("system", VALIDATE_IN_VALUE_SET, request)).isEqualTo(Given.NDC);
  }
}
