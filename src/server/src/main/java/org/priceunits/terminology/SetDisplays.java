package org.priceunits.terminology;

import static org.hl7.fhir.r5.model.OperationOutcome.IssueSeverity.ERROR;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
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
  private final CallState call;

  private SetDisplays(CallState call) {
    this.call = call;
  }

  /**
   * Withdraws the findings on displays that the set, or one that it imports, gives their codes.
   *
   * @param codings tells the coding that an issue is about
   */
  static void accept(
      CallState call,
      ValidationResult result,
      Function<OperationOutcomeIssueComponent, Coding> codings,
      ValueSet set) {
    SetDisplays displays = new SetDisplays(call);
    boolean withdrawn =
        result
            .getIssues()
            .removeIf(
                issue -> isOnDisplay(issue) && displays.has(set, codings.apply(issue), Set.of()));
    if (!withdrawn) {
      return;
    }
    if (result.getIssues().stream().noneMatch(issue -> issue.getSeverity() == ERROR)) {
      result.setSeverity(IssueSeverity.WARNING).setMessage(texts(result, issue -> true));
    } else {
      result.setMessage(texts(result, issue -> issue.getSeverity() == ERROR));
    }
  }

  private static @Nullable String texts(
      ValidationResult result, Predicate<OperationOutcomeIssueComponent> told) {
    String texts =
        result.getIssues().stream()
            .filter(told)
            .map(issue -> issue.getDetails().getText())
            .collect(Collectors.joining("; "));
    return texts.isEmpty() ? null : texts;
  }

  private static boolean isOnDisplay(OperationOutcomeIssueComponent issue) {
    return I18nConstants.DISPLAY_NAME_FOR__SHOULD_BE_ONE_OF__INSTEAD_OF.equals(
        issue.getExtensionString(ExtensionDefinitions.EXT_ISSUE_MSG_ID));
  }

  /**
   * @param path the sets that import this one, by URL
   */
  private boolean has(ValueSet set, Coding asked, Set<String> path) {
    return asked.hasDisplay()
        && set.getCompose().getInclude().stream()
            .anyMatch(include -> names(include, asked) || imports(include, asked, path));
  }

  private static boolean names(ConceptSetComponent include, Coding asked) {
    return include.hasSystem()
        && include.getSystem().equals(asked.getSystem())
        && include.getConcept().stream()
            .filter(concept -> asked.getCode().equals(concept.getCode()))
            .anyMatch(concept -> asked.getDisplay().equalsIgnoreCase(concept.getDisplay()));
  }

  private boolean imports(ConceptSetComponent include, Coding asked, Set<String> path) {
    for (CanonicalType url : include.getValueSet()) {
      call.budget().spendOnSet();
      String[] parts = url.getValue().split("\\|", 2);
      ValueSet imported = call.catalog().valueSet(parts[0], parts.length == 2 ? parts[1] : null);
      Set<String> deeper = new HashSet<>(path);
      if (imported != null && deeper.add(url.getValue()) && has(imported, asked, deeper)) {
        return true;
      }
    }
    return false;
  }
}
