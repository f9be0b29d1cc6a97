package org.priceunits.operation.priceunits;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.function.Function;
import org.priceunits.domain.billing.Issue;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.fhir.out.OutcomeWriter;

/**
 * Creates the refusals of a whole call: 400 if it cannot be understood, 422 if one of its inputs
 * cannot be used.
 */
public final class Refusals {
  private Refusals() {}

  public static InvalidRequestException notUnderstood(IssueCode code, String path, String text) {
    Issue issue = Issue.ofCall(code, Element.ADMINISTRATION, text);
    return new InvalidRequestException(text, new OutcomeWriter(i -> path).write(List.of(issue)));
  }

  public static UnprocessableEntityException notUsable(IssueCode code, String path, String text) {
    return notUsable(List.of(Issue.ofCall(code, Element.ADMINISTRATION, text)), i -> path);
  }

  static UnprocessableEntityException notUsable(
      List<Issue> issues, Function<Issue, String> location) {
    return new UnprocessableEntityException(
        issues.get(0).text(), new OutcomeWriter(location).write(issues));
  }
}
