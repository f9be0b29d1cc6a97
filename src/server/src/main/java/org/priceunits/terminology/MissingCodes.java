package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.OperationOutcome;
import org.hl7.fhir.r5.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.jspecify.annotations.Nullable;

/**
 * Answers about codings without a code, and about concepts of words alone, at which the library
 * fails. Such a coding is not valid, but no bad request; it is a warning, since the caller alone
 * knows whether a coding may lack its code there (HL7's terminology ecosystem, 1.9.5).
 */
final class MissingCodes {
  private static final String CONCEPT = "CodeableConcept";
  private static final String NEITHER_ID = "Coding_has_no_system_or_code__cannot_validate";

  private MissingCodes() {}

  static Parameters answer(Coding coding) {
    OperationOutcomeIssueComponent issue = issue(coding, "Coding");
    return ValidationAnswer.of(refused(List.of(issue)), null).parameters();
  }

  /**
   * Answers about a concept none of whose codings has a code.
   *
   * @param set the value set, or code system, that the call is on; null if it names none
   * @param inSet false for a code system, which is silent where a coding says enough
   */
  static Parameters answer(
      PooledWorkerContext context, CodeableConcept concept, @Nullable String set, boolean inSet) {
    List<OperationOutcomeIssueComponent> issues = issues(concept);
    if (inSet || issues.isEmpty()) {
      String text = context.formatMessage(I18nConstants.TX_GENERAL_CC_ERROR_MESSAGE, set);
      issues.add(
          QueryRefusedException.issue(
              IssueType.CODEINVALID, I18nConstants.TX_GENERAL_CC_ERROR_MESSAGE, "not-in-vs", text));
    }
    return ValidationAnswer.of(refused(issues), null).withConcept(concept).parameters();
  }

  private static ValidationResult refused(List<OperationOutcomeIssueComponent> issues) {
    String message =
        String.join("; ", issues.stream().map(issue -> issue.getDetails().getText()).toList());
    return new ValidationResult(ValidationMessage.IssueSeverity.ERROR, message, issues);
  }

  /** Returns a concept with those codings alone that have a code. */
  static CodeableConcept leftOut(CodeableConcept concept) {
    CodeableConcept rest = concept.copy();
    rest.getCoding().removeIf(coding -> !coding.hasCode());
    return rest;
  }

  /** Adds what is to be said of the codings that are left out to the answer about the others. */
  static Parameters restored(Parameters answer, CodeableConcept concept) {
    List<OperationOutcomeIssueComponent> missing = issues(concept);
    if (missing.isEmpty()) {
      return answer;
    }
    OperationOutcome outcome = outcome(answer);
    List<Integer> places = places(concept);
    outcome.getIssue().forEach(issue -> relocate(issue, places));
    for (OperationOutcomeIssueComponent issue : missing) {
      outcome.addIssue(issue);
      String text = issue.getDetails().getText();
      ParametersParameterComponent message = answer.getParameter("message");
      if (message == null) {
        answer.addParameter("message", text);
      } else {
        message.setValue(new StringType(message.getValue().primitiveValue() + "; " + text));
      }
    }
    return answer;
  }

  private static OperationOutcome outcome(Parameters answer) {
    ParametersParameterComponent issues = answer.getParameter("issues");
    if (issues != null && issues.getResource() instanceof OperationOutcome outcome) {
      return outcome;
    }
    OperationOutcome outcome = new OperationOutcome();
    answer.addParameter().setName("issues").setResource(outcome);
    return outcome;
  }

  /** Returns the places of the codings with a code, in order. */
  private static List<Integer> places(CodeableConcept concept) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < concept.getCoding().size(); i++) {
      if (concept.getCoding().get(i).hasCode()) {
        places.add(i);
      }
    }
    return places;
  }

  private static void relocate(OperationOutcomeIssueComponent issue, List<Integer> places) {
    for (List<StringType> paths : List.of(issue.getExpression(), issue.getLocation())) {
      for (StringType path : paths) {
        path.setValue(relocated(path.getValue(), places));
      }
    }
  }

  private static String relocated(String path, List<Integer> places) {
    for (int i = 0; i < places.size(); i++) {
      String place = place(i);
      if (path.startsWith(place)) {
        return place(places.get(i)) + path.substring(place.length());
      }
    }
    return path;
  }

  private static String place(int index) {
    return CONCEPT + ".coding[" + index + "]";
  }

  private static List<OperationOutcomeIssueComponent> issues(CodeableConcept concept) {
    List<OperationOutcomeIssueComponent> issues = new ArrayList<>();
    for (int i = 0; i < concept.getCoding().size(); i++) {
      if (!concept.getCoding().get(i).hasCode()) {
        issues.add(issue(concept.getCoding().get(i), place(i)));
      }
    }
    return issues;
  }

  private static OperationOutcomeIssueComponent issue(Coding coding, String place) {
    OperationOutcomeIssueComponent issue =
        coding.hasSystem()
            ? QueryRefusedException.issue(
                IssueType.INVALID,
                null,
                "invalid-data",
                "Coding has no code for system %s and cannot be validated"
                    .formatted(coding.getSystem()))
            : QueryRefusedException.issue(
                IssueType.INVALID,
                NEITHER_ID,
                "invalid-data",
                "Coding has no system and no code, and cannot be validated");
    issue.setSeverity(IssueSeverity.WARNING);
    issue.addLocation(place);
    issue.addExpression(place);
    return issue;
  }
}
