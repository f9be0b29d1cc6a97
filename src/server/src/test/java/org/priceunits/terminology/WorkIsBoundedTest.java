package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.priceunits.terminology.TerminologyOperation.EXPAND;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_BATCH;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests small requests whose answers would take hours, or all memory. */
class WorkIsBoundedTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";
  private static final Duration SOON = Duration.ofSeconds(10);

  /** The relation between a value set of the chain and the next one. */
  enum Shape {
    INCLUDES_TWICE(24),
    INCLUDES_IN_TWO_PARTS(24),
    EXCLUDES_TWICE(60),
    INCLUDES_AND_EXCLUDES(24),
    INCLUDES_ONCE(20_000);

    private final int sets;

    Shape(int sets) {
      this.sets = sets;
    }

    List<ValueSet> row() {
      return IntStream.range(0, sets).mapToObj(this::set).toList();
    }

    private ValueSet set(int number) {
      if (number == sets - 1) {
        ValueSet last = Given.set(SET + number, SYSTEM);
        last.getCompose().getIncludeFirstRep().addConcept().setCode("a");
        return last;
      }
      String next = SET + (number + 1);
      return switch (this) {
        case INCLUDES_ONCE -> Given.set(SET + number, null, next);
        case INCLUDES_TWICE -> Given.set(SET + number, null, next, next);
        case INCLUDES_IN_TWO_PARTS -> {
          ValueSet set = Given.set(SET + number, null, next);
          set.getCompose().addInclude().addValueSet(next);
          yield set;
        }
        case EXCLUDES_TWICE -> {
          ValueSet set = Given.set(SET + number, SYSTEM);
          set.getCompose().addExclude().addValueSet(next);
          set.getCompose().addExclude().addValueSet(next);
          yield set;
        }
        case INCLUDES_AND_EXCLUDES -> {
          ValueSet set = Given.set(SET + number, null, next);
          set.getCompose().addExclude().addValueSet(next);
          yield set;
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void setsThatComeWithTheCallAreBounded(Shape shape) {
    Asked asked = new Asked(Given.hosting(system()));
    for (TerminologyOperation operation : List.of(EXPAND, VALIDATE_IN_VALUE_SET)) {
      Parameters request = question();
      shape.row().forEach(set -> request.addParameter().setName("tx-resource").setResource(set));
      assertBounded(operation, soon(asked, operation, request));
    }
  }

  @ParameterizedTest
  @EnumSource
  void storedSetsAreBounded(Shape shape) {
    List<Resource> stored = new ArrayList<>(shape.row());
    stored.add(system());
    Asked asked = new Asked(Given.hosting(stored.toArray(Resource[]::new)));
    for (TerminologyOperation operation : List.of(EXPAND, VALIDATE_IN_VALUE_SET)) {
      assertBounded(operation, soon(asked, operation, question()));
    }
  }

  /** A code is often found, or excluded, before all sets have been examined. */
  private static void assertBounded(TerminologyOperation operation, String outcome) {
    if (operation == EXPAND || !outcome.equals("answered")) {
      assertThat(outcome).startsWith("422: The value sets import each");
    }
  }

  private static Parameters question() {
    return Given.request("url", SET + "0", "system", SYSTEM, "code", "b");
  }

  /**
   * Ten parts of a formulary share their base, which cannot reasonably be written in another way.
   */
  @Test
  void aSetThatSeveralOthersShareIsExpanded() {
    List<Resource> stored = new ArrayList<>();
    stored.add(system());
    stored.add(Given.set(SET + "base", SYSTEM));
    String[] parts = IntStream.range(0, 10).mapToObj(i -> SET + "part" + i).toArray(String[]::new);
    for (String part : parts) {
      stored.add(Given.set(part, null, SET + "base", SET + "base"));
    }
    stored.add(Given.set(SET + "0", null, parts));
    Asked asked = new Asked(Given.hosting(stored.toArray(Resource[]::new)));
    assertThat(asked.codes("url", SET + "0")).containsExactly("a", "b");
    assertThat(
            asked.output(
                "result", VALIDATE_IN_VALUE_SET, "url", SET + "0", "system", SYSTEM, "code", "a"))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 4_000})
  void codingsOfOneConceptAreBounded(int codings) {
    CodeableConcept concept = new CodeableConcept();
    for (int i = 0; i < codings; i++) {
      concept.addCoding().setSystem(SYSTEM).setCode("c" + i);
    }
    Parameters own = new Parameters();
    own.addParameter().setName("codeableConcept").setValue(concept);
    Parameters batch = new Parameters();
    batch.addParameter().setName("validation").setResource(own);
    Asked asked = new Asked(Given.hosting(system(), Given.set(SET, SYSTEM)));
    for (TerminologyOperation operation : List.of(VALIDATE_IN_CODE_SYSTEM, VALIDATE_BATCH)) {
      String answer = soon(asked, operation, operation == VALIDATE_BATCH ? batch : own);
      if (codings > TerminologyBounds.CODINGS) {
        assertThat(answer)
            .isEqualTo(
                "422: Parameter 'codeableConcept' has %d codings; 100 are looked at at once. Ask"
                    + " about the others in a second call.",
                codings);
      } else {
        assertThat(answer).isEqualTo("answered");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1000, answered", "1001, 422: The call has 1001 validations"})
  void validationsOfOneBatchAreBounded(int validations, String answer) {
    Parameters batch = new Parameters();
    for (int i = 0; i < validations; i++) {
      batch
          .addParameter()
          .setName("validation")
          .setResource(Given.request("system", SYSTEM, "url", SYSTEM, "code", "a"));
    }
    assertThat(soon(new Asked(Given.hosting(system())), VALIDATE_BATCH, batch)).startsWith(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "VALIDATE_IN_CODE_SYSTEM, code",
    "VALIDATE_IN_CODE_SYSTEM, display",
    "VALIDATE_IN_CODE_SYSTEM, url",
    "VALIDATE_IN_VALUE_SET, code",
    "VALIDATE_IN_VALUE_SET, system",
    "VALIDATE_IN_VALUE_SET, coding",
    "EXPAND, filter",
    "EXPAND, url",
    "LOOKUP, code",
    "LOOKUP, system",
    "TRANSLATE, code",
    "SUBSUMES, codeA",
    "VALIDATE_BATCH, code"
  })
  void textsAreBounded(TerminologyOperation operation, String name) {
    Parameters request = new Parameters();
    request.addParameter().setName(name).setValue(value(name, "x".repeat(1 << 20)));
    Parameters batch = new Parameters();
    batch.addParameter().setName("validation").setResource(request);
    Asked asked = new Asked(Given.hosting(system(), Given.set(SET, SYSTEM)));
    assertThat(soon(asked, operation, operation == VALIDATE_BATCH ? batch : request))
        .isEqualTo(
            "422: Parameter '%s' holds a text of 1048576 characters; 4096 are the most. Shorten"
                + " it.",
            name);
  }

  /** Each bound that an operator sets is the one that a call meets, and that its refusal names. */
  @ParameterizedTest
  @CsvSource({
    "EXPAND, url, http://x.org/vs-chain, '2 sets inside each other'",
    "EXPAND, url, http://x.org/vs-chain, '5,000 steps'",
    "LOOKUP, code, 'a text of more than thirty characters', 'a text of 37 characters; 30 are the"
        + " most'",
    "EXPAND, displayLanguage, 'de,fr,en', 'more than 2 languages'"
  })
  void theBoundsAreThoseOfTheOperator(
      TerminologyOperation operation, String name, String value, String text) {
    TerminologyBounds tight =
        new TerminologyBounds(10, 100, 5_000, 2, Duration.ofSeconds(5), 30, 3, 4, 2);
    Terminology bounded =
        Terminology.of(
            List.of(
                system(),
                Given.set(SET, SYSTEM),
                Given.set(SET + "-next", null, SET),
                Given.set(SET + "-chain", null, SET + "-next")),
            Clock.systemUTC(),
            tight);
    Parameters request = new Parameters();
    if (!name.equals("url")) {
      request.addParameter().setName("url").setValue(new UriType(SET));
    }
    request.addParameter().setName(name).setValue(value(name, value));
    assertThat(soon(new Asked(bounded), operation, request)).startsWith("422: ").contains(text);
  }

  private static Type value(String name, String text) {
    return switch (name) {
      case "coding" -> new org.hl7.fhir.r4.model.Coding().setSystem(SYSTEM).setCode(text);
      case "url", "system" -> new UriType(text);
      case "display", "filter" -> new StringType(text);
      default -> new CodeType(text);
    };
  }

  private static org.hl7.fhir.r4.model.CodeSystem system() {
    return Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, "a", "b");
  }

  /** Returns "answered", or status and text of the refusal. */
  private static String soon(Asked asked, TerminologyOperation operation, Parameters request) {
    return assertTimeoutPreemptively(SOON, () -> asked.outcome(operation, request));
  }
}
