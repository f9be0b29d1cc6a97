package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import org.hl7.fhir.r5.model.BooleanType;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpansionOutcome;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyServiceErrorClass;

/** {@code $expand}. */
final class Expansion {
  private Expansion() {}

  static Reply answer(LibraryContext context, Query query) {
    ValueSet set = SetsToUse.expandable(context, SetsToUse.named(context, query));
    context.prepare(
        Supplements.asked(context, query, set), query.has("displayLanguage") || set.hasLanguage());
    Parameters parameters = query.expansionParameters();
    if (!parameters.hasParameter("excludeNested")) {
      parameters.addParameter("excludeNested", new BooleanType(false));
    }
    ValueSetExpansionOutcome outcome = context.expander().expand(set, parameters);
    ValueSet expanded = outcome.getValueset();
    if (expanded == null) {
      throw refusal(outcome);
    }
    ExpansionReview.review(context, query, expanded);
    return new Reply.Answered(convertResource(expanded));
  }

  private static Refusal refusal(ValueSetExpansionOutcome outcome) {
    if (outcome.getIssues() != null) {
      outcome.getIssues().forEach(IssuePaths::shorten);
      return Refusal.of(422, outcome.getIssues());
    }
    String error =
        outcome.getError() == null ? "The value set cannot be expanded" : outcome.getError();
    if (outcome.getErrorClass() == TerminologyServiceErrorClass.VALUESET_UNKNOWN) {
      return Refusal.notFound(422, error);
    }
    return Refusal.of(422, type(outcome.getErrorClass()), error);
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
