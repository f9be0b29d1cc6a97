package org.priceunits.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.domain.billing.IssueCode;
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
      return answer(List.of(), issues, results);
    }
    try {
      PricedClaims priced = pricer.price(inputs(records), shared);
      for (OperationOutcomeIssueComponent issue : priced.outcome().getIssue()) {
        if (issue.getDetails().hasCoding()) {
          issues.add(SourceOfIssue.of(issue, records::get));
        }
      }
      priced.results().stream()
          .map(AdministrationResult::status)
          .forEach(status -> results.merge(status, 1, Integer::sum));
      return answer(priced.claims(), issues, results);
    } catch (CallRefusedException refused) {
      for (ParsedRecord record : administrations) {
        refused.outcome().getIssue().stream()
            .map(issue -> SourceOfIssue.at(issue.copy(), record))
            .forEach(issues::add);
      }
      results.merge(Status.REFUSED, administrations.size(), Integer::sum);
      return answer(List.of(), issues, results);
    }
  }

  /**
   * Returns the answer for a patient with more administrations than {@link #MOST}: nothing is
   * priced, since nothing may be billed from a part of a patient's records.
   *
   * @param first the first record, for the message
   * @param count the number of administrations
   */
  public static PatientClaims tooMany(RecordLine first, int count) {
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

  private static PatientClaims refused(RecordLine first, int administrations, String reason) {
    OperationOutcomeIssueComponent issue =
        OutcomeWriter.component(IssueCode.TOO_MANY_ADMINISTRATIONS, reason);
    return answer(
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
    return answer(List.of(), List.of(SourceOfIssue.at(issue, line)), Map.of(Status.REFUSED, 1));
  }

  private static PatientClaims answer(
      List<Claim> claims,
      List<OperationOutcomeIssueComponent> issues,
      Map<Status, Integer> results) {
    return new PatientClaims(claims, SourceOfIssue.outcome(issues), results);
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
                    "The line is no FHIR R4 resource. Correct it. " + e.getMessage()),
                line));
      }
    }
    return parsed;
  }

  /**
   * Entries are in the order of the records, so that the place of an issue leads back to a line.
   */
  private CallInputs inputs(List<ParsedRecord> records) {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    for (ParsedRecord record : records) {
      bundle.addEntry(entry(record.resource()));
    }
    CallInputs inputs = terms.get().body(bundle);
    onlyCoverage(records).ifPresent(inputs::coverage);
    return inputs;
  }

  /** Exports name resources by id, or by the urn of a UUID which is the id. */
  private static BundleEntryComponent entry(Resource resource) {
    String id = resource.getIdElement().getIdPart();
    BundleEntryComponent entry = new BundleEntryComponent().setResource(resource);
    return id == null ? entry : entry.setFullUrl("urn:uuid:" + id);
  }

  /** Returns the coverage that decides the payer: the only one of the patient that is active. */
  private static Optional<Reference> onlyCoverage(List<ParsedRecord> records) {
    List<Coverage> active =
        records.stream()
            .map(ParsedRecord::resource)
            .filter(Coverage.class::isInstance)
            .map(Coverage.class::cast)
            .filter(c -> c.getStatus() == Coverage.CoverageStatus.ACTIVE)
            .filter(Resource::hasIdElement)
            .toList();
    return active.size() == 1
        ? Optional.of(new Reference("Coverage/" + active.get(0).getIdElement().getIdPart()))
        : Optional.empty();
  }
}
