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
  private static final int SERVER_ERROR = 500;

  /** Statuses of a claim whose administrations may stand on another one. */
  private static final Set<Integer> STANDING = Set.of(409, 412);

  /** Refusals that a second attempt at the chunk may not meet: another write, and too many. */
  private static final Set<Integer> PASSING = Set.of(409, 429);

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
        Claim claim = FhirContext.forR4Cached().newJsonParser().parseResource(Claim.class, line);
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
    } catch (BaseServerResponseException e) {
      if (e.getStatusCode() >= SERVER_ERROR) {
        throw e;
      }
      Optional<OperationOutcome> billed =
          STANDING.contains(e.getStatusCode()) ? billed(claim, store) : Optional.empty();
      if (billed.isEmpty() && PASSING.contains(e.getStatusCode())) {
        throw e;
      }
      return billed.or(() -> Optional.of(refused(claim, e)));
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
                        .formatted(first.getIdElement().toUnqualifiedVersionless().getValue())));
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
