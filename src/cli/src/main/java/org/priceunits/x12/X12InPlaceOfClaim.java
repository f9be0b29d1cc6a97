package org.priceunits.x12;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.pricing.CallRefusedException;

/**
 * Reads the parameter {@code x12} of a call as its {@code claim}, at the same place of the body.
 * What its guide does not allow in the file is added to the answer, whose result is then false.
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
   * @throws CallRefusedException if a file cannot be read, or has another number of claims than one
   */
  public static Parameters answer(
      @Nullable Resource body, Function<@Nullable Resource, Parameters> check) {
    if (!(body instanceof Parameters parameters) || !parameters.hasParameter(X12)) {
      return check.apply(body);
    }
    X12InPlaceOfClaim files = new X12InPlaceOfClaim();
    Parameters answer = check.apply(files.read(parameters));
    if (!files.faults.isEmpty()) {
      files.addFaults(answer);
    }
    return answer;
  }

  private Parameters read(Parameters parameters) {
    Parameters read = parameters.copy();
    for (int i = 0; i < read.getParameter().size(); i++) {
      ParametersParameterComponent parameter = read.getParameter().get(i);
      if (X12.equals(parameter.getName())) {
        String path = "Parameters.parameter[" + i + "].resource";
        parameter.setName("claim").setResource(claim(parameter.getResource(), path));
      }
    }
    return read;
  }

  private Claim claim(@Nullable Resource resource, String path) {
    if (!(resource instanceof Binary file) || !file.hasData()) {
      throw CallRefusedException.notUnderstood(
          IssueCode.PARAMETER_NOT_VALID, path, "x12 is a Binary with data. Send one.");
    }
    X12Reader.Read read = X12Reader.read(new String(file.getData(), StandardCharsets.ISO_8859_1));
    if (!read.issues().isEmpty()) {
      throw CallRefusedException.notUsable(
          IssueCode.X12_NOT_READABLE, path, read.issues().get(0).text());
    }
    if (read.claims().size() != 1) {
      throw CallRefusedException.notUsable(
          IssueCode.X12_NOT_READABLE,
          path,
          "The file has %d claims, and one is checked at a time. Send a file of one claim, or use the command check."
              .formatted(read.claims().size()));
    }
    read.faultsOf(0).forEach(fault -> faults.add(new X12Issue(fault.code(), path, fault.text())));
    read.skipped().forEach(set -> faults.add(new X12Issue(set.code(), path, set.text())));
    return read.claims().get(0);
  }

  /** An issue without a code only says that there is nothing to say. */
  private void addFaults(Parameters answer) {
    answer.getParameter("result").setValue(new BooleanType(false));
    answer.getParameter().stream()
        .map(ParametersParameterComponent::getResource)
        .filter(OperationOutcome.class::isInstance)
        .map(OperationOutcome.class::cast)
        .forEach(
            outcome -> {
              outcome.getIssue().removeIf(issue -> !issue.getDetails().hasCoding());
              faults.forEach(fault -> outcome.addIssue(fault.component()));
            });
  }
}
