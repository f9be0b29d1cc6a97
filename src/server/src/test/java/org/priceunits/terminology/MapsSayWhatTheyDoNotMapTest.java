package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.TRANSLATE;

import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedComponent;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedMode;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code $translate} by maps that have more than codes and their targets. */
class MapsSayWhatTheyDoNotMapTest {
  private static final String FROM = "http://x.org/from";
  private static final String TO = "http://x.org/to";
  private static final String MAP = "http://x.org/map";
  private static final String SEX = "http://x.org/sex";

  /** a is b; u has no target; n is unrelated; s is m or f by sex, and comes with a site. */
  private static ConceptMap map(String url) {
    ConceptMap map = new ConceptMap();
    map.setUrl(url).setVersion("1").setStatus(PublicationStatus.ACTIVE);
    var group = map.addGroup().setSource(FROM).setSourceVersion("1").setTarget(TO);
    var a = group.addElement().setCode("a");
    a.addTarget().setCode("b").setEquivalence(ConceptMapEquivalence.EQUIVALENT);
    group.addElement().setCode("u");
    var n = group.addElement().setCode("n");
    n.addTarget().setCode("b").setEquivalence(ConceptMapEquivalence.DISJOINT);
    var s = group.addElement().setCode("s");
    for (String sex : List.of("m", "f")) {
      var target = s.addTarget().setCode(sex).setEquivalence(ConceptMapEquivalence.NARROWER);
      target.addDependsOn().setProperty(SEX).setValue(sex);
      target.addProduct().setProperty("http://x.org/site").setSystem(TO).setValue("site-" + sex);
    }
    return map;
  }

  private static ConceptMap unmapped(String url, String mode, String value) {
    ConceptMap map = map(url);
    ConceptMapGroupUnmappedComponent unmapped = map.getGroupFirstRep().getUnmapped();
    unmapped.setMode(ConceptMapGroupUnmappedMode.fromCode(mode));
    if (mode.equals("fixed")) {
      unmapped.setCode(value).setDisplay("Other");
    } else if (mode.equals("other-map")) {
      unmapped.setUrl(value);
    }
    return map;
  }

  private static ConceptMap other() {
    ConceptMap map = new ConceptMap();
    map.setUrl("http://x.org/other").setVersion("1").setStatus(PublicationStatus.ACTIVE);
    var group = map.addGroup().setSource(FROM).setTarget(TO);
    group
        .addElement()
        .setCode("z")
        .addTarget()
        .setCode("y")
        .setEquivalence(ConceptMapEquivalence.EQUAL);
    return map;
  }

  private static Asked hosting(ConceptMap... maps) {
    ValueSet some = Given.set("http://x.org/some", FROM);
    some.getCompose().getIncludeFirstRep().addConcept().setCode("a");
    some.getCompose().getIncludeFirstRep().addConcept().setCode("z");
    org.hl7.fhir.r4.model.Resource[] all = new org.hl7.fhir.r4.model.Resource[maps.length + 4];
    all[0] = Given.system(FROM, "1", CodeSystemContentMode.COMPLETE, "a", "u", "n", "s", "z");
    all[1] = Given.system(TO, "1", CodeSystemContentMode.COMPLETE, "b", "m", "f", "y", "o");
    all[2] = some;
    all[3] = Given.set("http://x.org/targets", TO);
    System.arraycopy(maps, 0, all, 4, maps.length);
    return new Asked(Given.hosting(all));
  }

  private static String translated(Asked asked, String... more) {
    String result = asked.output("result", TRANSLATE, more);
    return result + " " + String.join(" ", asked.translations(more));
  }

