package org.priceunits.terminology;

import static org.hl7.fhir.r5.model.OperationOutcome.IssueSeverity.ERROR;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the display that a value set itself gives a code. FHIR shows it in the set's expansion;
 * the library compares with the displays of the code system alone, and R4's own sets of units name
 * them in words that UCUM does not have.
 */
final class SetDisplays {
  private SetDisplays() {}

  /** Withdraws the finding on the display of the only coding in question. */
  static void accept(ValidationResult result, Coding asked, ValueSet set) {
    if (!asked.hasDisplay() || result.getIssues().stream().noneMatch(SetDisplays::isOnDisplay)) {
      return;
    }
    if (displays(set, asked).noneMatch(asked.getDisplay()::equalsIgnoreCase)) {
      return;
    }
    result.getIssues().removeIf(SetDisplays::isOnDisplay);
    if (result.getIssues().stream().noneMatch(issue -> issue.getSeverity() == ERROR)) {
      result.setSeverity(IssueSeverity.WARNING).setMessage(rest(result));
    }
  }

  private static @Nullable String rest(ValidationResult result) {
    String texts =
        result.getIssues().stream()
            .map(issue -> issue.getDetails().getText())
            .collect(Collectors.joining("; "));
    return texts.isEmpty() ? null : texts;
  }

  private static boolean isOnDisplay(OperationOutcomeIssueComponent issue) {
    return I18nConstants.DISPLAY_NAME_FOR__SHOULD_BE_ONE_OF__INSTEAD_OF.equals(
        issue.getExtensionString(ExtensionDefinitions.EXT_ISSUE_MSG_ID));
  }

  private static Stream<String> displays(ValueSet set, Coding asked) {
    return set.getCompose().getInclude().stream()
        .filter(include -> include.hasSystem() && include.getSystem().equals(asked.getSystem()))
        .flatMap(include -> include.getConcept().stream())
        .filter(concept -> asked.getCode().equals(concept.getCode()))
        .map(ConceptReferenceComponent::getDisplay)
        .filter(Objects::nonNull);
  }
}
