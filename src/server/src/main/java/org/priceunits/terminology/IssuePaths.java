package org.priceunits.terminology;

import java.util.regex.Pattern;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.StringType;

/**
 * Corrects paths of issues: the library inserts a value set's name into a FHIRPath, which makes it
 * invalid.
 */
final class IssuePaths {
  private static final Pattern NAMED_SET =
      Pattern.compile("^ValueSet\\[[^\\]]*\\](.*?)(\\.value)?$");

  private IssuePaths() {}

  static void shorten(OperationOutcomeIssueComponent issue) {
    issue.getLocation().forEach(IssuePaths::shorten);
    issue.getExpression().forEach(IssuePaths::shorten);
  }

  private static void shorten(StringType path) {
    path.setValue(NAMED_SET.matcher(path.getValue()).replaceFirst("ValueSet$1"));
  }
}
