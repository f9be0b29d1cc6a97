package org.priceunits.server.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.cli.bulk.ResourceLines;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.pricing.TransactionWriter;
import org.priceunits.pricing.write.OutcomeWriter;
import org.priceunits.server.bulk.Job.Status;
import org.priceunits.server.bulk.Pieces.Kind;
import org.priceunits.server.security.ActingClient;

/**
 * Puts the claims of a priced chunk into the store, each by a conditional update, so that a second
 * attempt replaces the drafts of the first. A claim that the store refuses is reported, and does
 * not keep the others from being stored.
 */
final class ClaimStorage {
  private final JobTables tables;
  private final DaoRegistry daos;
  private final CallerStores stores;

  ClaimStorage(JobTables tables, DaoRegistry daos, CallerStores stores) {
    this.tables = tables;
    this.daos = daos;
    this.stores = stores;
  }

  /** Stores the claims of a chunk, unless that is done. */
  void store(Job job, Chunk chunk, Runnable stillWanted) {
    if (chunk.stored()) {
      return;
    }
    BulkTotals totals = TotalsJson.read(Objects.requireNonNull(chunk.totals()));
    PieceWriter outcomes = new PieceWriter(Kind.OUTCOME, chunk.number(), Pieces.PREPARED);
    try {
      for (int sequence : tables.pieces().sequences(job.id(), Kind.CLAIM, chunk.number())) {
        byte[] piece = tables.pieces().content(job.id(), Kind.CLAIM, chunk.number(), sequence);
        store(job, piece, totals, outcomes, stillWanted);
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
      Job job, byte[] piece, BulkTotals totals, PieceWriter outcomes, Runnable stillWanted)
      throws IOException {
    RequestDetails client = ActingClient.of(job.client(), job.base());
    ResourceStore store = stores.of(job.client(), job.base());
    ResourceLines lines = new ResourceLines();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(Gzip.plain(piece), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        stillWanted.run();
        Claim claim =
            FhirContext.forR4Cached().newJsonParser().parseResource(Claim.class, line);
        Optional<OperationOutcome> refused = refusal(claim, client, store);
        if (refused.isPresent()) {
          totals.add(refused.get());
          lines.write(refused.get(), outcomes.lines());
          outcomes.cutIfLong();
        }
      }
    }
  }

  /** Stores a claim. Returns why it is not stored, if it is not. */
  private Optional<OperationOutcome> refusal(
      Claim claim, RequestDetails client, ResourceStore store) {
    if (!claim.hasIdentifier()) {
      return Optional.of(
          outcome(
              claim,
              IssueCode.ADMINISTRATION_NOT_IDENTIFIED,
              "The claim is not stored: its administrations have no identifier, so storing it twice could not be told. Send identifiers, or store the claim of the output yourself."));
    }
    try {
      daos.getResourceDao(Claim.class)
          .update(TransactionWriter.storable(claim), TransactionWriter.draftOf(claim), client);
      return Optional.empty();
    } catch (PreconditionFailedException | ResourceVersionConflictException e) {
      return Optional.of(billed(claim, store).orElseThrow(() -> e));
    }
  }

  /** Returns the outcome for a claim whose administrations stand on another one. */
  private static Optional<OperationOutcome> billed(Claim claim, ResourceStore store)
      throws BaseServerResponseException {
    return store.liveClaims(claim.getIdentifier()).stream()
        .findFirst()
        .map(
            first ->
                outcome(
                    claim,
                    IssueCode.ALREADY_BILLED,
                    "The claim is not stored: an administration of it stands on %s already. Cancel that one, or leave the administration out."
                        .formatted(
                            first.getIdElement().toUnqualifiedVersionless().getValue())));
  }

  private static OperationOutcome outcome(Claim claim, IssueCode code, String text) {
    OperationOutcomeIssueComponent issue =
        OutcomeWriter.component(code, text).setSeverity(IssueSeverity.ERROR);
    if (claim.hasIdentifier()) {
      issue.setDiagnostics(
          claim.getIdentifierFirstRep().getSystem()
              + "|"
              + claim.getIdentifierFirstRep().getValue());
    }
    return new OperationOutcome().addIssue(issue);
  }
}
