package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
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

  /** German has no display here, so that the default one counts. */
  @ParameterizedTest
  @CsvSource({
    "code, true, true",
    "code, false, false",
    "coding, true, true",
    "coding, false, false",
    "codeableConcept, true, true",
    "codeableConcept, false, false"
  })
  void aLanguageWithoutADisplayIsAsLenient(String form, String lenient, boolean result) {
    CodeSystem english =
        Given.system("http://x.org/cs", "1", CodeSystemContentMode.COMPLETE, "a", "b");
    english.setLanguage("en");
    Asked asked = new Asked(Given.hosting(english, Given.set("http://x.org/vs", english.getUrl())));
    for (TerminologyOperation operation : List.of(VALIDATE_IN_CODE_SYSTEM, VALIDATE_IN_VALUE_SET)) {
      boolean inSet = operation == VALIDATE_IN_VALUE_SET;
      Parameters request =
          Given.request("displayLanguage", "de", "lenient-display-validation", lenient);
      Coding coding =
          new Coding().setSystem(english.getUrl()).setCode("a").setDisplay("Something else");
      switch (form) {
        case "code" ->
            request
                .addParameter("code", new CodeType("a"))
                .addParameter("display", "Something else")
                .addParameter(inSet ? "system" : "url", new UriType(english.getUrl()));
        case "coding" -> request.addParameter().setName(form).setValue(coding);
        default ->
            request.addParameter().setName(form).setValue(new CodeableConcept().addCoding(coding));
      }
      if (inSet) {
        request.addParameter("url", new UriType("http://x.org/vs"));
      }
      assertThat(asked.result(operation, request)).as("%s", operation).isEqualTo("" + result);
      assertThat(asked.issues(operation, request))
          .anyMatch(issue -> issue.startsWith(result ? "warning: Wrong" : "error: Wrong"));
      assertThat(asked.issues(operation, request).stream().anyMatch(i -> i.startsWith("error")))
          .isEqualTo(!result);
    }
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

  /** The old version of the code system has other values. */
  @ParameterizedTest
  @CsvSource({
    "dup, , , 'red blue'",
    "dup, 0.1.0, , 'old older'",
    "dup, , filter=a, 'red blue'",
    "http://x.org/dup, , count=5, 'red blue'",
    "once, , , 'true'"
  })
  void anExpansionHasEachValueOfAProperty(
      String property, String version, String more, String values) {
    ValueSet set = Given.set("http://x.org/vs", "http://x.org/cs");
    set.getCompose().getIncludeFirstRep().setVersion(version);
    Asked asked =
        new Asked(
            Given.hosting(twice("0.1.0", "old", "older"), twice("0.2.0", "red", "blue"), set));
    List<String> request = new ArrayList<>(List.of("url", "http://x.org/vs", "property", property));
    if (more != null) {
      request.addAll(List.of(more.split("=")));
    }
    List<ValueSetExpansionContainsComponent> all =
        new ArrayList<>(asked.expansion(request.toArray(String[]::new)).getContains());
    assertThat(all).isNotEmpty();
    for (int i = 0; i < all.size(); i++) {
      all.addAll(all.get(i).getContains());
      assertThat(
              all.get(i).getExtensionsByUrl(CONTAINS_PROPERTY).stream()
                  .map(shown -> shown.getExtensionByUrl("value").getValue().primitiveValue()))
          .containsExactly(values.split(" "));
    }
  }

  /** Creates a code and one below it, each with a property of two values and one of one. */
  private static CodeSystem twice(String version, String... values) {
    CodeSystem system =
        Given.system("http://x.org/cs", version, CodeSystemContentMode.COMPLETE, "a");
    system.addProperty().setCode("dup").setUri("http://x.org/dup");
    system.addProperty().setCode("once");
    var below = system.getConceptFirstRep().addConcept().setCode("aa");
    for (var concept : List.of(system.getConceptFirstRep(), below)) {
      for (String value : values) {
        concept.addProperty().setCode("dup").setValue(new CodeType(value));
      }
      concept.addProperty().setCode("once").setValue(new BooleanType(true));
    }
    return system;
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
