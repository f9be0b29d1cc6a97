package org.priceunits.terminology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/**
 * Determines the supplements of a call: those that it requests by {@code useSupplement} and those
 * that its value set requires; no others are applied.
 */
final class SupplementsToUse {
  private SupplementsToUse() {}

  /**
   * Returns all supplements that the call requests; refuses the call if one of them is not hosted.
   */
  static Set<String> asked(PooledWorkerContext context, Query query, @Nullable ValueSet set) {
    Set<String> asked = new LinkedHashSet<>(query.texts("useSupplement").toList());
    asked.addAll(Supplements.needed(set));
    List<String> missing =
        asked.stream().filter(url -> context.catalog().codeSystem(url, null) == null).toList();
    if (!missing.isEmpty()) {
      throw QueryRefusedException.of(422, List.of(missing(context, missing)));
    }
    return asked;
  }

  private static OperationOutcomeIssueComponent missing(
      PooledWorkerContext context, List<String> urls) {
    String text =
        context.formatMessagePlural(
            urls.size(), I18nConstants.VALUESET_SUPPLEMENT_MISSING, String.join(", ", urls));
    return QueryRefusedException.issue(
        IssueType.NOTFOUND, I18nConstants.VALUESET_SUPPLEMENT_MISSING, "not-found", text);
  }
}
