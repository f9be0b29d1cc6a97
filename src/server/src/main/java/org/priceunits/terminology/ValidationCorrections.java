package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;
import org.hl7.fhir.r5.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.jspecify.annotations.Nullable;

/**
 * Corrects the library's findings on codings: decides what an unknown code of a fragment means, and
 * turns what ended the library's work into refusals.
 */
final class ValidationCorrections {
  private static final Set<String> NOT_IN_SET =
      Set.of(
          I18nConstants.NONE_OF_THE_PROVIDED_CODES_ARE_IN_THE_VALUE_SET_ONE,
          I18nConstants.TX_GENERAL_CC_ERROR_MESSAGE);

  private final PooledWorkerContext context;
  private final ValidationResult result;
  private final List<Coding> asked;
  private final @Nullable ValueSet set;

  private ValidationCorrections(
      PooledWorkerContext context,
      ValidationResult result,
      List<Coding> asked,
      @Nullable ValueSet set) {
    this.context = context;
    this.result = result;
    this.asked = asked;
    this.set = set;
  }

  /**
   * Changes the library's result in place.
   *
   * @param place where the call names the system of the first coding
   */
  static void apply(
      PooledWorkerContext context,
      ValidationResult result,
      List<Coding> asked,
      @Nullable ValueSet set,
      String place) {
    context.call().budget().check();
    if (context.call().isCircularity(result.getMessage())) {
      throw QueryRefusedException.circular(result.getMessage());
    }
    if (result.getSeverity() == ValidationMessage.IssueSeverity.FATAL) {
      throw QueryRefusedException.of(422, result.getIssues());
    }
    if (set == null && asked.size() == 1) {
      AddedIssues.unknownSystem(context, result, asked.get(0), place);
    }
    for (int i = 0; i < asked.size(); i++) {
      AddedIssues.versionNeeded(
          context,
          result,
          asked.get(i),
          set,
          place.replace("system", "version").replace("[0]", "[" + i + "]"));
    }
    AddedIssues.refuseWithErrors(result);
    acceptLenientDisplay(result);
    if (set != null) {
      AddedIssues.unusableSet(context, result, asked.get(0), set);
    }
    ValidationCorrections corrections = new ValidationCorrections(context, result, asked, set);
    if (set != null) {
      SetDisplays.accept(context.call(), result, corrections::codingOf, set);
    }
    corrections.excuseFragments();
  }

  /**
   * Accepts a display that is no more than a warning: in a language that the code has no display
   * in, the library takes it for an error whether the call is lenient or not.
   */
  private static void acceptLenientDisplay(ValidationResult result) {
    if (result.isErrorIsDisplayIssue()
        && result.getIssues().stream()
            .noneMatch(issue -> issue.getSeverity() == IssueSeverity.ERROR)) {
      result.setSeverity(ValidationMessage.IssueSeverity.WARNING);
    }
  }

  /**
   * Downgrades an unknown code of a fragment to a warning, since it may exist elsewhere, unless the
   * fragment itself excludes it; whether it is in the value set stays open too, unless the set
   * excludes it or cannot reach it.
   */
  private void excuseFragments() {
    List<Coding> excused = new ArrayList<>();
    boolean downgraded = false;
    for (OperationOutcomeIssueComponent issue : result.getIssues()) {
      Coding coding = codingOf(issue);
      CodeSystem system = system(coding);
      boolean unknown = I18nConstants.UNKNOWN_CODE_IN_VERSION.equals(messageId(issue));
      if (unknown && system != null && notYet(issue, system, coding)) {
        continue;
      }
      if (unknown
          && system != null
          && system.getContent() == CodeSystemContentMode.FRAGMENT
          && Fragments.leavesOpen(system, coding.getCode())) {
        String text =
            context.formatMessage(
                I18nConstants.UNKNOWN_CODE_IN_FRAGMENT,
                coding.getCode(),
                system.getUrl(),
                system.getVersion());
        restate(issue, IssueSeverity.WARNING, I18nConstants.UNKNOWN_CODE_IN_FRAGMENT, text);
        downgraded = true;
        if (isOpen(coding)) {
          excused.add(coding);
          if (asked.size() == 1) {
            result.setVersion(system.getVersion());
          }
        }
      }
    }
    if (downgraded) {
      boolean all = excused.size() == asked.size();
      result
          .getIssues()
          .removeIf(
              i -> NOT_IN_SET.contains(messageId(i)) && (all || excused.contains(codingOf(i))));
      settle(null);
    }
  }

  /**
   * Returns true for a code that begins after the day in question: it is invalid on that day, in a
   * fragment too.
   */
  private boolean notYet(OperationOutcomeIssueComponent issue, CodeSystem system, Coding coding) {
    ConceptDefinitionComponent later = context.catalog().onAnotherDay(system, coding.getCode());
    if (later == null) {
      return false;
    }
    String begins = DatedConcepts.added(later).map(day -> ", it begins on " + day).orElse("");
    String text =
        "Code '%s' of %s is not in force on %s%s"
            .formatted(coding.getCode(), system.getUrl(), context.call().day(), begins);
    String old = issue.getDetails().getText();
    issue.getDetails().setText(text);
    String message = result.getMessage();
    result.setMessage(message == null ? text : message.replace(old, text));
    return true;
  }

  private boolean isOpen(Coding coding) {
    return set == null || new OpenMembership(context, coding).mayHold(set);
  }

  private void settle(@Nullable String message) {
    if (!hasErrors()) {
      result.setSeverity(ValidationMessage.IssueSeverity.WARNING).setMessage(message);
    }
  }

  private boolean hasErrors() {
    return result.getIssues().stream().anyMatch(i -> i.getSeverity() == IssueSeverity.ERROR);
  }

  private @Nullable CodeSystem system(Coding coding) {
    return coding.hasSystem()
        ? context.catalog().codeSystem(coding.getSystem(), coding.getVersion())
        : null;
  }

  private Coding codingOf(OperationOutcomeIssueComponent issue) {
    String path = issue.hasExpression() ? issue.getExpression().get(0).getValue() : "";
    int from = path.indexOf("coding[");
    int index = from < 0 ? 0 : Integer.parseInt(path.substring(from + 7, path.indexOf(']', from)));
    return asked.get(index);
  }

  private static String messageId(OperationOutcomeIssueComponent issue) {
    String id = issue.getExtensionString(ExtensionDefinitions.EXT_ISSUE_MSG_ID);
    return id == null ? "" : id;
  }

  private static void restate(
      OperationOutcomeIssueComponent issue, IssueSeverity severity, String id, String text) {
    issue.setSeverity(severity);
    issue.getExtensionByUrl(ExtensionDefinitions.EXT_ISSUE_MSG_ID).setValue(new StringType(id));
    issue.getDetails().setText(text);
  }
}
