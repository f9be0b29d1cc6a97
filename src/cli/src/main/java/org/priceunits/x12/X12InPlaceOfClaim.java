package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.CallRefusedException;

/**
 * Reads the parameter {@code x12} of a call as its {@code claim}, at the same place of the body; a
 * file may have all claims of one visit, which are held together. What its guide does not allow in
 * the file is added to the answer, whose result is then false.
 */
public final class X12InPlaceOfClaim {
  private static final String X12 = "x12";

  private final List<X12Issue> faults = new ArrayList<>();

  private X12InPlaceOfClaim() {}

  /**
   * Answers a call.
   *
   * @param body of a call that takes a claim; null for none
   * @param check answers the body with a Claim in place of each X12 file; the body itself if it has
   *     none
   * @param billsDrugs tells claims with drug lines from those of other services
   * @throws CallRefusedException if a file cannot be read, or its claims are not of one visit
   */
  public static Parameters answer(
      @Nullable Resource body,
      Function<@Nullable Resource, Parameters> check,
      Predicate<Claim> billsDrugs) {
    if (!(body instanceof Parameters parameters) || !parameters.hasParameter(X12)) {
      return check.apply(body);
    }
    X12InPlaceOfClaim files = new X12InPlaceOfClaim();
    Parameters answer = files.answer(parameters, check, billsDrugs);
    if (!files.faults.isEmpty()) {
      files.addFaults(answer);
    }
    if (!outcome(answer).hasIssue()) {
      outcome(answer)
          .addIssue()
          .setSeverity(IssueSeverity.INFORMATION)
          .setCode(IssueType.INFORMATIONAL)
          .setDetails(
              new CodeableConcept()
                  .setText("The claims agree with what was given; there is nothing to say."));
    }
    return answer;
  }

  private Parameters answer(
      Parameters parameters,
      Function<@Nullable Resource, Parameters> check,
      Predicate<Claim> billsDrugs) {
    int file = place(parameters);
    String path = "Parameters.parameter[" + file + "].resource";
    X12Reader.Read read = read(parameters.getParameter().get(file).getResource(), path);
    Function<Claim, Parameters> asked =
        claim -> {
          Parameters call = parameters.copy();
          call.getParameter().get(file).setName("claim").setResource(claim);
          return check.apply(call);
        };
    boolean alone = read.claims().size() == 1 && !Frequency.isChange(read.claims().get(0));
    X12Visit visit = new X12Visit(read.claims(), path, file, asked, billsDrugs);
    for (int i = 0; i < read.claims().size(); i++) {
      String at = visit.pathOf(i);
      read.faultsOf(i).forEach(fault -> faults.add(new X12Issue(fault.code(), at, fault.text())));
    }
    read.ofFile().forEach(each -> faults.add(new X12Issue(each.code(), path, each.text())));
    return alone ? asked.apply(read.claims().get(0)) : visit.answer();
  }

  private static int place(Parameters parameters) {
    int[] places =
        IntStream.range(0, parameters.getParameter().size())
            .filter(i -> X12.equals(parameters.getParameter().get(i).getName()))
            .toArray();
    if (places.length > 1) {
      throw CallRefusedException.notUnderstood(
          IssueCode.PARAMETER_NOT_VALID,
          "Parameters.parameter[" + places[1] + "]",
          "One file is checked at a time. Send one x12.");
    }
    return places[0];
  }

  private static X12Reader.Read read(@Nullable Resource resource, String path) {
    if (!(resource instanceof Binary file) || !file.hasData()) {
      throw CallRefusedException.notUnderstood(
          IssueCode.PARAMETER_NOT_VALID, path, "x12 is a Binary with data. Send one.");
    }
    X12Reader.Read read = X12Reader.read(file.getData());
    if (!read.issues().isEmpty()) {
      throw CallRefusedException.notUsable(
          IssueCode.X12_NOT_READABLE, path, read.issues().get(0).text());
    }
    return read;
  }

  /** An issue without a code and a place only says that there is nothing to say. */
  private void addFaults(Parameters answer) {
    answer.getParameter("result").setValue(new BooleanType(false));
    OperationOutcome outcome = outcome(answer);
    outcome.getIssue().removeIf(i -> !i.getDetails().hasCoding() && !i.hasExpression());
    faults.forEach(fault -> outcome.addIssue(fault.component()));
  }

  private static OperationOutcome outcome(Parameters answer) {
    return answer.getParameter().stream()
        .map(ParametersParameterComponent::getResource)
        .filter(OperationOutcome.class::isInstance)
        .map(OperationOutcome.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
