package org.priceunits.terminology;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.PartialDates;

/**
 * Performs {@code $translate}, also in reverse.
 *
 * <p>R4 and R5 name the parameters of this operation differently. A request with R5's names ({@code
 * sourceCode}, {@code targetCode} ...) is answered with R5's: {@code originMap} names the map, and
 * {@code source} is the coding that was translated.
 */
final class Translation {
  private static final String VALID = Canonicals.extension("valid");

  /** What a map says of a code that has no translation. */
  private static final Set<ConceptMapEquivalence> NO_TRANSLATION =
      EnumSet.of(ConceptMapEquivalence.UNMATCHED, ConceptMapEquivalence.DISJOINT);

  private final PooledWorkerContext context;
  private final CanonicalCatalog catalog;
  private final LocalDate day;
  private final Query query;
  private final TranslationQuestion question;
  private final TranslationDependencies dependencies;
  private final List<ParametersParameterComponent> matches = new ArrayList<>();
  private final Set<String> unmet = new LinkedHashSet<>();
  private boolean translated;

  private Translation(PooledWorkerContext context, Query query) {
    this.context = context;
    this.catalog = context.catalog();
    this.day = context.call().day();
    this.query = query;
    this.question = TranslationQuestion.of(query);
    this.dependencies = TranslationDependencies.of(query);
  }

  static org.hl7.fhir.r4.model.Resource answer(PooledWorkerContext context, Query query) {
    return new Translation(context, query).answer();
  }

  private org.hl7.fhir.r4.model.Resource answer() {
    List<ConceptMap> maps = maps();
    if (question.asked().stream().noneMatch(Coding::hasSystem)) {
      throw QueryRefusedException.missing("Parameter 'system' is missing.");
    }
    for (Coding asked : question.asked()) {
      if (!translated && asked.hasSystem()) {
        maps.stream()
            .filter(map -> isIn(question.ownSet(), map, !question.reverse(), asked))
            .forEach(map -> translate(map, asked, Set.of(String.valueOf(map.getUrl()))));
      }
    }
    Parameters answer = new Parameters();
    answer.addParameter("result", translated);
    if (!translated) {
      answer.addParameter("message", message());
    }
    matches.forEach(answer::addParameter);
    return answer;
  }

  private String message() {
    String code = question.asked().get(0).getCode();
    String none = "No map that is hosted here translates '" + code + "'.";
    return unmet.isEmpty()
        ? none
        : none + " There are mappings where " + String.join(", or ", unmet) + ": see 'dependency'.";
  }

  /**
   * Returns true if a code is in the value set that the call names; where that is not hosted, if
   * the map is one of that set.
   *
   * @param source true for the side of the map that it translates from
   */
  private boolean isIn(@Nullable String set, ConceptMap map, boolean source, Coding coding) {
    Type declared = source ? map.getSource() : map.getTarget();
    boolean same = set != null && declared != null && set.equals(declared.primitiveValue());
    return set == null || same && catalog.valueSet(set, null) == null || isMember(set, coding);
  }

