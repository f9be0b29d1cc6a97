package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.SUBSUMES;

import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code $lookup} by language and case, and {@code $subsumes} of codes and of codings. */
class LookupsAndComparisonsTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String ANY_CASE = "http://x.org/any-case";

  private static final Terminology TERMINOLOGY =
      Given.hosting(tree("1"), tree("2"), other(ANY_CASE, false), other("http://x.org/o", true));

  /** a above b; a has a display in Spanish. */
  private static CodeSystem tree(String version) {
    CodeSystem system = Given.system(SYSTEM, version, CodeSystemContentMode.COMPLETE, "a", "c");
    var a = system.getConceptFirstRep().setDisplay("First");
    a.addDesignation().setLanguage("es").setValue("Primero");
    a.addConcept().setCode("b").setDisplay("Second");
    return system;
  }

  private static CodeSystem other(String url, boolean caseSensitive) {
    CodeSystem system = Given.system(url, "1", CodeSystemContentMode.COMPLETE, "Ab");
    return system.setCaseSensitive(caseSensitive);
  }

  @ParameterizedTest
  @CsvSource({
    "a, , First",
    "a, es, Primero",
    "a, es-US, Primero",
    "a, 'de-DE,es;q=0.5', Primero",
    "a, 'en-US,es;q=0.5', First",
    "a, de, First",
    "b, es, Second"
  })
  void aLookupShowsTheDisplayInTheLanguageOfTheCaller(
      String code, String language, String display) {
    String[] question =
        language == null
            ? new String[] {"system", SYSTEM, "code", code}
            : new String[] {"system", SYSTEM, "code", code, "displayLanguage", language};
    assertThat(new Asked(TERMINOLOGY).output("display", LOOKUP, question)).isEqualTo(display);
  }

  @ParameterizedTest
  @CsvSource({
    "http://x.org/any-case, aB, answered",
    "http://x.org/any-case, ab, answered",
    "http://x.org/any-case, abc, 404: Code 'abc' is not in http://x.org/any-case|1.",
    "http://x.org/o, Ab, answered",
    "http://x.org/o, ab, 404: Code 'ab' is not in http://x.org/o|1.",
    "http://x.org/none, a, 422: Code system 'http://x.org/none' is not known here."
  })
  void caseMattersUnlessTheCodeSystemSaysOtherwise(String system, String code, String outcome) {
    assertThat(
            new Asked(TERMINOLOGY).outcome(LOOKUP, Given.request("system", system, "code", code)))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, equivalent",
    "a, b, subsumes",
    "b, a, subsumed-by",
    "b, c, not-subsumed",
    "a, c, not-subsumed"
  })
  void twoCodesAreComparedAsCodesAndAsCodings(String a, String b, String outcome) {
    String[] question = {"system", SYSTEM, "codeA", a, "codeB", b};
    assertThat(new Asked(TERMINOLOGY).output("outcome", SUBSUMES, question)).isEqualTo(outcome);
    assertThat(compared(coding(SYSTEM, "1", a), coding(SYSTEM, "1", b))).isEqualTo("answered");
  }

  @ParameterizedTest
  @CsvSource({
    "http://x.org/cs, 1, a, http://x.org/o, 1, Ab, 400: The codes are of two code systems",
    "http://x.org/cs, 1, a, http://x.org/cs, 2, b, '400: The codes are of two code systems, or of"
        + " two versions'",
    "http://x.org/cs, 3, a, http://x.org/cs, 3, b, 422: Code system 'http://x.org/cs' of version"
        + " '3' is not known here.",
    "http://x.org/cs, 2, a, http://x.org/cs, 2, z, 404: Code 'z' is not in http://x.org/cs|2.",
    ", , a, http://x.org/cs, , b, 400: Each coding needs a system and a code."
  })
  void codingsThatCannotBeComparedAreRefused(
      String systemA,
      String versionA,
      String a,
      String systemB,
      String versionB,
      String b,
      String refusal) {
    assertThat(compared(coding(systemA, versionA, a), coding(systemB, versionB, b)))
        .startsWith(refusal);
  }

  private static Coding coding(String system, String version, String code) {
    return new Coding().setSystem(system).setVersion(version).setCode(code);
  }

  private static String compared(Coding a, Coding b) {
    Parameters request = new Parameters();
    request.addParameter().setName("codingA").setValue(a);
    request.addParameter().setName("codingB").setValue(b);
    return new Asked(TERMINOLOGY).outcome(SUBSUMES, request);
  }
}
