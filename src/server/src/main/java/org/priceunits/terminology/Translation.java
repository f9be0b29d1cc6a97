package org.priceunits.terminology;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/**
 * Performs {@code $translate}, also in reverse.
 *
 * <p>R4 and R5 name the parameters of this operation differently. A request with R5's names ({@code
 * sourceCode}, {@code targetCode} ...) is answered with R5's: {@code originMap} names the map, and
 * {@code source} is the coding that was translated.
 */
final class Translation {
  private static final String VALID = Canonicals.extension("valid");
  private static final String UNITS_RATIO = Canonicals.extension("units-ratio");

  private final CanonicalCatalog catalog;
  private final LocalDate day;
  private final Query query;
  private final TranslationQuestion question;
  private final List<ParametersParameterComponent> matches = new ArrayList<>();

  private Translation(PooledWorkerContext context, Query query) {
    this.catalog = context.catalog();
    this.day = context.call().day();
    this.query = query;
    this.question = TranslationQuestion.of(query);
  }

  static org.hl7.fhir.r4.model.Resource answer(PooledWorkerContext context, Query query) {
    return new Translation(context, query).answer();
  }

  private org.hl7.fhir.r4.model.Resource answer() {
    for (ConceptMap map : maps()) {
      for (ConceptMapGroupComponent group : map.getGroup()) {
        translate(map, group);
      }
    }
    Parameters answer = new Parameters();
    answer.addParameter("result", !matches.isEmpty());
    if (matches.isEmpty()) {
      answer.addParameter(
          "message", "No map that is hosted here translates '" + question.asked().getCode() + "'.");
    }
    matches.forEach(answer::addParameter);
    return answer;
  }

  private List<ConceptMap> maps() {
    String url = query.text("url");
    if (url == null) {
      return catalog.conceptMaps();
    }
    String version = query.text("conceptMapVersion");
    List<ConceptMap> named =
        catalog.conceptMaps().stream().filter(map -> isNamed(map, url, version)).toList();
    if (named.isEmpty()) {
      throw QueryRefusedException.notFound(404, "Concept map '" + url + "' is not known here.");
    }
    return named;
  }

  private static boolean isNamed(ConceptMap map, String url, @Nullable String version) {
    String versioned = map.getUrl() + "|" + map.getVersion();
    return version == null
        ? url.equals(map.getUrl()) || url.equals(versioned)
        : versioned.equals(url + "|" + version);
  }

  private void translate(ConceptMap map, ConceptMapGroupComponent group) {
    boolean reverse = question.reverse();
    String from = reverse ? group.getTarget() : group.getSource();
    String to = reverse ? group.getSource() : group.getTarget();
    if (!same(question.asked().getSystem(), from) || !same(question.otherSystem(), to)) {
      return;
    }
    for (SourceElementComponent element : group.getElement()) {
      for (TargetElementComponent target : element.getTarget()) {
        String code = reverse ? target.getCode() : element.getCode();
        if (Objects.equals(question.asked().getCode(), code) && isValid(target)) {
          Coding source = coding(group.getSource(), element.getCode(), element.getDisplay());
          match(
              map,
              target,
              source,
              coding(group.getTarget(), target.getCode(), target.getDisplay()));
        }
      }
    }
  }

  private void match(ConceptMap map, TargetElementComponent target, Coding source, Coding found) {
    ParametersParameterComponent match = new ParametersParameterComponent(new StringType("match"));
    match.addPart().setName("equivalence").setValue(new CodeType(target.getEquivalence().toCode()));
    if (question.inR5Words()) {
      match.addPart().setName("concept").setValue(found);
      match.addPart().setName("originMap").setValue(new CanonicalType(versioned(map)));
      if (question.reverse()) {
        match.addPart().setName("source").setValue(source);
      }
    } else {
      match.addPart().setName("concept").setValue(question.reverse() ? source : found);
      match.addPart().setName("source").setValue(new UriType(map.getUrl()));
    }
    if (target.getExtensionByUrl(UNITS_RATIO) != null) {
      match
          .addPart()
          .setName("units-ratio")
          .setValue(target.getExtensionByUrl(UNITS_RATIO).getValue());
    }
    matches.add(match);
  }

  /** Returns true if a target is valid on the day; a target without a period is always valid. */
  private boolean isValid(TargetElementComponent target) {
    Extension valid = target.getExtensionByUrl(VALID);
    return valid == null
        || !(valid.getValue() instanceof Period period)
        || !begins(period).isAfter(day) && !ends(period).isBefore(day);
  }

  private static LocalDate begins(Period period) {
    return period.hasStart()
        ? LocalDate.parse(period.getStartElement().getValueAsString().substring(0, 10))
        : LocalDate.MIN;
  }

  private static LocalDate ends(Period period) {
    return period.hasEnd()
        ? LocalDate.parse(period.getEndElement().getValueAsString().substring(0, 10))
        : LocalDate.MAX;
  }

  private static String versioned(ConceptMap map) {
    return map.hasVersion() ? map.getUrl() + "|" + map.getVersion() : map.getUrl();
  }

  private static Coding coding(@Nullable String system, String code, @Nullable String display) {
    return new Coding().setSystem(system).setCode(code).setDisplay(display);
  }

  private static boolean same(@Nullable String asked, @Nullable String stated) {
    return asked == null || asked.equals(stated);
  }

  /** The coding to translate, and the target system. */
  record TranslationQuestion(
      Coding asked, @Nullable String otherSystem, boolean reverse, boolean inR5Words) {

    static TranslationQuestion of(Query query) {
      boolean backward = query.has("targetCode") || query.has("targetCoding");
      boolean r5 =
          backward
              || query.has("sourceCode")
              || query.has("sourceCoding")
              || query.has("sourceCodeableConcept");
      String from = backward ? query.text("targetSystem") : first(query, "system", "sourceSystem");
      String to =
          backward ? query.text("sourceSystem") : first(query, "targetsystem", "targetSystem");
      Coding coding = coding(query);
      String code = first(query, "code", "sourceCode", "targetCode");
      if (coding == null && code == null) {
        throw QueryRefusedException.missing(
            "Parameter 'code', 'coding' or 'codeableConcept' is missing.");
      }
      Coding asked = eleven(coding == null ? new Coding().setSystem(from).setCode(code) : coding);
      return new TranslationQuestion(asked, to, backward || query.flag("reverse"), r5);
    }

    /** Normalizes an NDC to eleven digits, the format in maps. */
    private static Coding eleven(Coding coding) {
      return Canonicals.NDC.equals(coding.getSystem())
          ? Ndc.of(coding.getCode()).map(ndc -> coding.setCode(ndc.value())).orElse(coding)
          : coding;
    }

    private static @Nullable Coding coding(Query query) {
      for (String name : List.of("coding", "sourceCoding", "targetCoding")) {
        var coding = query.value(name, org.hl7.fhir.r5.model.Coding.class);
        if (coding != null) {
          return new Coding().setSystem(coding.getSystem()).setCode(coding.getCode());
        }
      }
      for (String name :
          List.of("codeableConcept", "sourceCodeableConcept", "targetCodeableConcept")) {
        var concept = query.value(name, org.hl7.fhir.r5.model.CodeableConcept.class);
        if (concept != null && concept.hasCoding()) {
          return new Coding()
              .setSystem(concept.getCodingFirstRep().getSystem())
              .setCode(concept.getCodingFirstRep().getCode());
        }
      }
      return null;
    }

    private static @Nullable String first(Query query, String... names) {
      return Stream.of(names).map(query::text).filter(Objects::nonNull).findFirst().orElse(null);
    }
  }
}
