package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.priceunits.terminology.TerminologyOperation.EXPAND;
import static org.priceunits.terminology.TerminologyOperation.SUBSUMES;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests concepts that state their parents as properties. */
class HierarchiesAreBoundedTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";

  /** Creates a code system from pairs of a code and its parents: {@code b:a} {@code c:a,b}. */
  private static CodeSystem system(String... concepts) {
    CodeSystem system = Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE);
    system
        .addProperty()
        .setCode("parent")
        .setUri("http://hl7.org/fhir/concept-properties#parent")
        .setType(PropertyType.CODE);
    for (String stated : concepts) {
      String[] codes = stated.split("[:,]");
      ConceptDefinitionComponent concept = system.addConcept().setCode(codes[0]);
      for (int i = 1; i < codes.length; i++) {
        concept.addProperty().setCode("parent").setValue(new CodeType(codes[i]));
      }
    }
    return system;
  }

  private static ValueSet below(String code) {
    ValueSet set = Given.set(SET, SYSTEM);
    set.getCompose()
        .getIncludeFirstRep()
        .addFilter()
        .setProperty("concept")
        .setOp(FilterOperator.ISA)
        .setValue(code);
    return set;
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, equivalent",
    "a, c, subsumes",
    "c, a, subsumed-by",
    "c, d, not-subsumed",
    "b, c, subsumes",
    "d, c, not-subsumed"
  })
  void parentsSubsume(String a, String b, String outcome) {
    Asked asked = new Asked(Given.hosting(system("a", "b:a", "c:b", "d:a")));
    assertThat(asked.output("outcome", SUBSUMES, "system", SYSTEM, "codeA", a, "codeB", b))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "'a:a', a", // a concept in itself
    "'a:b b:a', a", // a circle of two
    "'a:c b:a c:b d:c', 'a b c d'", // a circle of three, and one below it
    "'a:absent b:a', 'a b'" // a parent that is not there
  })
  void circlesAndAbsentParentsAreAnswered(String concepts, String codes) {
    Asked stored = new Asked(Given.hosting(system(concepts.split(" ")), below("a")));
    Asked inline = new Asked(Given.hosting());
    Parameters request = Given.request("url", SET);
    request.addParameter().setName("tx-resource").setResource(system(concepts.split(" ")));
    request.addParameter().setName("tx-resource").setResource(below("a"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(stored.codes("url", SET, "excludeNested", "true")).contains(codes.split(" "));
          assertThat(inline.outcome(EXPAND, request)).isEqualTo("answered");
          assertThat(
                  stored.output(
                      "result", VALIDATE_IN_VALUE_SET, "url", SET, "system", SYSTEM, "code", "a"))
              .isEqualTo("true");
        });
  }

  /** Each concept has both concepts of the level above as parents: 2^30 ways lead down. */
  @Test
  void aLadderOfTwoParentsIsRefused() {
    List<String> ladder =
        IntStream.range(1, 31)
            .boxed()
            .flatMap(
                level ->
                    List.of("l%d:l%d,r%d", "r%d:l%d,r%d").stream()
                        .map(form -> form.formatted(level, level - 1, level - 1)))
            .toList();
    String[] concepts =
        Stream.concat(Stream.of("l0", "r0"), ladder.stream()).toArray(String[]::new);
    Asked asked = new Asked(Given.hosting(system(concepts), below("l0")));
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThat(asked.refusal(EXPAND, "url", SET)).startsWith("422:"));
  }

  @Test
  void aChainOfManyParentsIsAnswered() {
    String[] chain =
        IntStream.range(0, 5_000)
            .mapToObj(i -> i == 0 ? "c0" : "c%d:c%d".formatted(i, i - 1))
            .toArray(String[]::new);
    Asked asked = new Asked(Given.hosting(system(chain), below("c0")));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(asked.codes("url", SET)).containsExactly("c0"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(asked.codes("url", SET, "excludeNested", "true")).contains("c0", "c100"));
  }

  private static String[] chain(int levels) {
    return IntStream.range(0, levels)
        .mapToObj(i -> i == 0 ? "c0" : "c%d:c%d".formatted(i, i - 1))
        .toArray(String[]::new);
  }

  /** The library sees 200 levels. */
  @ParameterizedTest
  @CsvSource({
    "c0, c199, subsumes",
    "c0, c200, subsumes",
    "c0, c201, subsumes",
    "c4999, c0, subsumed-by",
    "c150, c2500, subsumes"
  })
  void anyNumberOfLevelsSubsumes(String a, String b, String outcome) {
    Asked asked = new Asked(Given.hosting(system(chain(5_000))));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThat(asked.output("outcome", SUBSUMES, "system", SYSTEM, "codeA", a, "codeB", b))
                .isEqualTo(outcome));
  }

  @Test
  void aLadderOfTwoParentsSubsumes() {
    String[] ladder =
        IntStream.range(0, 500)
            .boxed()
            .flatMap(
                level ->
                    level == 0
                        ? Stream.of("l0", "r0")
                        : Stream.of("l", "r")
                            .map(
                                side ->
                                    "%s%d:l%d,r%d".formatted(side, level, level - 1, level - 1)))
            .toArray(String[]::new);
    Asked asked = new Asked(Given.hosting(system(ladder)));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(
                  asked.output(
                      "outcome", SUBSUMES, "system", SYSTEM, "codeA", "l0", "codeB", "r499"))
              .isEqualTo("subsumes");
          assertThat(
                  asked.output("outcome", SUBSUMES, "system", SYSTEM, "codeA", "l9", "codeB", "r9"))
              .isEqualTo("not-subsumed");
        });
  }

  /** a, b and c are a circle, d lies below it and above nothing; e is apart. */
  @ParameterizedTest
  @CsvSource({
    "a, d, subsumes",
    "c, d, subsumes",
    "d, b, subsumed-by",
    "e, a, not-subsumed",
    "a, a, equivalent",
    "a, b, 422: Each of the two codes lies below the other",
    "c, a, 422: Each of the two codes lies below the other"
  })
  void aCircleTellsNothingOfItselfAlone(String a, String b, String outcome) {
    Asked asked = new Asked(Given.hosting(system("a:c", "b:a", "c:b", "d:c", "e", "f:f")));
    String[] question = {"system", SYSTEM, "codeA", a, "codeB", b};
    String told = asked.outcome(SUBSUMES, Given.request(question));
    assertThat(told.equals("answered") ? asked.output("outcome", SUBSUMES, question) : told)
        .startsWith(outcome);
  }
}
