package org.priceunits.terminology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;

/** Keeps the members of value sets that are read page by page, for all days of a snapshot. */
final class KnownMembers {
  /** Some hundred megabytes at most: a member is a code and its display. */
  private static final long CODES_KEPT = 500_000;

  private final Cache<Question, Members> known =
      Caffeine.newBuilder()
          .maximumWeight(CODES_KEPT)
          .weigher((Question question, Members members) -> 1 + members.codes().size())
          .build();

  /**
   * @param snapshot the resources of one day that the question is asked of
   */
  Members get(Object snapshot, String question, Supplier<Members> compute) {
    return known.get(new Question(snapshot, question), q -> compute.get());
  }

  private record Question(Object snapshot, String question) {}

  /**
   * The members of a value set, in order.
   *
   * @param head the expansion without its codes; not to be changed
   */
  record Members(ValueSet head, List<ValueSetExpansionContainsComponent> codes) {
    /** Takes the codes out of an expansion, which is changed. */
    static Members of(ValueSet expanded) {
      List<ValueSetExpansionContainsComponent> codes =
          List.copyOf(expanded.getExpansion().getContains());
      expanded.getExpansion().setContains(null);
      expanded.getExpansion().getParameter().removeIf(p -> "count".equals(p.getName()));
      return new Members(expanded, codes);
    }

    /** Returns a new expansion of some of the codes. */
    ValueSet with(List<ValueSetExpansionContainsComponent> some) {
      ValueSet set = head.copy();
      some.forEach(code -> set.getExpansion().addContains(code.copy()));
      return set;
    }
  }
}
