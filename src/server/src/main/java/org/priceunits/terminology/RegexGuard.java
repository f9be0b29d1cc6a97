package org.priceunits.terminology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Enumerations.FilterOperator;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetFilterComponent;
import org.jspecify.annotations.Nullable;

/**
 * Tests the regular expressions of a value set before the library runs them without a limit: one
 * that is malformed, or that backtracks for longer than a second, is refused.
 */
final class RegexGuard {
  private static final Duration BOUND = Duration.ofSeconds(1);

  private final CanonicalCatalog catalog;
  private final Set<ValueSet> seen = new HashSet<>();
  private final Queue<ValueSet> next = new ArrayDeque<>();
  private int matches;
  private final long deadline = System.nanoTime() + BOUND.toNanos();

  private RegexGuard(CanonicalCatalog catalog) {
    this.catalog = catalog;
  }

  static void check(CanonicalCatalog catalog, ValueSet set) {
    new RegexGuard(catalog).check(set);
  }

  /** Iterates over sets instead of recursing: a chain of imports may be longer than the stack. */
  private void check(ValueSet first) {
    visit(first);
    for (ValueSet set = next.poll(); set != null; set = next.poll()) {
      set.getCompose().getInclude().forEach(this::check);
      set.getCompose().getExclude().forEach(this::check);
    }
  }

  private void visit(@Nullable ValueSet set) {
    if (set != null && seen.add(set)) {
      next.add(set);
    }
  }

  private void check(ConceptSetComponent part) {
    for (ConceptSetFilterComponent filter : part.getFilter()) {
      if (filter.getOp() == FilterOperator.REGEX && filter.hasValue()) {
        attempt(filter.getValue(), catalog.codeSystem(part.getSystem(), part.getVersion()));
      }
    }
    for (CanonicalType imported : part.getValueSet()) {
      visit(catalog.valueSet(imported.getValue(), null));
    }
  }

  private void attempt(String expression, @Nullable CodeSystem system) {
    try {
      Pattern pattern = Pattern.compile(expression);
      attempt(pattern, system == null ? List.of() : system.getConcept());
    } catch (PatternSyntaxException e) {
      throw QueryRefusedException.of(
          422,
          IssueType.INVALID,
          "The regular expression '" + expression + "' is malformed: " + e.getDescription());
    } catch (OutOfTime e) {
      throw QueryRefusedException.of(
          422, IssueType.TOOCOSTLY, "The regular expression '" + expression + "' takes too long.");
    }
  }

  private void attempt(Pattern pattern, List<ConceptDefinitionComponent> concepts) {
    for (ConceptDefinitionComponent concept : concepts) {
      attempt(pattern, concept.getCode());
      concept.getProperty().stream()
          .filter(p -> p.getValue() != null && p.getValue().isPrimitive())
          .forEach(p -> attempt(pattern, p.getValue().primitiveValue()));
      attempt(pattern, concept.getConcept());
    }
  }

  private void attempt(Pattern pattern, @Nullable String text) {
    if (text != null && pattern.matcher(new TimedText(text, deadline)).matches()) {
      matches++;
    }
  }

  /** A text that throws when read after its deadline, which ends a backtracking matcher. */
  private record TimedText(String text, long deadline) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (System.nanoTime() > deadline) {
        throw new OutOfTime();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new TimedText(text.substring(start, end), deadline);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class OutOfTime extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OutOfTime() {
      super("out of time", null, false, false);
    }
  }
}
