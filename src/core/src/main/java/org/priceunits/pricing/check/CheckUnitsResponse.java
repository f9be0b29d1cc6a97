package org.priceunits.pricing.check;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference;
import org.priceunits.pricing.ExpectedClaims;
import org.priceunits.pricing.write.DifferenceWriter;
import org.priceunits.pricing.write.OutcomeWriter;

/** The response of a call: whether the claim agrees, the expected claims, and every difference. */
record CheckUnitsResponse(
    CheckUnitsRequest request, ExpectedClaims expected, List<Difference> differences) {

  /** Issues that concern only the writing of a draft claim, not the claim under check. */
  private static final Set<IssueCode> OF_THE_DRAFT =
      Set.of(
          IssueCode.PROVIDER_UNKNOWN,
          IssueCode.COVERAGE_UNKNOWN,
          IssueCode.DIAGNOSIS_MISSING,
          IssueCode.LINE_EXCEEDS_USUAL_UNITS,
          IssueCode.ADMINISTRATION_NOT_IDENTIFIED);

  Parameters parameters() {
    List<Issue> issues =
        expected.issues().stream().filter(i -> !OF_THE_DRAFT.contains(i.code())).toList();
    boolean agrees =
        differences.stream().noneMatch(Difference::isError)
            && issues.stream().noneMatch(Issue::refuses);
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("result").setValue(new BooleanType(agrees));
    expected.claims().forEach(c -> parameters.addParameter().setName("expected").setResource(c));
    parameters.addParameter().setName("outcome").setResource(outcome(issues));
    return parameters;
  }

  private OperationOutcome outcome(List<Issue> issues) {
    OperationOutcome outcome = new OperationOutcome();
    DifferenceWriter writer =
        new DifferenceWriter(new DifferencePaths(request, expected.path())::of);
    differences.forEach(d -> outcome.addIssue(writer.write(d)));
    if (!issues.isEmpty()) {
      new OutcomeWriter(expected.path()).write(issues).getIssue().forEach(outcome::addIssue);
    }
    if (!outcome.hasIssue()) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.INFORMATION)
          .setCode(IssueType.INFORMATIONAL)
          .setDetails(
              new CodeableConcept()
                  .setText("The claim agrees with what was given; there is nothing to say."));
    }
    return outcome;
  }
}
