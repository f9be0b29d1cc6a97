package org.priceunits.terminology;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r5.model.BooleanType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.DataType;
import org.hl7.fhir.r5.model.DateTimeType;
import org.hl7.fhir.r5.model.IntegerType;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpansionOutcome;
import org.jspecify.annotations.Nullable;
import org.priceunits.terminology.KnownMembers.Members;

/**
 * Performs {@code $expand}. Text filters and pages are found first, on the codes alone; languages,
 * designations and properties are added to what is found.
 */
final class Expansion {
  private static final List<String> PAGING = List.of("count", "offset");
  private static final Set<String> ADORNMENT =
      Set.of("displayLanguage", "includeDesignations", "designation", "property");

  /** What decides whether a code is in a value set, or is told of the set as a whole. */
  private static final Set<String> MEMBERSHIP =
      Set.of(
          "activeOnly",
          "excludeNested",
          "excludeNotForUI",
          "includeAlternateCodes",
          "includeDefinition",
          "system-version",
          "check-system-version",
          "force-system-version",
          "default-valueset-version",
          "exclude-system",
          "versionsMatch",
          "useSupplement");

  private final PooledWorkerContext context;
  private final CanonicalCatalog catalog;
  private final Query query;

  private Expansion(PooledWorkerContext context, Query query) {
    this.context = context;
    this.catalog = context.catalog();
    this.query = query;
  }

  static org.hl7.fhir.r4.model.Resource answer(PooledWorkerContext context, Query query) {
    query.checkPaging();
    return R5Conversion.expansion(new Expansion(context, query).expanded());
  }

  private ValueSet expanded() {
    SpelledExcludes excludes = new SpelledExcludes(context, query, this::expand);
    ValueSet set = excludes.of(SetsToUse.named(context, query));
    Set<String> supplements = SupplementsToUse.asked(context, query, set);
    context.call().prepare(supplements);
    Parameters parameters = query.expansionParameters();
    PropertiesToReturn.name(context.call(), set, parameters);
    if (!parameters.hasParameter("excludeNested")) {
      parameters.addParameter("excludeNested", new BooleanType(false));
    }
    ValueSet expanded =
        searchesOrPages(set)
            ? page(set, parameters, !supplements.isEmpty())
            : expand(set, parameters);
    if (query.has("date")) {
      echo(expanded.getExpansion(), "date", new DateTimeType(query.text("date")));
    }
    excludes.tell(expanded.getExpansion());
    ExpansionReview.review(context, query, expanded);
    return expanded;
  }

  private ValueSet expand(ValueSet set, Parameters parameters) {
    ValueSetExpansionOutcome outcome = context.expander().expand(set, parameters);
    context.call().check();
    ValueSet expanded = outcome.getValueset();
    if (expanded == null) {
      throw ExpansionRefusal.of(context, outcome);
    }
    return expanded;
  }

  /**
   * Returns true if we search or page ourselves: the library searches no text, and pages each
   * imported value set instead of the whole expansion.
   */
  private boolean searchesOrPages(ValueSet set) {
    boolean paged = query.number("count", 0) > 0 || query.number("offset", 0) > 0;
    return query.has("filter")
        || query.has("count") && query.number("count", 0) == 0
        || paged && set.getCompose().getInclude().stream().anyMatch(this::isLarge);
  }

  private boolean isLarge(ConceptSetComponent include) {
    CodeSystem system =
        include.hasSystem()
            ? catalog.codeSystem(include.getSystem(), context.call().versionToUse(include))
            : null;
    return include.hasValueSet()
        || system != null && system.getConcept().size() > TerminologyBounds.EXPANSION_CODES;
  }

