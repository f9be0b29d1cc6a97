package org.priceunits.terminology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Links concepts to the children that name them in their {@code parent} property, or that they name
 * in their {@code child} property, in the form that HL7's library follows. The library's own
 * linking fails at a parent that is not in the code system, and follows a circle of parents without
 * end; here neither makes a link that it sees. What is asked of this class is answered from all
 * links, without recursion.
 */
final class Hierarchy {
  private static final String PARENT = "http://hl7.org/fhir/concept-properties#parent";
  private static final String CHILD = "http://hl7.org/fhir/concept-properties#child";

  /** Maximum levels. The library descends by recursion, and JSON nests no more than 1,000 times. */
  private static final int DEPTH = 200;

  /** Where a concept keeps all links to its children, beside those that the library follows. */
  private static final String ALL_LINKS = "price-units-children";

  private final Map<String, ConceptDefinitionComponent> byCode = new LinkedHashMap<>();
  private final Map<ConceptDefinitionComponent, List<ConceptDefinitionComponent>> children =
      new IdentityHashMap<>();
  private final Map<ConceptDefinitionComponent, Set<ConceptDefinitionComponent>> below =
      new IdentityHashMap<>();
  private final Set<ConceptDefinitionComponent> finished = new HashSet<>();

  private Hierarchy() {}

  /** Returns true if a concept is another one, or lies somewhere below it. */
  static boolean subsumes(ConceptDefinitionComponent above, ConceptDefinitionComponent below) {
    return below(above).contains(below);
  }

  /** Returns a concept and all that lie somewhere below it, compared by identity. */
  static Set<ConceptDefinitionComponent> below(ConceptDefinitionComponent above) {
    Set<ConceptDefinitionComponent> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<ConceptDefinitionComponent> open = new ArrayDeque<>(List.of(above));
    for (var concept = open.poll(); concept != null; concept = open.poll()) {
      if (seen.add(concept)) {
        open.addAll(concept.getConcept());
        open.addAll(linked(concept));
      }
    }
    return seen;
  }

  /** Returns the concepts directly below one, whether nested in it or linked to it. */
  static List<ConceptDefinitionComponent> children(ConceptDefinitionComponent above) {
    List<ConceptDefinitionComponent> children = new ArrayList<>(above.getConcept());
    linked(above).stream().filter(child -> !children.contains(child)).forEach(children::add);
    return children;
  }

  /** Returns true if a concept lies directly below another one. */
  static boolean isChild(ConceptDefinitionComponent above, ConceptDefinitionComponent below) {
    return above.getConcept().contains(below) || linked(above).contains(below);
  }

  @SuppressWarnings("unchecked")
  private static List<ConceptDefinitionComponent> linked(ConceptDefinitionComponent concept) {
    Object linked = concept.getUserData(ALL_LINKS);
    return linked == null ? List.of() : (List<ConceptDefinitionComponent>) linked;
  }

  /** Sets the links of a code system that states them. */
  static void link(CodeSystem system) {
    String parent = property(system, PARENT);
    String child = property(system, CHILD);
    if (parent != null || child != null) {
      Hierarchy hierarchy = new Hierarchy();
      hierarchy.index(system);
      hierarchy.read(parent, child);
      hierarchy.children.forEach(
          (concept, own) -> concept.setUserData(ALL_LINKS, List.copyOf(own)));
      hierarchy.byCode.values().forEach(hierarchy::descend);
      hierarchy.children.forEach(
          (concept, own) -> concept.setUserData(CodeSystemUtilities.USER_DATA_CROSS_LINK, own));
    }
  }

  private static @Nullable String property(CodeSystem system, String uri) {
    return system.getProperty().stream()
        .filter(property -> uri.equals(property.getUri()))
        .map(PropertyComponent::getCode)
        .findFirst()
        .orElse(null);
  }

  private void index(CodeSystem system) {
    Deque<ConceptDefinitionComponent> open = new ArrayDeque<>(system.getConcept());
    for (var concept = open.poll(); concept != null; concept = open.poll()) {
      byCode.putIfAbsent(concept.getCode(), concept);
      open.addAll(concept.getConcept());
    }
  }

  private void read(@Nullable String parent, @Nullable String child) {
    for (ConceptDefinitionComponent concept : byCode.values()) {
      named(concept, parent).forEach(above -> link(above, concept));
      named(concept, child).forEach(own -> link(concept, own));
    }
  }

  /** Returns the concepts that a concept names in a property. */
  private Stream<ConceptDefinitionComponent> named(
      ConceptDefinitionComponent concept, @Nullable String property) {
    return property == null
        ? Stream.empty()
        : concept.getProperty().stream()
            .filter(own -> property.equals(own.getCode()) && own.hasValue())
            .map(own -> byCode.get(own.getValue().primitiveValue()))
            .filter(Objects::nonNull);
  }

  private void link(ConceptDefinitionComponent above, ConceptDefinitionComponent child) {
    Set<ConceptDefinitionComponent> linked =
        below.computeIfAbsent(above, a -> Collections.newSetFromMap(new IdentityHashMap<>()));
    if (above != child && linked.add(child)) {
      children.computeIfAbsent(above, a -> new ArrayList<>()).add(child);
    }
  }

  /** Walks down from a concept and removes each link that closes a circle or goes too deep. */
  private void descend(ConceptDefinitionComponent start) {
    if (finished.contains(start)) {
      return;
    }
    Deque<Step> path = new ArrayDeque<>();
    Set<ConceptDefinitionComponent> above = new HashSet<>();
    path.push(step(start));
    above.add(start);
    while (!path.isEmpty()) {
      Step step = path.peek();
      boolean nested = step.nested().hasNext();
      if (!nested && !step.linked().hasNext()) {
        path.pop();
        above.remove(step.concept());
        finished.add(step.concept());
        continue;
      }
      ConceptDefinitionComponent child = nested ? step.nested().next() : step.linked().next();
      if (above.contains(child) || path.size() >= DEPTH) {
        remove(step, nested);
      } else if (!finished.contains(child)) {
        path.push(step(child));
        above.add(child);
      }
    }
  }

  /** A concept stays where it is nested, so that a circle through it costs all links. */
  private void remove(Step step, boolean nested) {
    if (nested) {
      children.values().forEach(List::clear);
    } else {
      step.linked().remove();
    }
  }

  private Step step(ConceptDefinitionComponent concept) {
    List<ConceptDefinitionComponent> linked = children.getOrDefault(concept, new ArrayList<>());
    return new Step(concept, concept.getConcept().iterator(), new Links(linked));
  }

  private record Step(
      ConceptDefinitionComponent concept,
      Iterator<ConceptDefinitionComponent> nested,
      Links linked) {}

  /** Iterates over a list that may be cleared meanwhile. */
  private static final class Links {
    private final List<ConceptDefinitionComponent> concepts;
    private int next;

    Links(List<ConceptDefinitionComponent> concepts) {
      this.concepts = concepts;
    }

    boolean hasNext() {
      return next < concepts.size();
    }

    ConceptDefinitionComponent next() {
      return concepts.get(next++);
    }

    void remove() {
      concepts.remove(--next);
    }
  }
}
