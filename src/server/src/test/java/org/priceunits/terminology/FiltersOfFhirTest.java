package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.EXPAND;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests each filter of FHIR, in parts that include, parts that exclude, and imported sets. */
class FiltersOfFhirTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";
  private static final String R5_OPERATOR =
      "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.compose.include.filter.op";
  private static final List<String> ALL = List.of("a", "b", "c", "d");

  /** a above b and c, c above d; a and d are red, b is blue. */
  private static CodeSystem tree() {
    CodeSystem system = Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, "a");
    system.addProperty().setCode("colour").setType(PropertyType.CODE);
    var a = system.getConceptFirstRep();
    var b = a.addConcept().setCode("b").setDisplay("Blue one");
    var d = a.addConcept().setCode("c").setDisplay("C").addConcept().setCode("d").setDisplay("D");
    a.addProperty().setCode("colour").setValue(new CodeType("red"));
    b.addProperty().setCode("colour").setValue(new CodeType("blue"));
    d.addProperty().setCode("colour").setValue(new CodeType("red"));
    return system;
  }

  private static void filter(
      ConceptSetComponent part, String property, String operator, String value) {
    var filter = part.addFilter().setProperty(property).setValue(value);
    if (Set.of("child-of", "descendent-leaf").contains(operator)) {
      filter.getOpElement().addExtension(R5_OPERATOR, new CodeType(operator));
    } else {
      filter.setOp(FilterOperator.fromCode(operator));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "concept, is-a, c, 'c d'",
    "concept, is-not-a, c, 'a b'",
    "concept, descendent-of, a, 'b c d'",
    "concept, child-of, a, 'b c'",
    "concept, child-of, d, ''",
    "concept, descendent-leaf, a, 'b d'",
    "concept, generalizes, d, 'a c d'",
    "concept, =, b, 'b'",
    "concept, in, 'a, d', 'a d'",
    "concept, not-in, 'a, d', 'b c'",
    "code, is-a, c, 'c d'",
    "code, =, b, 'b'",
    "code, in, 'a,d', 'a d'",
    "code, regex, '[ab]', 'a b'",
    "display, =, Blue one, 'b'",
    "display, regex, 'Blue.*', 'b'",
    "colour, =, red, 'a d'",
    "colour, in, 'red,blue', 'a b d'",
    "colour, not-in, red, 'b c'",
    "colour, exists, true, 'a b d'",
    "colour, exists, false, 'c'",
    "colour, regex, 'r.*', 'a d'"
  })
  void aFilterIncludesAndExcludesTheCodesThatPassIt(
      String property, String operator, String value, String codes) {
    List<String> passing = codes.isEmpty() ? List.of() : List.of(codes.split(" "));
    List<String> others = ALL.stream().filter(code -> !passing.contains(code)).toList();
    ValueSet included = Given.set(SET, SYSTEM);
    filter(included.getCompose().getIncludeFirstRep(), property, operator, value);
    ValueSet excluded = Given.set(SET + "-rest", SYSTEM);
    filter(excluded.getCompose().addExclude().setSystem(SYSTEM), property, operator, value);
    Asked asked =
        new Asked(Given.hosting(tree(), included, excluded, Given.set(SET + "-import", null, SET)));
    assertMembers(asked, SET, passing);
    assertMembers(asked, SET + "-import", passing);
    assertMembers(asked, SET + "-rest", others);
  }

  private static void assertMembers(Asked asked, String set, List<String> codes) {
    assertThat(asked.codes("url", set, "excludeNested", "true"))
        .as(set)
        .containsExactlyInAnyOrderElementsOf(codes);
    for (String code : ALL) {
      assertThat(
              asked.output(
                  "result", VALIDATE_IN_VALUE_SET, "url", set, "system", SYSTEM, "code", code))
          .as(set + " " + code)
          .isEqualTo(String.valueOf(codes.contains(code)));
    }
  }

  /** What the filter means is not known, so its set is neither empty nor complete. */
  @ParameterizedTest
  @CsvSource({
    "concept, is-a, z, Code 'z' not found",
    "colour, is-a, red, not supported",
    "size, =, big, not supported",
    "code, regex, '[a', Unclosed character class"
  })
  void aFilterWithoutMeaningIsAnError(String property, String operator, String value, String text) {
    ValueSet set = Given.set(SET, SYSTEM);
    filter(set.getCompose().getIncludeFirstRep(), property, operator, value);
    Asked asked = new Asked(Given.hosting(tree(), set));
    assertThat(asked.refusal(EXPAND, "url", SET)).startsWith("422: ").contains(text);
    assertThat(
            asked.output(
                "result", VALIDATE_IN_VALUE_SET, "url", SET, "system", SYSTEM, "code", "b"))
        .isEqualTo("false");
  }
}
