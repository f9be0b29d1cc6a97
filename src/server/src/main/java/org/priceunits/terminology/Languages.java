package org.priceunits.terminology;

import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code displayLanguage}: a language tag or a whole Accept-Language header (RFC 9110,
 * section 12.5.4).
 */
final class Languages {
  private static final String RANGE =
      "(\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)(\\s*;\\s*q\\s*=\\s*[0-9.]+)?";
  private static final Pattern HEADER =
      Pattern.compile("\\s*" + RANGE + "(\\s*,\\s*" + RANGE + ")*\\s*");

  private Languages() {}

  /** Refuses a text that is not a list of languages. */
  static void check(PooledWorkerContext context, @Nullable String language) {
    if (language == null || HEADER.matcher(language).matches()) {
      return;
    }
    OperationOutcomeIssueComponent issue =
        new OperationOutcomeIssueComponent(IssueSeverity.ERROR, IssueType.PROCESSING);
    issue.addExtension(
        ExtensionDefinitions.EXT_ISSUE_MSG_ID, new StringType(I18nConstants.INVALID_DISPLAY_NAME));
    issue.getDetails().setText(context.formatMessage(I18nConstants.INVALID_DISPLAY_NAME, language));
    issue.getDetails().addCoding(QueryRefusedException.ISSUE_TYPES, "invalid-display", null);
    throw QueryRefusedException.of(422, List.of(issue));
  }
}
