package org.priceunits.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.PlainMessage;
import org.priceunits.pricing.AdministrationResult;
import org.priceunits.pricing.AdministrationResult.Status;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.pricing.PricedClaims;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.pricing.write.OutcomeWriter;

/**
 * Prices all records of one patient as one call of {@code $price-units}. The order of the records
 * does not matter: they are sorted by date, identifier and content first. Safe for use by several
 * threads.
 */
public final class PatientPricer {
  /** More administrations than a patient has in twenty years of weekly treatment. */
  public static final int MOST = 10_000;

  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private final ClaimPricer pricer;
  private final Supplier<CallInputs> terms;

  /**
   * @param terms inputs for every call, such as the payer and the time zone; a new object each time
   */
  public PatientPricer(ClaimPricer pricer, Supplier<CallInputs> terms) {
    this.pricer = pricer;
    this.terms = terms;
  }

  /**
   * Prices the records of one patient.
   *
   * @param lines in any order; a line that is no FHIR R4 resource is reported and left out
   * @param shared the resources that records of all patients may refer to
   */
  public PatientClaims price(List<RecordLine> lines, ResourceStore shared) {
    return price(lines, Set.of(), shared);
  }

  /**
   * Prices the records of one patient, some of which are stored on this server.
   *
   * @param stored the administrations among the lines, as {@code type/id}, that are priced as a
   *     call prices those that it only refers to: with what the store knows beside them
   */
  public PatientClaims price(List<RecordLine> lines, Set<String> stored, ResourceStore shared) {
    List<OperationOutcomeIssueComponent> issues = new ArrayList<>();
    List<ParsedRecord> records = parsed(lines, issues);
    records.sort(ParsedRecord.ORDER);
    List<ParsedRecord> administrations =
        records.stream().filter(ParsedRecord::isAdministration).toList();
    Map<Status, Integer> results = new EnumMap<>(Status.class);
    if (!issues.isEmpty()) {
      results.put(Status.REFUSED, issues.size());
    }
    if (administrations.isEmpty()) {
      return answer(List.of(), List.of(), issues, results);
    }
    try {
      PricedClaims priced =
          pricer.price(
              PatientInputs.of(terms.get(), records, stored),
              new WithRecords(shared, stored, records));
      for (OperationOutcomeIssueComponent issue : priced.outcome().getIssue()) {
        if (issue.getDetails().hasCoding()) {
          issues.add(SourceOfIssue.of(issue, records::get));
        }
      }
      priced.results().stream()
          .map(AdministrationResult::status)
          .forEach(status -> results.merge(status, 1, Integer::sum));
      return answer(priced.claims(), priced.chargeItems(), issues, results);
    } catch (CallRefusedException refused) {
      for (ParsedRecord record : administrations) {
        refused.outcome().getIssue().stream()
            .map(issue -> SourceOfIssue.at(issue.copy(), record))
            .forEach(issues::add);
      }
      results.merge(Status.REFUSED, administrations.size(), Integer::sum);
      return answer(List.of(), List.of(), issues, results);
    }
  }

  /**
   * Returns the answer for a patient with more administrations than {@link #MOST}: nothing is
   * priced, since nothing may be billed from a part of a patient's records.
   *
   * @param first the first record, for the message
   * @param count the number of administrations
   */
  static PatientClaims tooMany(RecordLine first, int count) {
    return refused(
        first,
        count,
        "%d administrations name the same patient, and at most %d are priced together. Check the subject, or send the years of the patient in files of their own."
            .formatted(count, MOST));
  }

  /**
   * Returns the answer for a patient with more records than are read together, of which the
   * administrations are not too many by themselves.
   *
   * @param first the first administration, for the message
   * @param administrations how many of the records are administrations
   */
  static PatientClaims tooManyRecords(
      RecordLine first, int administrations, int records, int most) {
    return refused(
        first,
        administrations,
        "%d records name the same patient, and at most %d are read together. Check the subject, or send only what the administrations refer to."
            .formatted(records, most));
  }

  /**
   * Returns the answer for a patient whose records are longer than what is read together.
   *
   * @param first the first administration, for the message
   * @param administrations how many of the records are administrations
   * @param length of the records in MB
   */
  static PatientClaims tooLong(RecordLine first, int administrations, long length, long most) {
    return refused(
        first,
        administrations,
        "%d MB of records name the same patient, and at most %d MB are read together. Check the subject, or send only what the administrations refer to."
            .formatted(length, most));
  }

  private static PatientClaims refused(RecordLine first, int administrations, String reason) {
    return refused(
        first,
        administrations,
        OutcomeWriter.component(IssueCode.TOO_MANY_ADMINISTRATIONS, reason));
  }

  private static PatientClaims refused(
      RecordLine first, int administrations, OperationOutcomeIssueComponent issue) {
    return answer(
        List.of(),
        List.of(),
        List.of(SourceOfIssue.at(issue, first)),
        Map.of(Status.REFUSED, administrations));
  }

  /**
   * Returns the answer for a line that cannot be told to be anybody's record.
   *
   * @param reason a sentence that says what to correct
   */
  public static PatientClaims notReadable(RecordLine line, String reason) {
    OperationOutcomeIssueComponent issue =
        OutcomeWriter.component(IssueCode.RECORD_NOT_READABLE, reason);
    return refused(line, issue);
  }

  /**
   * Returns the answer for a reference to an administration that is not stored.
   *
   * @param reason a sentence that says what to correct
   */
  public static PatientClaims notFound(RecordLine line, String reason) {
    return refused(line, OutcomeWriter.component(IssueCode.REFERENCE_NOT_FOUND, reason));
  }

  private static PatientClaims refused(RecordLine line, OperationOutcomeIssueComponent issue) {
    return refused(line, 1, issue);
  }

  private static PatientClaims answer(
      List<Claim> claims,
      List<ChargeItem> chargeItems,
      List<OperationOutcomeIssueComponent> issues,
      Map<Status, Integer> results) {
    return new PatientClaims(claims, chargeItems, SourceOfIssue.outcome(issues), results);
  }

  private static List<ParsedRecord> parsed(
      List<RecordLine> lines, List<OperationOutcomeIssueComponent> issues) {
    IParser parser = FHIR.newJsonParser();
    parser.setParserErrorHandler(new LenientErrorHandler(false));
    List<ParsedRecord> parsed = new ArrayList<>(lines.size());
    for (RecordLine line : lines) {
      try {
        parsed.add(new ParsedRecord(line, (Resource) parser.parseResource(line.text())));
      } catch (DataFormatException e) {
        issues.add(
            SourceOfIssue.at(
                OutcomeWriter.component(
                    IssueCode.RECORD_NOT_READABLE,
                    "The line is no FHIR R4 resource. Correct it. " + PlainMessage.of(e)),
                line));
      }
    }
    return parsed;
  }
}
