package org.priceunits.terminology;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;

/** Reads the answers of {@link Terminology} for the tests. */
final class Asked {
  private static final String ANSWERED = "answered";

  private final Terminology terminology;

  Asked(Terminology terminology) {
    this.terminology = terminology;
  }

  /** Returns an output parameter as text; "-" if it is absent. */
  String output(String name, TerminologyOperation operation, String... request) {
    Parameters answer = (Parameters) answered(operation, request);
    return answer.hasParameter(name)
        ? String.valueOf(answer.getParameter(name).getValue().primitiveValue())
        : "-";
  }

  /** Returns the result of a validation as text. */
  String result(TerminologyOperation operation, Parameters request) {
    Parameters answer =
        (Parameters) ((Reply.Answered) terminology.answer(operation, request)).resource();
    return String.valueOf(answer.getParameterBool("result"));
  }

  /** Returns "severity: text" of each issue of a validation. */
  List<String> issues(TerminologyOperation operation, Parameters request) {
    Parameters answer =
        (Parameters) ((Reply.Answered) terminology.answer(operation, request)).resource();
    return ((OperationOutcome) answer.getParameter("issues").getResource())
        .getIssue().stream()
            .map(issue -> issue.getSeverity().toCode() + ": " + issue.getDetails().getText())
            .toList();
  }

  /** Returns the properties of a look-up, each as "code=value". */
  List<String> properties(String... request) {
    Parameters answer = (Parameters) answered(TerminologyOperation.LOOKUP, request);
    return answer.getParameter().stream()
        .filter(p -> "property".equals(p.getName()))
        .map(
            p ->
                p.getPart().get(0).getValue().primitiveValue()
                    + "="
                    + p.getPart().get(1).getValue().primitiveValue())
        .toList();
  }

  /** Returns the text of the first issue of a validation; "-" if it has none. */
  String issue(TerminologyOperation operation, String... request) {
    Parameters answer = (Parameters) answered(operation, request);
    return answer.hasParameter("issues")
        ? ((OperationOutcome) answer.getParameter("issues").getResource())
            .getIssueFirstRep()
            .getDetails()
            .getText()
        : "-";
  }

  /** Returns the codes of an expansion, in order, each followed by the codes inside it. */
  List<String> codes(String... request) {
    return expansion(request).getContains().stream().map(c -> c.getCode()).toList();
  }

  ValueSet.ValueSetExpansionComponent expansion(String... request) {
    return ((ValueSet) answered(TerminologyOperation.EXPAND, request)).getExpansion();
  }

  /** Returns the codes that a translation finds, in order. */
  List<String> translations(String... request) {
    Parameters answer = (Parameters) answered(TerminologyOperation.TRANSLATE, request);
    return answer.getParameter().stream()
        .filter(p -> "match".equals(p.getName()))
        .flatMap(p -> p.getPart().stream())
        .filter(p -> "concept".equals(p.getName()))
        .map(p -> ((Coding) p.getValue()).getCode())
        .toList();
  }

  /** Returns "status: text" of the first issue of a refusal. */
  String refusal(TerminologyOperation operation, String... request) {
    String outcome = outcome(operation, Given.request(request));
    if (outcome.equals(ANSWERED)) {
      throw new AssertionError("answered, not refused");
    }
    return outcome;
  }

  /** Returns "answered", or "status: text" of the first issue of a refusal. */
  String outcome(TerminologyOperation operation, Parameters request) {
    if (terminology.answer(operation, request) instanceof Reply.Refused refused) {
      OperationOutcome outcome = refused.outcome();
      return refused.status() + ": " + outcome.getIssueFirstRep().getDetails().getText();
    }
    return ANSWERED;
  }

  private org.hl7.fhir.r4.model.Resource answered(
      TerminologyOperation operation, String... request) {
    Reply reply = terminology.answer(operation, Given.request(request));
    if (reply instanceof Reply.Answered answered) {
      return answered.resource();
    }
    throw new AssertionError("refused: " + refusal(operation, request));
  }
}
