package org.priceunits.terminology;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r5.model.BooleanType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.CodeSystem.PropertyType;
import org.hl7.fhir.r5.model.CodeType;
import org.hl7.fhir.r5.model.DataType;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.priceunits.fhir.PartialDates;

/**
 * Computes the state of code systems on one day, if their concepts state their first and last day.
 *
 * <p>The properties are {@code added} (first day of use) and {@code terminated} (last day of use),
 * or without the latter {@code listed-until} (last day of the newest release that lists it), all
 * dateTime. A concept not yet added is absent; one that has ended has {@code status} retired and
 * {@code inactive} true; any other is active.
 */
final class DatedConcepts {
  private static final String ADDED = "added";
  private static final String TERMINATED = "terminated";
  private static final String LISTED_UNTIL = "listed-until";
  private static final String STATUS = "status";
  private static final String INACTIVE = "inactive";

  private DatedConcepts() {}

  static boolean isDated(CodeSystem system) {
    return system.getProperty().stream()
        .anyMatch(
            p ->
                Set.of(ADDED, TERMINATED).contains(p.getCode())
                    && p.getType() == PropertyType.DATETIME);
  }

  /** Adds the days on which a concept begins or has just ended. */
  static void collectChanges(List<ConceptDefinitionComponent> concepts, Set<LocalDate> days) {
    for (ConceptDefinitionComponent concept : concepts) {
      added(concept).ifPresent(days::add);
      terminated(concept).ifPresent(last -> days.add(last.plusDays(1)));
      collectChanges(concept.getConcept(), days);
    }
  }

  /** Returns the concepts as of a day; unchanged ones are shared with the input. */
  static List<ConceptDefinitionComponent> on(
      List<ConceptDefinitionComponent> concepts, LocalDate day) {
    List<ConceptDefinitionComponent> present = new ArrayList<>(concepts.size());
    for (ConceptDefinitionComponent concept : concepts) {
      if (added(concept).filter(day::isBefore).isEmpty()) {
        present.add(on(concept, day));
      }
    }
    return present;
  }

  private static ConceptDefinitionComponent on(ConceptDefinitionComponent concept, LocalDate day) {
    boolean dated = added(concept).isPresent() || terminated(concept).isPresent();
    boolean ended = terminated(concept).filter(day::isAfter).isPresent();
    if (!concept.hasConcept() && (!dated || ended == isInactive(concept))) {
      return concept;
    }
    ConceptDefinitionComponent changed = concept.copy();
    changed.setConcept(on(concept.getConcept(), day));
    if (dated) {
      changed.getProperty().removeIf(p -> Set.of(STATUS, INACTIVE).contains(p.getCode()));
      changed.addProperty().setCode(STATUS).setValue(new CodeType(ended ? "retired" : "active"));
      if (ended) {
        changed.addProperty().setCode(INACTIVE).setValue(new BooleanType(true));
      }
    }
    return changed;
  }

  private static boolean isInactive(ConceptDefinitionComponent concept) {
    return value(concept, INACTIVE).filter(v -> "true".equals(v.primitiveValue())).isPresent();
  }

  static Optional<LocalDate> added(ConceptDefinitionComponent concept) {
    return value(concept, ADDED)
        .map(v -> PartialDates.firstDay(v.primitiveValue()).orElseThrow(() -> noDate(concept)));
  }

  private static Optional<LocalDate> terminated(ConceptDefinitionComponent concept) {
    return value(concept, TERMINATED)
        .or(() -> value(concept, LISTED_UNTIL))
        .map(v -> PartialDates.lastDay(v.primitiveValue()).orElseThrow(() -> noDate(concept)));
  }

  private static Optional<DataType> value(ConceptDefinitionComponent concept, String property) {
    return concept.getProperty().stream()
        .filter(p -> property.equals(p.getCode()) && p.hasValue())
        .map(p -> p.getValue())
        .findFirst();
  }

  private static QueryRefusedException noDate(ConceptDefinitionComponent concept) {
    return QueryRefusedException.of(
        422,
        IssueType.INVALID,
        "The concept '%s' states no day in one of %s, %s and %s. Send each as valueDateTime, such as 2025-07-01."
            .formatted(concept.getCode(), ADDED, TERMINATED, LISTED_UNTIL));
  }
}