  private boolean isMember(String set, Coding coding) {
    org.hl7.fhir.r5.model.Coding member =
        new org.hl7.fhir.r5.model.Coding()
            .setSystem(coding.getSystem())
            .setVersion(coding.getVersion())
            .setCode(coding.getCode());
    return CodeValidation.isMember(context, query, member, SetsToUse.hosted(context, set, null));
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

  /**
   * @param path the maps that refer to this one for what they do not map, and this one, by URL
   */
  private void translate(ConceptMap map, Coding asked, Set<String> path) {
    for (ConceptMapGroupComponent group : map.getGroup()) {
      boolean reverse = question.reverse();
      String from = reverse ? group.getTarget() : group.getSource();
      String to = reverse ? group.getSource() : group.getTarget();
      String version = reverse ? group.getTargetVersion() : group.getSourceVersion();
      boolean applies =
          Canonicals.isSame(asked.getSystem(), from)
              && (question.otherSystem() == null || Canonicals.isSame(question.otherSystem(), to))
              && (version == null || same(asked.getVersion(), version));
      if (applies && !mapped(map, group, asked) && !reverse && group.hasUnmapped()) {
        unmapped(map, group, asked, path);
      }
    }
  }

  /** Returns true if a group has the code, with a target or without one. */
  private boolean mapped(ConceptMap map, ConceptMapGroupComponent group, Coding asked) {
    boolean found = false;
    for (SourceElementComponent element : group.getElement()) {
      found |= Objects.equals(asked.getCode(), element.getCode());
      for (TargetElementComponent target : element.getTarget()) {
        String code = question.reverse() ? target.getCode() : element.getCode();
        if (Objects.equals(asked.getCode(), code) && isValid(target) && isMet(target)) {
          match(
              map,
              target,
              coding(group.getSource(), element.getCode(), element.getDisplay()),
              coding(group.getTarget(), target.getCode(), target.getDisplay()));
        }
      }
    }
    return found;
  }

  private boolean isMet(TargetElementComponent target) {
    List<String> wanting = dependencies.unmet(target);
    if (!wanting.isEmpty()) {
      unmet.add(String.join(" and ", wanting));
    }
    return wanting.isEmpty();
  }

  /** Translates a code that a group does not have, as the group says. */
  private void unmapped(
      ConceptMap map, ConceptMapGroupComponent group, Coding asked, Set<String> path) {
    ConceptMapGroupUnmappedComponent unmapped = group.getUnmapped();
    if (!isInScope(map, asked) || unmapped.getMode() == null || !mayExist(group, asked)) {
      return;
    }
    Coding source = coding(group.getSource(), asked.getCode(), null);
    switch (unmapped.getMode()) {
      case PROVIDED -> match(map, null, source, coding(group.getTarget(), asked.getCode(), null));
      case FIXED ->
          match(
              map,
              null,
              source,
              coding(group.getTarget(), unmapped.getCode(), unmapped.getDisplay()));
      case OTHERMAP -> other(map, unmapped.getUrl(), asked, path);
      default -> {}
    }
  }

  /** A map says nothing of codes outside its source value set, if that is hosted. */
  private boolean isInScope(ConceptMap map, Coding asked) {
    String scope = map.hasSource() ? map.getSource().primitiveValue() : null;
    return scope == null || catalog.valueSet(scope, null) == null || isMember(scope, asked);
  }

  /** What becomes of all other codes is said of those that there are. */
  private boolean mayExist(ConceptMapGroupComponent group, Coding asked) {
    String version = asked.hasVersion() ? asked.getVersion() : group.getSourceVersion();
    CodeSystem system = catalog.codeSystem(asked.getSystem(), version);
    return system == null
        || catalog.concept(system, asked.getCode()) != null
        || catalog.onAnotherDay(system, asked.getCode()) != null
        || system.getContent() == CodeSystemContentMode.FRAGMENT
            && Fragments.leavesOpen(system, asked.getCode());
  }

  private void other(ConceptMap map, @Nullable String url, Coding asked, Set<String> path) {
    List<ConceptMap> named =
        url == null
            ? List.of()
            : catalog.conceptMaps().stream().filter(other -> isNamed(other, url, null)).toList();
    if (named.isEmpty()) {
      throw QueryRefusedException.notFound(
          422,
          "Concept map '%s' is not known here; '%s' refers to it.".formatted(url, map.getUrl()));
    }
    for (ConceptMap other : named) {
      Set<String> longer = new LinkedHashSet<>(path);
      if (!longer.add(other.getUrl())) {
        throw QueryRefusedException.of(
            422,
            IssueType.BUSINESSRULE,
            "The concept maps refer to each other in a circle: " + String.join(", ", path) + ".");
      }
      context.call().budget().spendOnSet();
      translate(other, asked, longer);
    }
  }

  /**
   * @param target null for a code that the map does not have
   */
  private void match(
      ConceptMap map, @Nullable TargetElementComponent target, Coding source, Coding found) {
    boolean reverse = question.reverse();
    if (!isIn(question.otherSet(), map, reverse, reverse ? source : found)) {
      return;
    }
    ParametersParameterComponent match = TranslationMatch.of(question, map, target, source, found);
    if (matches.stream().noneMatch(match::equalsDeep)) {
      matches.add(match);
      translated |= target == null || !NO_TRANSLATION.contains(target.getEquivalence());
    }
  }

  /** Returns true if a target is valid on the day; a target without a period is always valid. */
  private boolean isValid(TargetElementComponent target) {
    Extension valid = target.getExtensionByUrl(VALID);
    return valid == null
        || !(valid.getValue() instanceof Period period)
        || !begins(period).isAfter(day) && !ends(period).isBefore(day);
  }

  private static LocalDate begins(Period period) {
    return PartialDates.firstDay(period.getStartElement().getValueAsString()).orElse(LocalDate.MIN);
  }

  private static LocalDate ends(Period period) {
    return PartialDates.lastDay(period.getEndElement().getValueAsString()).orElse(LocalDate.MAX);
  }

  private Coding coding(@Nullable String system, String code, @Nullable String display) {
    return new Coding()
        .setSystem(system == null ? null : catalog.hosted(system))
        .setCode(code)
        .setDisplay(display);
  }

  private static boolean same(@Nullable String asked, @Nullable String stated) {
    return asked == null || asked.equals(stated);
  }
}
