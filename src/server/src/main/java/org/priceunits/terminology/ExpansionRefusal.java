package org.priceunits.terminology;

import java.util.List;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpansionOutcome;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyServiceErrorClass;
import org.jspecify.annotations.Nullable;

/** Says why HL7's library could not expand a value set, as a refusal with 422. */
final class ExpansionRefusal {
  private ExpansionRefusal() {}

  static QueryRefusedException of(PooledWorkerContext context, ValueSetExpansionOutcome outcome) {
    if (outcome.getIssues() != null) {
      return QueryRefusedException.of(422, outcome.getIssues());
    }
    String error =
        outcome.getError() == null ? "The value set cannot be expanded" : outcome.getError();
    if (context.call().isCircularity(error)) {
      return QueryRefusedException.circular(error);
    }
    return QueryRefusedException.of(
        422,
        List.of(
            QueryRefusedException.issue(
                type(outcome.getErrorClass()), outcome.getMsgId(), kind(outcome), error)));
  }

  private static @Nullable String kind(ValueSetExpansionOutcome outcome) {
    if (outcome.getErrorClass() == TerminologyServiceErrorClass.VALUESET_UNKNOWN) {
      return "not-found";
    }
    return outcome.getCode() == null ? null : outcome.getCode().toCode();
  }

  private static IssueType type(TerminologyServiceErrorClass reason) {
    return switch (reason) {
      case TOO_COSTLY -> IssueType.TOOCOSTLY;
      case BUSINESS_RULE -> IssueType.BUSINESSRULE;
      case CODESYSTEM_UNSUPPORTED -> IssueType.CODEINVALID;
      case VALUESET_UNSUPPORTED -> IssueType.NOTSUPPORTED;
      case VALUESET_UNKNOWN -> IssueType.NOTFOUND;
      case UNKNOWN -> IssueType.UNKNOWN;
      default -> IssueType.PROCESSING;
    };
  }
}