  /**
   * @param supplemented true if supplements add designations, which a filter finds too
   */
  private ValueSet page(ValueSet set, Parameters parameters, boolean supplemented) {
    Parameters all = parameters.copy();
    all.setParameter("excludeNested", true);
    all.getParameter().removeIf(p -> PAGING.contains(p.getName()));
    Parameters plain = all.copy();
    plain.getParameter().removeIf(p -> !MEMBERSHIP.contains(p.getName()));
    if (supplemented) {
      plain.addParameter("includeDesignations", true);
    }
    boolean adorned = supplemented || ADORNMENT.stream().anyMatch(all::hasParameter);
    Members members = members(set, plain, supplemented);
    List<ValueSetExpansionContainsComponent> found = found(members.codes());
    int from = Math.min(query.number("offset", 0), found.size());
    int to = (int) Math.min((long) from + query.number("count", found.size()), found.size());
    List<ValueSetExpansionContainsComponent> page = found.subList(from, to);
    ValueSet answer = adorned ? adorned(set, all, page) : members.with(page);
    describe(answer.getExpansion(), from, found.size());
    return answer;
  }

  private Members members(ValueSet set, Parameters plain, boolean supplemented) {
    if (query.has("filter") || query.inlineSet() != null) {
      context.call().narrow(supplemented ? null : toFiltered(), searched());
      return Members.of(expand(set, plain));
    }
    StringBuilder question = new StringBuilder(set.getVersionedUrl());
    plain
        .getParameter()
        .forEach(p -> question.append(' ').append(p.getName()).append('=').append(p.getValue()));
    context.call().narrow(null, searched());
    return catalog
        .members()
        .get(catalog, question.toString(), () -> Members.of(expand(set, plain)));
  }

  /** Without a search or a page the library itself stops at 1,000 codes. */
  private int searched() {
    return context.call().bounds().searchedCodes();
  }

  private @Nullable Narrowing toFiltered() {
    if (!query.has("filter")) {
      return null;
    }
    TextFilter filter = new TextFilter(query.required("filter"));
    return new Narrowing(catalog, (system, concept) -> filter.passes(catalog.text(concept)));
  }

  private List<ValueSetExpansionContainsComponent> found(
      List<ValueSetExpansionContainsComponent> members) {
    if (!query.has("filter")) {
      return members;
    }
    TextFilter filter = new TextFilter(query.required("filter"));
    return members.stream().filter(member -> passes(filter, member)).toList();
  }

  private boolean passes(TextFilter filter, ValueSetExpansionContainsComponent member) {
    if (filter.passes(SearchText.of(member))) {
      return true;
    }
    ConceptDefinitionComponent concept = concept(member);
    return concept != null && filter.passes(catalog.text(concept));
  }

  private @Nullable ConceptDefinitionComponent concept(ValueSetExpansionContainsComponent member) {
    CodeSystem system = catalog.codeSystem(member.getSystem(), member.getVersion());
    return system == null ? null : catalog.concept(system, member.getCode());
  }

  /** Expands the codes of one page once more, with languages, designations and properties. */
  private ValueSet adorned(
      ValueSet set, Parameters parameters, List<ValueSetExpansionContainsComponent> page) {
    Set<String> codes = page.stream().map(entry -> entry.getCode()).collect(Collectors.toSet());
    context
        .call()
        .narrow(
            new Narrowing(catalog, (system, concept) -> codes.contains(concept.getCode())),
            searched());
    Members whole = Members.of(expand(set, parameters));
    Map<String, ValueSetExpansionContainsComponent> byKey =
        whole.codes().stream()
            .collect(Collectors.toMap(Expansion::key, Function.identity(), (one, other) -> one));
    return whole.with(page.stream().map(entry -> byKey.getOrDefault(key(entry), entry)).toList());
  }

  private static String key(ValueSetExpansionContainsComponent entry) {
    return entry.getSystem() + '|' + entry.getVersion() + '#' + entry.getCode();
  }

  private void describe(ValueSetExpansionComponent expansion, int from, int total) {
    if (query.has("filter")) {
      echo(expansion, "filter", new StringType(query.text("filter")));
    }
    expansion.setTotal(total);
    for (String name : PAGING) {
      if (query.has(name)) {
        echo(expansion, name, new IntegerType(query.number(name, 0)));
      }
    }
    if (query.has("offset")) {
      expansion.setOffset(from);
    }
  }

  private static void echo(ValueSetExpansionComponent expansion, String name, DataType value) {
    expansion.addParameter().setName(name).setValue(value);
  }
}
