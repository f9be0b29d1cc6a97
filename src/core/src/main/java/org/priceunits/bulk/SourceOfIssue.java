package org.priceunits.bulk;

import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an issue where its record stands: file and line by HL7's extensions, and the element's
 * path from its resource on instead of from the body of a call.
 */
public final class SourceOfIssue {
  /** Extension of an issue with the file that its record stands in. */
  public static final String FILE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-file";

  private static final String LINE =
      "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line";
  private static final Pattern PLACE = Pattern.compile("Bundle\\.entry\\[(\\d+)]\\.resource(.*)");

  private SourceOfIssue() {}

  /**
   * Changes an issue of a priced Bundle in place.
   *
   * @param issue an issue without the path of an entry is about the patient, and is left as it is
   * @param record returns the record of an entry
   */
  static OperationOutcomeIssueComponent of(
      OperationOutcomeIssueComponent issue, IntFunction<ParsedRecord> record) {
    if (issue.hasExpression()) {
      Matcher place = PLACE.matcher(issue.getExpression().get(0).getValue());
      if (place.matches()) {
        return at(issue, record.apply(Integer.parseInt(place.group(1))), place.group(2));
      }
    }
    return issue;
  }

  /** Attaches an issue to a record as a whole. */
  static OperationOutcomeIssueComponent at(
      OperationOutcomeIssueComponent issue, ParsedRecord record) {
    return at(issue, record, "");
  }

  private static OperationOutcomeIssueComponent at(
      OperationOutcomeIssueComponent issue, ParsedRecord record, String element) {
    issue.getExpression().clear();
    issue.addExpression(record.resource().fhirType() + element);
    issue.setDiagnostics(record.name());
    return at(issue, record.line());
  }

  /** Attaches an issue to a line whose record is unknown. */
  static OperationOutcomeIssueComponent at(OperationOutcomeIssueComponent issue, RecordLine line) {
    issue.addExtension(new Extension(FILE, new StringType(line.file())));
    issue.addExtension(new Extension(LINE, new IntegerType(Math.toIntExact(line.number()))));
    return issue;
  }

  /** Returns an outcome of the issues; null if there are none. */
  static @Nullable OperationOutcome outcome(List<OperationOutcomeIssueComponent> issues) {
    if (issues.isEmpty()) {
      return null;
    }
    OperationOutcome outcome = new OperationOutcome();
    issues.forEach(outcome::addIssue);
    return outcome;
  }
}
