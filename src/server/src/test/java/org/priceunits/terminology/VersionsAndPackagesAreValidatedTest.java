package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;

/**
 * Tests versions that are dates, and codes of systems for which HL7's library would ask a server.
 */
class VersionsAndPackagesAreValidatedTest {
  private static final String NDC = "http://hl7.org/fhir/sid/ndc";
  private static final String DRUGS = "https://price-units.github.io/fhir/ValueSet/drugs";
  private static final String SET = "https://price-units.github.io/fhir/ValueSet/alemtuzumab-codes";
  private static final Asked ASKED = new Asked(Terminology.of(ShippedKnowledge.resources()));

  @ParameterizedTest
  @CsvSource({"2025-10, true", "2099-01, false", "1.0.0, false"})
  void aVersionCountsAsItIsHosted(String version, String result) {
    String[] code = {"url", Given.HCPCS, "code", "J0202", "version", version};
    assertThat(ASKED.output("result", VALIDATE_IN_CODE_SYSTEM, code)).isEqualTo(result);
    String[] inSet = {"url", SET, "system", Given.HCPCS, "code", "J0202", "systemVersion", version};
    assertThat(ASKED.output("result", VALIDATE_IN_VALUE_SET, inSet)).isEqualTo(result);
    assertThat(ASKED.output("message", VALIDATE_IN_CODE_SYSTEM, code)).doesNotContain("null");
  }

  @ParameterizedTest
  @CsvSource({
    "58468020001, true",
    "58468-0200-01, true",
    "58468-0200-1, true",
    "58468-9999-99, true"
  })
  void aPackageIsValidInEachOfItsForms(String code, String result) {
    String[] alone = {"url", NDC, "code", code};
    assertThat(ASKED.output("result", VALIDATE_IN_CODE_SYSTEM, alone)).isEqualTo(result);
    assertThat(ASKED.output("system", VALIDATE_IN_CODE_SYSTEM, alone)).isEqualTo(NDC);
  }

  @ParameterizedTest
  @CsvSource({"58468020001", "58468-0200-1"})
  void aPackageIsInTheSetThatHasIt(String code) {
    String[] inSet = {"url", DRUGS, "system", NDC, "code", code};
    assertThat(ASKED.output("result", VALIDATE_IN_VALUE_SET, inSet)).isEqualTo("true");
    assertThat(ASKED.output("display", LOOKUP, "system", NDC, "code", code)).startsWith("Lemtrada");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 3"})
  void aCountOfNoneAsksForTheSize(String count, int entries) {
    var page = ASKED.expansion("url", DRUGS, "count", count);
    assertThat(page.getContains()).hasSize(entries);
    assertThat(page.getTotal()).isGreaterThan(1000);
  }
}
