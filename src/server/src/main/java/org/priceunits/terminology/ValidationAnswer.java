package org.priceunits.terminology;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.model.CodeType;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.OperationOutcome;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.UriType;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyServiceErrorClass;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.jspecify.annotations.Nullable;

/**
 * Builds the output parameters of {@code $validate-code}: result, code, system, version, display,
 * message, issues and R5's additions.
 */
final class ValidationAnswer {
  private final Parameters parameters = new Parameters();
  private final ValidationResult result;

  private ValidationAnswer(ValidationResult result) {
    this.result = result;
  }

  /**
   * @param asked the coding in question; absent for a CodeableConcept
   */
  static ValidationAnswer of(ValidationResult result, @Nullable Coding asked) {
    ValidationAnswer answer = new ValidationAnswer(result);
    answer.coding(asked == null ? new Coding() : asked);
    answer.verdict();
    return answer;
  }

  ValidationAnswer withConcept(CodeableConcept concept) {
    parameters.addParameter("codeableConcept", concept);
    return this;
  }

  /** Adds the codes to use instead of one that has ended. */
  ValidationAnswer withSuccessors(List<String> codes) {
    codes.forEach(code -> parameters.addParameter("successor", new CodeType(code)));
    return this;
  }

  Parameters parameters() {
    return parameters;
  }

  private void coding(Coding asked) {
    String system = result.getSystem() == null ? asked.getSystem() : result.getSystem();
    if (system != null) {
      parameters.addParameter("system", new UriType(system));
    }
    String code = asked.getCode() == null ? result.getCode() : asked.getCode();
    if (code != null) {
      parameters.addParameter("code", new CodeType(code));
    }
    if (result.getCode() != null && !result.getCode().equals(code)) {
      parameters.addParameter("normalized-code", new CodeType(result.getCode()));
    }
    if (result.getVersion() != null) {
      parameters.addParameter("version", result.getVersion());
    }
    if (result.getDisplay() != null) {
      parameters.addParameter("display", result.getDisplay());
    }
  }

  private void verdict() {
    parameters.addParameter("result", result.getSeverity() != IssueSeverity.ERROR);
    if (result.getMessage() != null) {
      parameters.addParameter("message", result.getMessage());
    }
    if (result.isInactive()) {
      parameters.addParameter("inactive", true);
    }
    if (result.getStatus() != null) {
      parameters.addParameter("status", new CodeType(result.getStatus()));
    }
    Set<String> unknown =
        result.getUnknownSystems() == null ? Set.of() : result.getUnknownSystems();
    boolean cause = result.getErrorClass() == TerminologyServiceErrorClass.CODESYSTEM_UNSUPPORTED;
    for (String system : unknown) {
      parameters.addParameter(
          cause ? "x-caused-by-unknown-system" : "x-unknown-system", new CanonicalType(system));
    }
    if (!result.getIssues().isEmpty()) {
      OperationOutcome outcome = new OperationOutcome();
      outcome.getIssue().addAll(result.getIssues());
      parameters.addParameter().setName("issues").setResource(outcome);
    }
  }
}
