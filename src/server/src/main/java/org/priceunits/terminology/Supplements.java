package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.Extension;
import org.hl7.fhir.r5.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/**
 * Finds the supplements that a call requests by {@code useSupplement} or that its value set
 * requires; no others are applied.
 */
final class Supplements {
  private Supplements() {}

  /**
   * Returns all supplements that the call requests; refuses the call if one of them is not hosted.
   */
  static Set<String> asked(LibraryContext context, Query query, @Nullable ValueSet set) {
    Set<String> asked = new LinkedHashSet<>(query.texts("useSupplement").toList());
    asked.addAll(needed(set));
    List<String> missing =
        asked.stream().filter(url -> context.catalog().codeSystem(url, null) == null).toList();
    if (!missing.isEmpty()) {
      throw Refusal.of(422, List.of(missing(context, missing)));
    }
    return asked;
  }

  static List<String> needed(@Nullable ValueSet set) {
    List<String> needed = new ArrayList<>();
    if (set != null) {
      for (Extension extension :
          set.getExtensionsByUrl(ExtensionDefinitions.EXT_VS_CS_SUPPL_NEEDED)) {
        needed.add(extension.getValue().primitiveValue());
      }
    }
    return needed;
  }

  private static OperationOutcomeIssueComponent missing(LibraryContext context, List<String> urls) {
    String text =
        context.formatMessagePlural(
            urls.size(), I18nConstants.VALUESET_SUPPLEMENT_MISSING, String.join(", ", urls));
    OperationOutcomeIssueComponent issue =
        new OperationOutcomeIssueComponent(IssueSeverity.ERROR, IssueType.NOTFOUND);
    issue.addExtension(
        ExtensionDefinitions.EXT_ISSUE_MSG_ID,
        new StringType(I18nConstants.VALUESET_SUPPLEMENT_MISSING));
    issue.getDetails().setText(text).addCoding(Refusal.ISSUE_TYPES, "not-found", null);
    return issue;
  }
}
