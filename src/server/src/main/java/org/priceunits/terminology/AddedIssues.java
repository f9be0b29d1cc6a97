package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.exceptions.TerminologyServiceException;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyServiceErrorClass;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.jspecify.annotations.Nullable;

/** Adds errors that the library omits. */
final class AddedIssues {
  private static final String NULL_POINTER = "Cannot invoke";
  private static final String LISTED = "Code found in include, however";

  private AddedIssues() {}

  /**
   * Reports a code of a system, or of a version of one, that is not hosted, if there is no value
   * set. The library would ask a terminology server, and this is that server.
   *
   * @param place where the call names the system: {@code system}, {@code Coding.system} ...
   */
  static void unknownSystem(
      PooledWorkerContext context, ValidationResult result, Coding coding, String place) {
    if (result.getUnknownSystems() != null
        && result.getUnknownSystems().contains(coding.getSystem())) {
      // Of a CodeableConcept the library does not tell that this is why it is not valid.
      result.setErrorClass(TerminologyServiceErrorClass.CODESYSTEM_UNSUPPORTED);
      return;
    }
    TerminologyServiceErrorClass reason = result.getErrorClass();
    boolean unanswered =
        reason == TerminologyServiceErrorClass.BLOCKED_BY_OPTIONS
            || reason == TerminologyServiceErrorClass.NOSERVICE;
    boolean decided = result.getSeverity() == ValidationMessage.IssueSeverity.ERROR;
    if (!unanswered || decided || !coding.hasSystem() || system(context, coding) != null) {
      return;
    }
    if (result.getIssues().stream().noneMatch(AddedIssues::isNotFound)) {
      String text = context.formatMessage(I18nConstants.UNKNOWN_CODESYSTEM, coding.getSystem());
      OperationOutcomeIssueComponent issue =
          QueryRefusedException.issue(
              IssueType.NOTFOUND, I18nConstants.UNKNOWN_CODESYSTEM, "not-found", text);
      issue.addLocation(place);
      issue.addExpression(place);
      result.setIssues(new ArrayList<>(List.of(issue)));
    }
    result.setErrorClass(TerminologyServiceErrorClass.CODESYSTEM_UNSUPPORTED);
    result.setUnknownSystems(
        Set.of(
            coding.hasVersion() && isOfOtherVersions(context, coding)
                ? coding.getSystem() + "|" + coding.getVersion()
                : coding.getSystem()));
  }

  private static boolean isOfOtherVersions(PooledWorkerContext context, Coding coding) {
    return !context.catalog().codeSystemVersions(coding.getSystem()).isEmpty();
  }

  /**
   * Warns of a coding without a version whose code system needs one (FHIR, {@code
   * CodeSystem.versionNeeded}), if neither the call nor its value set names one.
   */
  static void versionNeeded(
      PooledWorkerContext context,
      ValidationResult result,
      Coding coding,
      @Nullable ValueSet set,
      String place) {
    CodeSystem system = coding.hasSystem() && !coding.hasVersion() ? system(context, coding) : null;
    if (system == null || !system.getVersionNeeded() || namesVersion(context, coding, set)) {
      return;
    }
    OperationOutcomeIssueComponent issue =
        QueryRefusedException.issue(
            IssueType.REQUIRED,
            null,
            "invalid-data",
            "A code of '%s' needs the version of the code system: state it. Taken was %s"
                .formatted(
                    system.getUrl(), system.hasVersion() ? system.getVersion() : "the latest"));
    issue.setSeverity(IssueSeverity.WARNING);
    issue.addLocation(place);
    issue.addExpression(place);
    result.getIssues().add(issue);
  }

  /** A set that imports its codes names no version that would be told from here. */
  private static boolean namesVersion(
      PooledWorkerContext context, Coding coding, @Nullable ValueSet set) {
    CallState call = context.call();
    if (set == null) {
      return call.versionToUse(new ConceptSetComponent().setSystem(coding.getSystem())) != null;
    }
    return set.getCompose().getInclude().stream()
        .filter(include -> coding.getSystem().equals(include.getSystem()))
        .allMatch(include -> call.versionToUse(include) != null);
  }

  /**
   * Refuses a code that an error is reported on. The library lets it pass with a warning if it
   * would ask a server to decide.
   */
  static void refuseWithErrors(ValidationResult result) {
    List<String> errors =
        result.getIssues().stream()
            .filter(issue -> issue.getSeverity() == IssueSeverity.ERROR)
            .map(issue -> issue.getDetails().getText())
            .sorted()
            .toList();
    boolean refused =
        result.getSeverity() == ValidationMessage.IssueSeverity.ERROR
            || result.getSeverity() == ValidationMessage.IssueSeverity.FATAL;
    if (!errors.isEmpty() && !refused) {
      result.setSeverity(ValidationMessage.IssueSeverity.ERROR);
      result.setMessage(String.join("; ", errors));
    }
  }

  /**
   * Refuses a code that a value set lists and yet does not hold, since it excludes the set or the
   * properties of the code, or includes its list only as far as another set holds it. The library
   * lets such a code pass with a warning if it comes alone.
   *
   * @param place where the call names the code
   */
  static void notInSetAfterAll(
      PooledWorkerContext context,
      ValidationResult result,
      Coding coding,
      ValueSet set,
      String place) {
    if (!String.valueOf(result.getMessage()).startsWith(LISTED)) {
      return;
    }
    String text =
        context.formatMessagePlural(
            1,
            I18nConstants.NONE_OF_THE_PROVIDED_CODES_ARE_IN_THE_VALUE_SET_,
            set.getVersionedUrl(),
            "'" + coding.getSystem() + "#" + coding.getCode() + "'");
    OperationOutcomeIssueComponent issue =
        QueryRefusedException.issue(
            IssueType.CODEINVALID,
            I18nConstants.NONE_OF_THE_PROVIDED_CODES_ARE_IN_THE_VALUE_SET_ONE,
            "not-in-vs",
            text);
    issue.addLocation(place);
    issue.addExpression(place);
    result.getIssues().removeIf(listed -> listed.getDetails().getText().startsWith(LISTED));
    result.getIssues().add(issue);
    result.setSeverity(ValidationMessage.IssueSeverity.ERROR).setMessage(text);
  }

  private static boolean isNotFound(OperationOutcomeIssueComponent issue) {
    return issue.getCode() == IssueType.NOTFOUND;
  }

  /**
   * Reports why a value set cannot be evaluated: of a filter that fails, such as a malformed or
   * endless regular expression, the library gives the text alone; of a system that it cannot infer,
   * that there is no server, or the text of a null pointer.
   */
  static void unusableSet(
      PooledWorkerContext context, ValidationResult result, Coding coding, ValueSet set) {
    String message = String.valueOf(result.getMessage());
    if (TerminologyServiceException.NO_SERVICE_CODE.equals(message)
        || message.startsWith(NULL_POINTER)) {
      result.setMessage(
          context.formatMessage(
              I18nConstants.UNABLE_TO_INFER_CODESYSTEM, coding.getCode(), set.getVersionedUrl()));
    }
    if (result.getSeverity() == ValidationMessage.IssueSeverity.ERROR
        && result.getIssues().isEmpty()
        && result.getMessage() != null) {
      result.setIssues(
          new ArrayList<>(
              List.of(
                  QueryRefusedException.issue(
                      IssueType.PROCESSING, null, "vs-invalid", result.getMessage()))));
    }
  }

  private static @Nullable CodeSystem system(PooledWorkerContext context, Coding coding) {
    return context.catalog().codeSystem(coding.getSystem(), coding.getVersion());
  }
}
