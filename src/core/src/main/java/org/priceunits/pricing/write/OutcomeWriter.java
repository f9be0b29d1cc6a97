package org.priceunits.pricing.write;

import java.util.Collection;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;

/** Writes issues as an OperationOutcome. */
public final class OutcomeWriter {
  private final Function<Issue, String> location;

  /**
   * @param location FHIRPath in the body of the subject of an issue; empty if it has none there
   */
  public OutcomeWriter(Function<Issue, String> location) {
    this.location = location;
  }

  /** Writes all issues; if there are none, the issue that says so. */
  public OperationOutcome write(Collection<Issue> issues) {
    OperationOutcome outcome = new OperationOutcome();
    issues.forEach(issue -> outcome.addIssue(component(issue)));
    if (issues.isEmpty()) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.INFORMATION)
          .setCode(IssueType.INFORMATIONAL)
          .setDetails(
              new CodeableConcept().setText("Everything was priced; there is nothing to say."));
    }
    return outcome;
  }

  /** Creates an issue with its published code and severity. */
  public static OperationOutcomeIssueComponent component(IssueCode code, String text) {
    return new OperationOutcomeIssueComponent()
        .setSeverity(IssueSeverity.valueOf(code.severity().name()))
        .setCode(IssueType.fromCode(code.issueType()))
        .setDetails(
            new CodeableConcept(
                    new Coding(Canonicals.codeSystem("price-units-issue"), code.code(), null))
                .setText(text));
  }

  private OperationOutcomeIssueComponent component(Issue issue) {
    OperationOutcomeIssueComponent component = component(issue.code(), issue.text());
    String path = location.apply(issue);
    if (!path.isEmpty()) {
      component.addExpression(path);
    }
    Issue.Successor successor = issue.successor();
    if (successor != null) {
      component.addExtension(
          new Extension(
              Canonicals.extension(successor.suggested() ? "suggested-successor" : "successor"),
              new Coding(Canonicals.HCPCS, successor.code().value(), null)));
      if (successor.units() != null) {
        component.addExtension(
            new Extension(
                Canonicals.extension("successor-units"),
                new Quantity().setValue(successor.units()).setUnit("UN")));
      }
    }
    issue.candidates().forEach(candidate -> component.addExtension(candidate(candidate)));
    return component;
  }

  private static Extension candidate(Issue.Candidate candidate) {
    Extension extension = new Extension(Canonicals.extension("candidate"));
    String description = candidate.description().isEmpty() ? null : candidate.description();
    extension.addExtension(
        "code", new Coding(Canonicals.HCPCS, candidate.code().value(), description));
    candidate.brands().forEach(brand -> extension.addExtension("brand", new StringType(brand)));
    candidate.deciding().forEach(by -> extension.addExtension("decides", new CodeType(by)));
    return extension;
  }
}