  @ParameterizedTest
  @CsvSource({
    "provided, , a, 'true b'",
    "provided, , z, 'true z'",
    "provided, , u, 'false '", // the map knows it, and that it has no target
    "fixed, o, a, 'true b'",
    "fixed, o, z, 'true o'",
    "provided, , q, 'false '", // the complete code system does not have it
    "fixed, o, q, 'false '",
    "other-map, http://x.org/other, a, 'true b'",
    "other-map, http://x.org/other, z, 'true y'",
    "other-map, http://x.org/other|1, z, 'true y'",
    "other-map, http://x.org/other, q, 'false '"
  })
  void aMapSaysWhatBecomesOfOtherCodes(String mode, String value, String code, String found) {
    Asked asked = hosting(unmapped(MAP, mode, value), other());
    assertThat(translated(asked, "url", MAP, "system", FROM, "code", code)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "http://x.org/none, 422: Concept map 'http://x.org/none' is not known here",
    "http://x.org/map, 422: The concept maps refer to each other in a circle"
  })
  void aMapThatRefersToNoneOrToItselfIsRefused(String other, String refusal) {
    assertThat(
            hosting(unmapped(MAP, "other-map", other))
                .refusal(TRANSLATE, "url", MAP, "system", FROM, "code", "z"))
        .startsWith(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "n, 'false b'", // the map says that they have nothing in common
    "a, 'true b'",
    "q, 'false '"
  })
  void whatHasNothingInCommonIsNoTranslation(String code, String found) {
    assertThat(translated(hosting(map(MAP)), "system", FROM, "code", code)).isEqualTo(found);
  }

  private static Parameters question(String code, String sex) {
    Parameters request = Given.request("system", FROM, "code", code);
    if (sex != null) {
      ParametersParameterComponent dependency = request.addParameter().setName("dependency");
      dependency.addPart().setName("element").setValue(new UriType(SEX));
      dependency
          .addPart()
          .setName("concept")
          .setValue(new CodeableConcept().addCoding(new Coding().setCode(sex)));
    }
    return request;
  }

  @ParameterizedTest
  @CsvSource({
    "a, , concept=b",
    "s, f, concept=f product=site-f",
    "s, m, concept=m product=site-m",
    "s, x, ''",
    "s, , ''"
  })
  void aMappingThatDependsOnAnotherElementNeedsIt(String code, String sex, String found) {
    Terminology terminology = Given.hosting(map(MAP));
    Parameters answer =
        (Parameters)
            ((Reply.Answered) terminology.answer(TRANSLATE, question(code, sex))).resource();
    assertThat(
            answer.getParameter().stream()
                .flatMap(match -> match.getPart().stream())
                .filter(part -> part.getName().matches("concept|product"))
                .map(part -> part.getName() + "=" + code(part))
                .collect(Collectors.joining(" ")))
        .isEqualTo(found);
    if (found.isEmpty()) {
      assertThat(answer.getParameter("message").getValue().primitiveValue())
          .contains("http://x.org/sex = m, or http://x.org/sex = f");
    }
  }

  private static String code(ParametersParameterComponent part) {
    return part.getValue() instanceof Coding coding
        ? coding.getCode()
        : ((Coding) part.getPart().get(1).getValue()).getCode();
  }

  /** A code of no system may be of any. */
  @ParameterizedTest
  @CsvSource({
    ", , true",
    ", http://x.org/p, true",
    "http://x.org/p, http://x.org/p, true",
    "http://x.org/p, http://x.org/q, false",
    "http://x.org/p, , false"
  })
  void aMappingThatDependsOnACodeOfASystemNeedsThatSystem(
      String mapped, String stated, boolean result) {
    ConceptMap map = map(MAP);
    var f = map.getGroupFirstRep().getElement().get(3).getTarget().get(1);
    f.getDependsOnFirstRep().setSystem(mapped);
    Parameters request = question("s", "f");
    CodeableConcept value =
        (CodeableConcept) request.getParameter().get(2).getPart().get(1).getValue();
    value.getCodingFirstRep().setSystem(stated);
    Parameters answer =
        (Parameters) ((Reply.Answered) Given.hosting(map).answer(TRANSLATE, request)).resource();
    assertThat(answer.getParameterBool("result")).isEqualTo(result);
    if (!result) {
      assertThat(answer.getParameter("message").getValue().primitiveValue())
          .contains("http://x.org/sex = f of http://x.org/p");
    }
  }

