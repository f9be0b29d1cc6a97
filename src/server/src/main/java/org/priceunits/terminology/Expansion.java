package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r5.model.BooleanType;
import org.hl7.fhir.r5.model.DataType;
import org.hl7.fhir.r5.model.DateTimeType;
import org.hl7.fhir.r5.model.IntegerType;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpander;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpansionOutcome;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyServiceErrorClass;

/** Performs {@code $expand}. */
final class Expansion {
  /**
   * Maximum codes that a text filter searches; without paging the library itself stops at 1,000.
   */
  private static final int SEARCHED = 20_000;

  private static final List<String> PAGING = List.of("count", "offset");

  private final PooledWorkerContext context;
  private final Query query;

  private Expansion(PooledWorkerContext context, Query query) {
    this.context = context;
    this.query = query;
  }

  static org.hl7.fhir.r4.model.Resource answer(PooledWorkerContext context, Query query) {
    query.checkPaging();
    return convertResource(new Expansion(context, query).expanded());
  }

  private ValueSet expanded() {
    ValueSet set = SetsToUse.named(context, query);
    context
        .call()
        .prepare(
            SupplementsToUse.asked(context, query, set),
            query.has("displayLanguage") || set.hasLanguage());
    Parameters parameters = query.expansionParameters();
    if (!parameters.hasParameter("excludeNested")) {
      parameters.addParameter("excludeNested", new BooleanType(false));
    }
    boolean own = searchesOrPages(set);
    ValueSetExpander expander = context.expander();
    if (own) {
      parameters.setParameter("excludeNested", true);
      parameters.getParameter().removeIf(p -> PAGING.contains(p.getName()));
      expander.setMaxExpansionSize(SEARCHED);
    }
    ValueSetExpansionOutcome outcome = expander.expand(set, parameters);
    context.call().budget().check();
    ValueSet expanded = outcome.getValueset();
    if (expanded == null) {
      throw refusal(context, outcome);
    }
    if (own) {
      page(expanded.getExpansion());
    }
    if (query.has("date")) {
      echo(expanded.getExpansion(), "date", new DateTimeType(query.text("date")));
    }
    ExpansionReview.review(context, query, set, expanded);
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
        || paged
            && set.getCompose().getInclude().stream().anyMatch(include -> include.hasValueSet());
  }

  private void page(ValueSetExpansionComponent expansion) {
    List<ValueSetExpansionContainsComponent> found = expansion.getContains();
    if (query.has("filter")) {
      TextFilter filter = new TextFilter(query.required("filter"));
      found = found.stream().filter(filter::passes).toList();
      echo(expansion, "filter", new StringType(query.text("filter")));
    }
    int from = Math.min(query.number("offset", 0), found.size());
    int to = (int) Math.min((long) from + query.number("count", found.size()), found.size());
    expansion.setTotal(found.size());
    expansion.setContains(new ArrayList<>(found.subList(from, to)));
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

  private static QueryRefusedException refusal(
      PooledWorkerContext context, ValueSetExpansionOutcome outcome) {
    if (outcome.getIssues() != null) {
      outcome.getIssues().forEach(IssuePaths::shorten);
      return QueryRefusedException.of(422, outcome.getIssues());
    }
    String error =
        outcome.getError() == null ? "The value set cannot be expanded" : outcome.getError();
    if (context.call().isCircularity(error)) {
      return QueryRefusedException.circular(error);
    }
    if (outcome.getErrorClass() == TerminologyServiceErrorClass.VALUESET_UNKNOWN) {
      return QueryRefusedException.notFound(422, error);
    }
    return QueryRefusedException.of(422, type(outcome.getErrorClass()), error);
  }

  private static IssueType type(TerminologyServiceErrorClass reason) {
    return switch (reason) {
      case TOO_COSTLY -> IssueType.TOOCOSTLY;
      case BUSINESS_RULE -> IssueType.BUSINESSRULE;
      case CODESYSTEM_UNSUPPORTED -> IssueType.CODEINVALID;
      case VALUESET_UNSUPPORTED -> IssueType.NOTSUPPORTED;
      default -> IssueType.PROCESSING;
    };
  }
}
