package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests sets that name two versions of one code system, and parts with several filters. */
class SetsOfVersionsAndFiltersTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";

  private static CodeSystem version(String version, String... codes) {
    return Given.system(SYSTEM, version, CodeSystemContentMode.COMPLETE, codes);
  }

  private static ValueSet overloaded() {
    ValueSet set = Given.set(SET, SYSTEM);
    set.getCompose().getIncludeFirstRep().setVersion("1.0.0");
    set.getCompose().addInclude().setSystem(SYSTEM).setVersion("2.0.0");
    return set;
  }

  @ParameterizedTest
  @CsvSource({
    "a, , true", // in version 1 alone
    "b, , true",
    "c, , true", // in version 2 alone
    "d, , false",
    "a, 1.0.0, true",
    "a, 2.0.0, false",
    "c, 2.0.0, true",
    "c, 1.0.0, false"
  })
  void aSetMayNameTwoVersionsOfACodeSystem(String code, String version, String result) {
    Asked asked =
        new Asked(
            Given.hosting(version("1.0.0", "a", "b"), version("2.0.0", "b", "c"), overloaded()));
    String[] question =
        version == null
            ? new String[] {"url", SET, "system", SYSTEM, "code", code}
            : new String[] {"url", SET, "system", SYSTEM, "code", code, "systemVersion", version};
    assertThat(asked.output("result", VALIDATE_IN_VALUE_SET, question)).isEqualTo(result);
  }

  @Test
  void anExpansionOfTwoVersionsNamesTheVersionOfEachCode() {
    Asked asked =
        new Asked(
            Given.hosting(version("1.0.0", "a", "b"), version("2.0.0", "b", "c"), overloaded()));
    assertThat(asked.expansion("url", SET).getContains())
        .extracting(entry -> entry.getCode() + " " + entry.getVersion())
        .containsExactlyInAnyOrder("a 1.0.0", "b 1.0.0", "b 2.0.0", "c 2.0.0");
  }

  private static CodeSystem coloured() {
    CodeSystem system = version("1", "a", "b", "c", "d");
    system.addProperty().setCode("colour").setType(PropertyType.CODE);
    system.addProperty().setCode("size").setType(PropertyType.CODE);
    String[] colours = {"red", "red", "blue", "blue"};
    String[] sizes = {"big", "small", "big", "small"};
    for (int i = 0; i < 4; i++) {
      var concept = system.getConcept().get(i);
      concept.addProperty().setCode("colour").setValue(new CodeType(colours[i]));
      concept.addProperty().setCode("size").setValue(new CodeType(sizes[i]));
    }
    return system;
  }

  private static void filter(ConceptSetComponent part, String property, String value) {
    part.addFilter().setProperty(property).setOp(FilterOperator.EQUAL).setValue(value);
  }

  @ParameterizedTest
  @CsvSource({
    "false, big, 'a'", // red and big
    "true, big, 'b c d'", // all but red and big
    "true, tiny, 'a b c d'" // nothing is red and tiny
  })
  void allFiltersOfAPartMustHold(boolean excluding, String size, String codes) {
    ValueSet set = Given.set(SET, SYSTEM);
    ConceptSetComponent part =
        excluding
            ? set.getCompose().addExclude().setSystem(SYSTEM)
            : set.getCompose().getIncludeFirstRep();
    filter(part, "colour", "red");
    filter(part, "size", size);
    Asked asked = new Asked(Given.hosting(coloured(), set));
    assertThat(asked.codes("url", SET)).containsExactly(codes.split(" "));
    for (String code : new String[] {"a", "b", "c", "d"}) {
      assertThat(
              asked.output(
                  "result", VALIDATE_IN_VALUE_SET, "url", SET, "system", SYSTEM, "code", code))
          .as(code)
          .isEqualTo(String.valueOf(codes.contains(code)));
    }
  }

  /** The library itself fails at some of these with a null pointer. */
  @ParameterizedTest
  @CsvSource({
    "http://x.org/vs-import, a, , true, -",
    "http://x.org/vs-import, a, 1, true, -",
    "http://x.org/vs-import, a, 2, false, not be found",
    "http://x.org/vs-import, z, 1, false, was not found in the value set",
    "http://x.org/vs-red, a, , true, -",
    "http://x.org/vs-red, z, , false, was not found in the value set"
  })
  void aCodeThatIsNotThereIsNoMember(
      String set, String code, String version, String result, String issue) {
    ValueSet red = Given.set("http://x.org/vs-red", SYSTEM);
    filter(red.getCompose().getIncludeFirstRep(), "colour", "red");
    Terminology terminology =
        Given.hosting(coloured(), red, Given.set("http://x.org/vs-import", null, red.getUrl()));
    Coding coding = new Coding().setSystem(SYSTEM).setCode(code).setVersion(version);
    for (Type asked : List.of(coding, new CodeableConcept().addCoding(coding))) {
      Parameters request = Given.request("url", set);
      request
          .addParameter()
          .setName(asked instanceof Coding ? "coding" : "codeableConcept")
          .setValue(asked);
      String answer = encoded(terminology.answer(VALIDATE_IN_VALUE_SET, request));
      assertThat(answer)
          .contains("\"name\":\"result\",\"valueBoolean\":" + result)
          .doesNotContain("Cannot invoke");
      if (!"-".equals(issue)) {
        assertThat(answer).containsAnyOf(issue, "No valid coding was found");
      }
    }
  }

  private static String encoded(Reply reply) {
    return new String(((Reply.Answered) reply).json(), StandardCharsets.UTF_8);
  }
}
