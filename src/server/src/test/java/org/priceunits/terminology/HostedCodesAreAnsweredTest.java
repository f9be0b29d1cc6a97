package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.SUBSUMES;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.IntegerType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostedCodesAreAnsweredTest {
  private static final String HTTPS = Given.HCPCS.replace("http:", "https:");
  private final Asked asked = new Asked(Given.terminology());

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void bothFormsOfTheAddressFindACodeAndTheAnswerHasTheHostedOne(String scheme) {
    String system = "https".equals(scheme) ? HTTPS : Given.HCPCS;
    assertThat(asked.output("display", LOOKUP, "system", system, "code", "J0202"))
        .isEqualTo("Injection, alemtuzumab, 1 mg");
    assertThat(asked.output("system", VALIDATE_IN_CODE_SYSTEM, "url", system, "code", "J0202"))
        .isEqualTo(Given.HCPCS);
  }

  @ParameterizedTest
  @CsvSource({
    "J0202, , true", // a code alone
    "J0202, 'Injection, alemtuzumab, 1 mg', true",
    "J0202, 'INJECTION, ALEMTUZUMAB, 1 MG', true", // case does not matter in a display
    "J0202, aspirin, false",
    "J0000, , true" // a fragment does not know, and warns
  })
  void aCodeOfTheCodeSystemIsJudged(String code, String display, String result) {
    String[] request =
        display == null
            ? new String[] {"url", Given.HCPCS, "code", code}
            : new String[] {"url", Given.HCPCS, "code", code, "display", display};
    assertThat(asked.output("result", VALIDATE_IN_CODE_SYSTEM, request)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({"J9010, true", "J0202, true", "J0000, false"})
  void onlyTheCodesThatASetNamesAreInIt(String code, String result) {
    assertThat(
            asked.output(
                "result",
                VALIDATE_IN_VALUE_SET,
                "url",
                Given.ALEMTUZUMAB,
                "system",
                Given.HCPCS,
                "code",
                code))
        .isEqualTo(result);
  }

  @Test
  void aCompleteCodeSystemDeniesAnUnknownCode() {
    CodeSystem complete = Given.system("http://x.org/cs", "1", CodeSystemContentMode.COMPLETE, "a");
    Asked there = new Asked(Given.hosting(complete));
    assertThat(
            there.output("result", VALIDATE_IN_CODE_SYSTEM, "url", "http://x.org/cs", "code", "b"))
        .isEqualTo("false");
  }

  @Test
  void ofSeveralVersionsTheLatestIsMeantUnlessOneIsNamed() {
    Asked there =
        new Asked(
            Given.hosting(
                Given.system("http://x.org/cs", "1.0.0", CodeSystemContentMode.COMPLETE, "a"),
                Given.system("http://x.org/cs", "1.2.0", CodeSystemContentMode.COMPLETE, "b")));
    assertThat(there.output("version", LOOKUP, "system", "http://x.org/cs", "code", "b"))
        .isEqualTo("1.2.0");
    assertThat(
            there.output(
                "version", LOOKUP, "system", "http://x.org/cs", "code", "a", "version", "1.0.0"))
        .isEqualTo("1.0.0");
    assertThat(there.refusal(LOOKUP, "system", "http://x.org/cs", "code", "a")).startsWith("404:");
  }

  @Test
  void aSupplementThatIsAskedForAddsItsProperties() {
    CodeSystem ceilings =
        Given.system("http://x.org/ceilings", "1", CodeSystemContentMode.SUPPLEMENT, "J0202");
    ceilings.setSupplements(Given.HCPCS);
    ceilings.getConceptFirstRep().addProperty().setCode("most").setValue(new IntegerType(12));
    Asked there = new Asked(Given.hosting(Given.hcpcs(), ceilings));
    String[] plain = {"system", Given.HCPCS, "code", "J0202"};
    String[] supplemented = {
      "system", Given.HCPCS, "code", "J0202", "useSupplement", "http://x.org/ceilings"
    };

    assertThat(there.properties(plain)).contains("added=2016-01-01").doesNotContain("most=12");
    assertThat(there.properties(supplemented)).contains("added=2016-01-01", "most=12");
  }

  @Test
  void aHierarchySubsumes() {
    CodeSystem system =
        Given.system("http://x.org/cs", "1", CodeSystemContentMode.COMPLETE, "a", "c");
    system.getConceptFirstRep().addConcept().setCode("b");
    Asked there = new Asked(Given.hosting(system));
    assertThat(
            there.output(
                "outcome", SUBSUMES, "system", "http://x.org/cs", "codeA", "a", "codeB", "b"))
        .isEqualTo("subsumes");
    assertThat(
            there.output(
                "outcome", SUBSUMES, "system", "http://x.org/cs", "codeA", "b", "codeB", "a"))
        .isEqualTo("subsumed-by");
    assertThat(
            there.output(
                "outcome", SUBSUMES, "system", "http://x.org/cs", "codeA", "b", "codeB", "c"))
        .isEqualTo("not-subsumed");
  }
}