  /** R4 reverses the meaning of source and target: the code was chosen from the target. */
  @ParameterizedTest
  @CsvSource({
    "b, target, http://x.org/targets, 'true a'",
    "b, target, http://x.org/some, 'false '", // b is not of the set that it was chosen from
    "b, source, http://x.org/some, 'true a'",
    "b, source, http://x.org/targets, 'false '", // a is not of the set that is sought
    "b, targetsystem, http://x.org/from, 'true a'",
    "b, targetsystem, http://x.org/to, 'false '",
    "q, target, http://x.org/targets, 'false '"
  })
  void reverseReversesSourceAndTarget(String code, String name, String value, String found) {
    ConceptMap map = map(MAP);
    map.getGroupFirstRep().getElement().removeIf(element -> "n".equals(element.getCode()));
    assertThat(translated(hosting(map), "system", TO, "code", code, "reverse", "true", name, value))
        .isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "source, http://x.org/some, a, 'true b'",
    "source, http://x.org/some, n, 'false '", // not of the set
    "target, http://x.org/targets, a, 'true b'",
    "target, http://x.org/some, a, 'false '" // no target of the map is in that set
  })
  void setsOfTheCallBoundWhatIsTranslated(String name, String set, String code, String found) {
    assertThat(translated(hosting(map(MAP)), "system", FROM, "code", code, name, set))
        .isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "http://x.org/unhosted, 'true b'", // the set that the map states as its source
    "http://x.org/none, refused"
  })
  void aSetThatIsNotHostedIsThatOfTheMap(String set, String found) {
    ConceptMap map = map(MAP);
    map.setSource(new UriType("http://x.org/unhosted"));
    String[] question = {"system", FROM, "code", "a", "source", set};
    if ("refused".equals(found)) {
      assertThat(hosting(map).refusal(TRANSLATE, question)).startsWith("422: ");
    } else {
      assertThat(translated(hosting(map), question)).isEqualTo(found);
    }
  }

  /** A map can hold more than the set that it states as its target. */
  @ParameterizedTest
  @CsvSource({"http://x.org/targets, 'true b'", "http://x.org/some, 'false '"})
  void aSetThatIsHostedHoldsWhatItHolds(String set, String found) {
    ConceptMap map = map(MAP);
    map.setTarget(new UriType(set));
    assertThat(translated(hosting(map), "system", FROM, "code", "a", "target", set))
        .isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"a, 'true b'", "z, 'true o'", "q, 'false '"})
  void aFixedCodeIsForTheSourceSetOfTheMapAlone(String code, String found) {
    ConceptMap map = unmapped(MAP, "fixed", "o");
    map.setSource(new UriType("http://x.org/some"));
    assertThat(translated(hosting(map), "system", FROM, "code", code)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 'true b'",
    "2, 'false '", // the map is of version 1
    ", 'true b'"
  })
  void aMapOfAnotherVersionDoesNotApply(String version, String found) {
    String[] question =
        version == null
            ? new String[] {"system", FROM, "code", "a"}
            : new String[] {"system", FROM, "code", "a", "version", version};
    assertThat(translated(hosting(map(MAP)), question)).isEqualTo(found);
  }

  private static Parameters ofEither(String first, String second) {
    CodeableConcept concept = new CodeableConcept();
    concept.addCoding().setSystem(FROM).setCode(first);
    concept.addCoding().setSystem(FROM).setCode(second);
    Parameters request = new Parameters();
    request.addParameter().setName("codeableConcept").setValue(concept);
    Parameters answer =
        (Parameters)
            ((Reply.Answered) Given.hosting(map(MAP)).answer(TRANSLATE, request)).resource();
    return answer;
  }

  /** That a map says of a coding that it has no translation says nothing of the next. */
  @ParameterizedTest
  @CsvSource({"n, a, true", "a, n, true", "n, u, false"})
  void aCodingWithoutTranslationIsNotTheLast(String first, String second, boolean result) {
    assertThat(ofEither(first, second).getParameterBool("result")).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({"q, a, b", "a, q, b", "a, a, b"})
  void theFirstCodingThatIsMappedCounts(String first, String second, String found) {
    assertThat(
            ofEither(first, second).getParameter().stream()
                .filter(p -> "match".equals(p.getName())))
        .hasSize(1)
        .allMatch(match -> code(match.getPart().get(1)).equals(found));
  }
}
