package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Enumerations.FilterOperator;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetFilterComponent;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;
import org.hl7.fhir.utilities.regex.RegexTimeout;
import org.jspecify.annotations.Nullable;

/**
 * Replaces filters of FHIR that the library lacks, in expansions or in validations, by the codes
 * that pass them: child-of, descendent-leaf, generalizes, exists, and filters on codes and displays
 * by value.
 */
final class ConceptFilters {
  private static final Set<FilterOperator> ON_CONCEPTS =
      Set.of(FilterOperator.ISA, FilterOperator.ISNOTA, FilterOperator.DESCENDENTOF);

  /** Matches nothing; a part without any code would mean all codes of the system. */
  private static final String NO_CODE = "(?!)";

  private final CodeSystem system;
  private final CanonicalCatalog catalog;

  private ConceptFilters(CodeSystem system, CanonicalCatalog catalog) {
    this.system = system;
    this.catalog = catalog;
  }

  /**
   * Returns the set without filters that the library lacks and version patterns that it fails at;
   * the same one if it has none.
   */
  static ValueSet spelledOut(CallState call, ValueSet given) {
    ValueSet set = VersionPatterns.resolved(call.catalog(), given);
    if (parts(set).noneMatch(ConceptFilters::isSpelledOut)) {
      return set;
    }
    ValueSet changed = set.copy();
    parts(changed).filter(ConceptFilters::isSpelledOut).forEach(part -> spellOut(call, part));
    return changed;
  }

  private static Stream<ConceptSetComponent> parts(ValueSet set) {
    return Stream.concat(
        set.getCompose().getInclude().stream(), set.getCompose().getExclude().stream());
  }

  /** Returns true for a part of a value set with a filter that the library lacks. */
  private static boolean isSpelledOut(ConceptSetComponent part) {
    return part.getFilter().stream().anyMatch(ConceptFilters::isLacking);
  }

  private static boolean isLacking(ConceptSetFilterComponent filter) {
    FilterOperator operator = filter.getOp();
    if (operator == null || !filter.hasValue() || !filter.hasProperty()) {
      return false;
    }
    return switch (filter.getProperty()) {
      case "concept" -> !ON_CONCEPTS.contains(operator);
      case "code" -> operator != FilterOperator.REGEX;
      case "display" -> true;
      default -> operator == FilterOperator.EXISTS;
    };
  }

  /**
   * Replaces the filters of such a part by the codes that pass all of them; leaves it as it is if
   * one of them has no meaning, which the library then reports.
   */
  private static void spellOut(CallState call, ConceptSetComponent part) {
    CanonicalCatalog catalog = call.catalog();
    CodeSystem system =
        part.hasSystem() ? catalog.codeSystem(part.getSystem(), call.versionToUse(part)) : null;
    if (system == null || GrammarSystems.isGrammar(system)) {
      return;
    }
    ConceptFilters filters = new ConceptFilters(system, catalog);
    Predicate<ConceptDefinitionComponent> all = concept -> true;
    for (ConceptSetFilterComponent filter : part.getFilter()) {
      Predicate<ConceptDefinitionComponent> one = filters.test(filter);
      if (one == null) {
        return;
      }
      all = all.and(one);
    }
    List<String> found = new ArrayList<>();
    try {
      collect(system.getConcept(), all, found);
    } catch (IllegalArgumentException unusable) {
      return;
    }
    call.budget().spendOnSearches(found.size(), system.getConcept().size());
    part.getFilter().clear();
    found.forEach(code -> part.addConcept().setCode(code));
    if (found.isEmpty()) {
      part.addFilter().setProperty("code").setOp(FilterOperator.REGEX).setValue(NO_CODE);
    }
  }

  private static void collect(
      List<ConceptDefinitionComponent> concepts,
      Predicate<ConceptDefinitionComponent> passes,
      List<String> found) {
    for (ConceptDefinitionComponent concept : concepts) {
      if (passes.test(concept)) {
        found.add(concept.getCode());
      }
      collect(concept.getConcept(), passes, found);
    }
  }

  private @Nullable Predicate<ConceptDefinitionComponent> test(ConceptSetFilterComponent filter) {
    String value = filter.getValue();
    return switch (filter.getProperty()) {
      case "concept", "code" -> {
        var byPlace = place(filter.getOp(), value);
        yield byPlace == null ? text(filter, ConceptDefinitionComponent::getCode) : byPlace;
      }
      case "display" -> text(filter, ConceptDefinitionComponent::getDisplay);
      default -> {
        if (!CodeSystemUtilities.isDefinedProperty(system, filter.getProperty())) {
          yield null;
        }
        boolean wanted = Boolean.parseBoolean(value);
        yield filter.getOp() == FilterOperator.EXISTS
            ? concept -> (property(concept, filter.getProperty()) != null) == wanted
            : text(filter, concept -> property(concept, filter.getProperty()));
      }
    };
  }

  private static @Nullable String property(ConceptDefinitionComponent concept, String code) {
    return concept.getProperty().stream()
        .filter(property -> code.equals(property.getCode()) && property.hasValue())
        .map(property -> String.valueOf(property.getValue().primitiveValue()))
        .findFirst()
        .orElse(null);
  }

  /** Tests the place of a concept in the hierarchy. */
  private @Nullable Predicate<ConceptDefinitionComponent> place(
      FilterOperator operator, String code) {
    ConceptDefinitionComponent start = catalog.concept(system, code);
    if (start == null) {
      return null;
    }
    return switch (operator) {
      case ISA -> in(Hierarchy.below(start));
      case ISNOTA -> in(Hierarchy.below(start)).negate();
      case DESCENDENTOF -> in(Hierarchy.below(start)).and(concept -> concept != start);
      case CHILDOF -> in(new HashSet<>(Hierarchy.children(start)));
      case DESCENDENTLEAF ->
          in(Hierarchy.below(start))
              .and(concept -> concept != start && Hierarchy.children(concept).isEmpty());
      case GENERALIZES -> concept -> Hierarchy.subsumes(concept, start);
      default -> null;
    };
  }

  private static Predicate<ConceptDefinitionComponent> in(Set<ConceptDefinitionComponent> found) {
    return found::contains;
  }

  /** Tests a text; one that a concept does not have is equal to none, and in no list. */
  private static @Nullable Predicate<ConceptDefinitionComponent> text(
      ConceptSetFilterComponent filter, Text of) {
    String value = filter.getValue();
    Set<String> values = new HashSet<>(Arrays.asList(value.strip().split("\\s*,\\s*")));
    return switch (filter.getOp()) {
      case EQUAL -> concept -> value.equals(of.text(concept));
      case IN -> concept -> values.contains(of.text(concept));
      case NOTIN -> concept -> !values.contains(of.text(concept));
      case REGEX -> concept -> matches(of.text(concept), value);
      default -> null;
    };
  }

  /** A text of a concept. */
  private interface Text {
    @Nullable String text(ConceptDefinitionComponent concept);
  }

  private static boolean matches(@Nullable String text, String expression) {
    try {
      return text != null && RegexTimeout.matches(text, expression);
    } catch (TimeoutException | PatternSyntaxException unusable) {
      throw new IllegalArgumentException(expression, unusable);
    }
  }
}
