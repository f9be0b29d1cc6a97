package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests patterns in place of versions, in the call and in value sets. */
class VersionPatternsTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";
  private static final String GENDER = "http://hl7.org/fhir/administrative-gender";

  /** Each version has a code of its own name, and below it one that starts with "under". */
  private static CodeSystem version(String version) {
    CodeSystem system =
        Given.system(SYSTEM, version, CodeSystemContentMode.COMPLETE, "top", version);
    system.getConceptFirstRep().addConcept().setCode("under-" + version);
    return system;
  }

  private static Asked hosting(ValueSet... sets) {
    org.hl7.fhir.r4.model.Resource[] all = new org.hl7.fhir.r4.model.Resource[sets.length + 5];
    String[] versions = {"1.0.0", "1.2.0", "1.10.0", "2.0.0", "2025-10"};
    for (int i = 0; i < versions.length; i++) {
      all[i] = version(versions[i]);
    }
    System.arraycopy(sets, 0, all, versions.length, sets.length);
    return new Asked(Given.hosting(all));
  }

  private static ValueSet set(String version) {
    ValueSet set = Given.set(SET, SYSTEM);
    set.getCompose().getIncludeFirstRep().setVersion(version);
    return set;
  }

  /** As HL7's library reads them: part by part, the latest version that matches. */
  @ParameterizedTest
  @CsvSource({
    "1.x.x, 1.10.0",
    "1.X.X, 1.10.0",
    "1.*.*, 1.10.0",
    "1.2.x, 1.2.0",
    "1.0.*, 1.0.0",
    "1.2?, 1.2.0",
    "2.x.x, 2.0.0",
    "1.2.0, 1.2.0",
    "2025-10, 2025-10",
    "1.x, -", // has no third part
    "1.*, -",
    "1?, -", // and this no second
    "3.x.x, -",
    "1.0.x-*, -"
  })
  void aPatternStandsForTheLatestVersionThatMatches(String pattern, String version) {
    for (String where :
        new String[] {
          "include", "system-version", "check-system-version", "force-system-version"
        }) {
      boolean inSet = "include".equals(where);
      Asked asked = hosting(set(inSet ? pattern : null));
      String[] more = inSet ? new String[0] : new String[] {where, SYSTEM + "|" + pattern};
      String[] expand = with(more, "url", SET, "excludeNested", "true");
      String[] validate = with(more, "url", SET, "system", SYSTEM, "code", version);
      if ("-".equals(version)) {
        assertThat(asked.refusal(TerminologyOperation.EXPAND, expand)).as(where).contains(pattern);
        assertThat(
                asked.output(
                    "result",
                    VALIDATE_IN_VALUE_SET,
                    with(more, "url", SET, "system", SYSTEM, "code", "top")))
            .as(where)
            .isEqualTo("false");
      } else {
        assertThat(asked.codes(expand))
            .as(where)
            .containsExactly("top", "under-" + version, version);
        assertThat(asked.output("result", VALIDATE_IN_VALUE_SET, validate))
            .as(where)
            .isEqualTo("true");
      }
    }
  }

  private static String[] with(String[] more, String... question) {
    String[] all = new String[question.length + more.length];
    System.arraycopy(question, 0, all, 0, question.length);
    System.arraycopy(more, 0, all, question.length, more.length);
    return all;
  }

  /** The library lacks this filter, so that the codes are found before it is asked. */
  @ParameterizedTest
  @CsvSource({
    "system-version, , under-1.10.0",
    "check-system-version, , under-1.10.0",
    "force-system-version, 2.0.0, under-1.10.0",
    "system-version, 2.0.0, under-2.0.0" // the set's own version comes first
  })
  void filtersSelectFromTheVersionOfTheCall(String parameter, String ofSet, String code) {
    ValueSet set = set(ofSet);
    set.getCompose()
        .getIncludeFirstRep()
        .addFilter()
        .setProperty("code")
        .setOp(FilterOperator.EQUAL)
        .setValue(code);
    assertThat(hosting(set).codes("url", SET, parameter, SYSTEM + "|1.x.x")).containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource({"1.x.x, answered", "1.2?, answered", "1.x, 422", "3.x.x, 422"})
  void aLookupTakesPatternsToo(String version, String outcome) {
    assertThat(
            hosting()
                .outcome(
                    LOOKUP, Given.request("system", SYSTEM, "code", "top", "version", version)))
        .startsWith(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.x.x", "4.0.x", "4.0.1", "4.0?"})
  void patternsStandForTheVersionsOfHl7sOwnSystems(String version) {
    assertThat(
            new Asked(Given.hosting(Given.set(SET, GENDER)))
                .output(
                    "result",
                    VALIDATE_IN_VALUE_SET,
                    "url",
                    SET,
                    "system",
                    GENDER,
                    "code",
                    "male",
                    "system-version",
                    GENDER + "|" + version))
        .isEqualTo("true");
  }
}
