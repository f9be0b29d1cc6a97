package org.priceunits.server.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.ResourceLines;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.TransactionWriter;
import org.priceunits.pricing.write.OutcomeWriter;
import org.priceunits.server.bulk.Job.Status;
import org.priceunits.server.bulk.Pieces.Kind;
import org.priceunits.server.security.ActingClient;

/**
 * Puts the claims of a priced chunk into the store, each by a conditional update, so that a second
 * attempt replaces the drafts of the first, but never one of another patient. A claim that the
 * store refuses is reported, and does not keep the others from being stored.
 */
final class ClaimStorage {
  private static final int SERVER_ERROR = 500;

  /** Refusals that a second attempt at the chunk may not meet: another write, and too many. */
  private static final Set<Integer> PASSING = Set.of(409, 429);

  private final JobTables tables;
  private final DaoRegistry daos;

  ClaimStorage(JobTables tables, DaoRegistry daos) {
    this.tables = tables;
    this.daos = daos;
  }

  /**
   * Stores the claims of a chunk, unless that is done.
   *
   * @param last true if there is no further attempt: then a claim that cannot be stored is reported
   */
  void store(Job job, Chunk chunk, boolean last, Runnable stillWanted) {
    if (chunk.stored()) {
      return;
    }
    BulkTotals totals = TotalsJson.read(Objects.requireNonNull(chunk.totals()));
    PieceWriter outcomes = new PieceWriter(Kind.OUTCOME, chunk.number(), Pieces.PREPARED);
    try {
      for (int sequence : tables.pieces().sequences(job.id(), Kind.CLAIM, chunk.number())) {
        byte[] piece = tables.pieces().content(job.id(), Kind.CLAIM, chunk.number(), sequence);
        store(job, piece, totals, outcomes, last, stillWanted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tables.together(
        () -> {
          tables.jobs().progress(job.id(), Status.PRICING, 0);
          if (tables.chunks().stored(job.id(), chunk.number(), TotalsJson.write(totals))) {
            tables.pieces().add(job.id(), outcomes.pieces());
          }
        });
  }

  private void store(
      Job job,
      byte[] piece,
      BulkTotals totals,
      PieceWriter outcomes,
      boolean last,
      Runnable stillWanted)
      throws IOException {
    RequestDetails client = ActingClient.of(job.client(), job.base(), OwnDrafts.only(job.base()));
    ResourceLines lines = new ResourceLines();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(Gzip.plain(piece), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        stillWanted.run();
        Claim claim = FhirContext.forR4Cached().newJsonParser().parseResource(Claim.class, line);
        Optional<OperationOutcome> refused = refusal(claim, client, last);
        if (refused.isPresent()) {
          totals.add(refused.get());
          lines.write(refused.get(), outcomes.lines());
          outcomes.cutIfLong();
        }
      }
    }
  }

  /** Stores a claim. Returns why it is not stored, if it is not. */
  private Optional<OperationOutcome> refusal(Claim claim, RequestDetails client, boolean last) {
    if (!claim.hasIdentifier()) {
      return Optional.of(
          outcome(
              claim,
              IssueCode.ADMINISTRATION_NOT_IDENTIFIED,
              "The claim is not stored: its administrations have no identifier, so storing it twice"
                  + " could not be told. Send identifiers, or store the claim of the output"
                  + " yourself."));
    }
    try {
      daos.getResourceDao(Claim.class)
          .update(TransactionWriter.storable(claim), TransactionWriter.draftOf(claim), client);
      return Optional.empty();
    } catch (BaseServerResponseException e) {
      return Optional.of(refused(claim, e, last));
    } catch (RuntimeException e) {
      if (last) {
        return Optional.of(failed(claim));
      }
      throw e;
    }
  }

  /** Returns the outcome for a claim that is refused, unless another attempt may store it. */
  private static OperationOutcome refused(
      Claim claim, BaseServerResponseException refusal, boolean last) {
    Optional<String> billed = billed(refusal);
    if (billed.isPresent()) {
      return outcome(
          claim, IssueCode.ALREADY_BILLED, "The claim is not stored. %s".formatted(billed.get()));
    }
    boolean broken = refusal.getStatusCode() >= SERVER_ERROR;
    if (!last && (broken || PASSING.contains(refusal.getStatusCode()))) {
      throw refusal;
    }
    return broken ? failed(claim) : refused(claim, refusal);
  }

  /** Returns why an administration of the claim cannot be billed again, if that is the refusal. */
  private static Optional<String> billed(BaseServerResponseException refusal) {
    return refusal.getOperationOutcome() instanceof OperationOutcome told
        ? told.getIssue().stream()
            .map(OperationOutcomeIssueComponent::getDetails)
            .filter(
                details ->
                    details.hasCoding(
                        Canonicals.codeSystem("price-units-issue"),
                        IssueCode.ALREADY_BILLED.code()))
            .map(CodeableConcept::getText)
            .findFirst()
        : Optional.empty();
  }

  /** Returns the outcome for a claim on which the store fails each time. */
  private static OperationOutcome failed(Claim claim) {
    return outcome(
        claim,
        new OperationOutcomeIssueComponent()
            .setCode(IssueType.EXCEPTION)
            .setDetails(
                new CodeableConcept()
                    .setText(
                        "The claim is not stored: the server failed on it each time. Tell the"
                            + " operator the id of the job, and store the claim of the output"
                            + " yourself when that is mended.")));
  }

  /** Returns the outcome for a claim that the store does not take, in the words of the store. */
  private static OperationOutcome refused(Claim claim, BaseServerResponseException refusal) {
    IssueType type =
        refusal.getOperationOutcome() instanceof OperationOutcome told && told.hasIssue()
            ? told.getIssueFirstRep().getCode()
            : IssueType.PROCESSING;
    String text =
        "The claim is not stored: %s Store the claim of the output yourself when that is mended."
            .formatted(JobStart.withoutNumber(refusal.getMessage()));
    return outcome(
        claim,
        new OperationOutcomeIssueComponent()
            .setCode(type)
            .setDetails(new CodeableConcept().setText(text)));
  }

  private static OperationOutcome outcome(Claim claim, IssueCode code, String text) {
    return outcome(claim, OutcomeWriter.component(code, text));
  }

  private static OperationOutcome outcome(Claim claim, OperationOutcomeIssueComponent issue) {
    issue.setSeverity(IssueSeverity.ERROR);
    if (claim.hasIdentifier()) {
      issue.setDiagnostics(
          claim.getIdentifierFirstRep().getSystem()
              + "|"
              + claim.getIdentifierFirstRep().getValue());
    }
    return new OperationOutcome().addIssue(issue);
  }
}
