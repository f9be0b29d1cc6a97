package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.SUBSUMES;

import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemHierarchyMeaning;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code $lookup} by language and case, and {@code $subsumes} of codes and of codings. */
class LookupsAndComparisonsTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String CONCEPT_PROPERTIES = "http://hl7.org/fhir/concept-properties#";
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
    "http://x.org/cs, 1, a, http://x.org/cs, 2, b, 400: The codes are of two versions",
    "http://x.org/cs, 3, a, http://x.org/cs, 3, b, 422: Code system 'http://x.org/cs' of version"
        + " '3' is not known here.",
    "http://x.org/cs, 2, a, http://x.org/cs, 2, z, 404: Unknown code 'z' in the CodeSystem 'http://x.org/cs'",
    ", , a, http://x.org/cs, , b, 400: Parameter 'codingA' has no code system."
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
    return compared(TERMINOLOGY, a, b);
  }

  private static String compared(Terminology terminology, Coding a, Coding b) {
    Parameters request = new Parameters();
    request.addParameter().setName("codingA").setValue(a);
    request.addParameter().setName("codingB").setValue(b);
    return new Asked(terminology).outcome(SUBSUMES, request);
  }

  /** top is above left and right, which are both above low; by nesting, parents and children. */
  private static CodeSystem diamond(String url) {
    CodeSystem system =
        Given.system(url, "1", CodeSystemContentMode.COMPLETE, "top", "right", "low", "z");
    system.addProperty().setCode("subsumedBy").setUri(CONCEPT_PROPERTIES + "parent");
    system.addProperty().setCode("narrower").setUri(CONCEPT_PROPERTIES + "child");
    var top = system.getConcept().get(0);
    top.addConcept().setCode("left").setDisplay("LEFT");
    top.addProperty().setCode("narrower").setValue(new CodeType("right"));
    var low = system.getConcept().get(2);
    low.addProperty().setCode("subsumedBy").setValue(new CodeType("left"));
    low.addProperty().setCode("subsumedBy").setValue(new CodeType("right"));
    return system;
  }

  @ParameterizedTest
  @CsvSource({
    "top, left, subsumes", // nested
    "top, right, subsumes", // as child
    "left, low, subsumes", // as parent
    "right, low, subsumes", // as the second parent
    "top, low, subsumes", // through both
    "low, top, subsumed-by",
    "left, right, not-subsumed",
    "z, top, not-subsumed"
  })
  void aConceptMayHaveSeveralParents(String a, String b, String outcome) {
    Asked asked = new Asked(Given.hosting(diamond(SYSTEM)));
    assertThat(asked.output("outcome", SUBSUMES, "system", SYSTEM, "codeA", a, "codeB", b))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "top, 'child=left child=right'",
    "right, 'parent=top child=low'",
    "low, 'subsumedBy=left subsumedBy=right parent=left parent=right'",
    "z, ''"
  })
  void aLookupNamesAllParentsAndChildren(String code, String properties) {
    Asked asked = new Asked(Given.hosting(diamond(SYSTEM)));
    assertThat(asked.properties("system", SYSTEM, "code", code))
        .filteredOn(property -> !property.matches("(inactive|narrower).*"))
        .containsExactlyInAnyOrder(properties.isEmpty() ? new String[0] : properties.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "complete, , low, answered",
    "complete, is-a, low, answered",
    "complete, part-of, top, answered", // the same code
    "fragment, , top, answered",
    "complete, part-of, low, 422: The hierarchy of http://x.org/cs|1 does not mean is-a",
    "complete, grouped-by, low, 422: The hierarchy of http://x.org/cs|1 does not mean is-a",
    "fragment, , low, 422: Not all codes of http://x.org/cs|1 are here",
    "example, , top, 422: Code system 'http://x.org/cs' of version '1' is not known here.",
    "supplement, , top, 422: CodeSystem http://x.org/cs|1 is a supplement"
  })
  void onlyACompleteHierarchyOfIsATellsWhatSubsumesWhat(
      String content, String meaning, String other, String outcome) {
    CodeSystem system = diamond(SYSTEM).setContent(CodeSystemContentMode.fromCode(content));
    if (meaning != null) {
      system.setHierarchyMeaning(CodeSystemHierarchyMeaning.fromCode(meaning));
    }
    assertThat(
            compared(
                Given.hosting(system), coding(SYSTEM, "1", "top"), coding(SYSTEM, null, other)))
        .startsWith(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "http://x.org/cs, answered",
    "http://x.org/cs|1, answered",
    "http://x.org/o, 400: The codes are of two code systems"
  })
  void codingsAreOfTheCodeSystemThatTheCallIsMadeOn(String system, String outcome) {
    Parameters request = Given.request("system", system);
    request.addParameter().setName("codingA").setValue(coding(SYSTEM, null, "a"));
    request.addParameter().setName("codingB").setValue(coding(SYSTEM, "1", "b"));
    assertThat(new Asked(TERMINOLOGY).outcome(SUBSUMES, request)).startsWith(outcome);
  }

  @ParameterizedTest
  @CsvSource({"Ab, aB, equivalent", "Ab, AB, equivalent"})
  void caseDoesNotMatterToACodeSystemThatSaysSo(String a, String b, String outcome) {
    String[] question = {"system", ANY_CASE, "codeA", a, "codeB", b};
    assertThat(new Asked(TERMINOLOGY).output("outcome", SUBSUMES, question)).isEqualTo(outcome);
  }
}
