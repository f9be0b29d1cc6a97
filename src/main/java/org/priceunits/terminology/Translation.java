package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/** {@code $translate}, also in reverse. */
final class Translation {
  private final CanonicalCatalog catalog;
  private final Query query;
  private final @Nullable String targetSystem;
  private final List<ParametersParameterComponent> matches = new ArrayList<>();

  private Translation(CanonicalCatalog catalog, Query query) {
    this.catalog = catalog;
    this.query = query;
    this.targetSystem = hosted(query.text("targetSystem", query.text("targetsystem", "")));
  }

  static Reply answer(LibraryContext context, Query query) {
    return new Translation(context.catalog(), query).answer();
  }

  private Reply answer() {
    boolean toSource =
        query.flag("reverse") || query.has("targetCode") || query.has("targetCoding");
    Coding asked = asked();
    for (ConceptMap map : maps()) {
      for (ConceptMapGroupComponent group : map.getGroup()) {
        if (toSource) {
          backward(map, group, asked);
        } else {
          forward(map, group, asked);
        }
      }
    }
    Parameters answer = new Parameters();
    answer.addParameter("result", !matches.isEmpty());
    if (matches.isEmpty()) {
      answer.addParameter(
          "message", "No map that is hosted here translates '" + asked.getCode() + "'.");
    }
    matches.forEach(answer::addParameter);
    return new Reply.Answered(answer);
  }

  private Coding asked() {
    for (String name : List.of("coding", "sourceCoding", "targetCoding")) {
      var coding = query.value(name, org.hl7.fhir.r5.model.Coding.class);
      if (coding != null) {
        return new Coding().setSystem(hosted(coding.getSystem())).setCode(coding.getCode());
      }
    }
    String code = query.text("code", query.text("sourceCode", query.text("targetCode", "")));
    if (code.isEmpty()) {
      throw Refusal.missing("Parameter 'code', 'coding' or 'codeableConcept' is missing.");
    }
    String system =
        query.has("targetCode")
            ? query.text("targetSystem")
            : query.text("system", query.text("sourceSystem", ""));
    return new Coding().setSystem(hosted(system)).setCode(code);
  }

  private List<ConceptMap> maps() {
    String url = query.text("url");
    if (url == null) {
      return catalog.conceptMaps();
    }
    List<ConceptMap> named =
        catalog.conceptMaps().stream()
            .filter(map -> isNamed(map, url, query.text("conceptMapVersion")))
            .toList();
    if (named.isEmpty()) {
      throw Refusal.notFound(404, "Concept map '" + url + "' is not known here.");
    }
    return named;
  }

  private static boolean isNamed(ConceptMap map, String url, @Nullable String version) {
    String versioned = map.getUrl() + "|" + map.getVersion();
    return version == null
        ? url.equals(map.getUrl()) || url.equals(versioned)
        : versioned.equals(url + "|" + version);
  }

  private void forward(ConceptMap map, ConceptMapGroupComponent group, Coding asked) {
    if (!sameSystem(group.getSource(), asked.getSystem())
        || !sameSystem(group.getTarget(), targetSystem)) {
      return;
    }
    for (SourceElementComponent element : group.getElement()) {
      if (Objects.equals(element.getCode(), asked.getCode())) {
        element
            .getTarget()
            .forEach(
                target ->
                    match(
                        map,
                        target,
                        coding(group.getTarget(), target.getCode(), target.getDisplay())));
      }
    }
  }

  private void backward(ConceptMap map, ConceptMapGroupComponent group, Coding asked) {
    if (!sameSystem(group.getTarget(), asked.getSystem())) {
      return;
    }
    for (SourceElementComponent element : group.getElement()) {
      for (TargetElementComponent target : element.getTarget()) {
        if (Objects.equals(target.getCode(), asked.getCode())) {
          match(map, target, coding(group.getSource(), element.getCode(), element.getDisplay()));
        }
      }
    }
  }

  private void match(ConceptMap map, TargetElementComponent target, Coding concept) {
    ParametersParameterComponent match = new ParametersParameterComponent(new StringType("match"));
    match.addPart().setName("equivalence").setValue(new CodeType(target.getEquivalence().toCode()));
    match.addPart().setName("concept").setValue(concept);
    match.addPart().setName("source").setValue(new UriType(map.getUrl()));
    match
        .addPart()
        .setName("originMap")
        .setValue(new CanonicalType(map.getUrl() + "|" + map.getVersion()));
    matches.add(match);
  }

  private static Coding coding(@Nullable String system, String code, @Nullable String display) {
    return new Coding().setSystem(system).setCode(code).setDisplay(display);
  }

  private static boolean sameSystem(@Nullable String stated, @Nullable String asked) {
    return asked == null || asked.isEmpty() || asked.equals(stated);
  }

  private @Nullable String hosted(@Nullable String system) {
    return system == null ? null : catalog.hosted(system);
  }
}
