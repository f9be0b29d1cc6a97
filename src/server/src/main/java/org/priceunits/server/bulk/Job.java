package org.priceunits.server.bulk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job.
 *
 * @param client id of the client that it belongs to; null if no token was needed
 * @param created when it was asked for: the time of its claims
 * @param touched when it last made progress
 * @param request URL that was called
 * @param base FHIR base URL that was called
 * @param inputs what is not a record: Parameters in JSON
 * @param filesServer the one server that the absolute references of the records name
 * @param notUsed resources of types that pricing does not read: an object of counts in JSON
 * @param failure OperationOutcome in JSON, if it failed
 */
record Job(
    String id,
    @Nullable String client,
    Status status,
    Instant created,
    Instant touched,
    String request,
    String base,
    String inputs,
    boolean stores,
    @Nullable String filesServer,
    @Nullable String notUsed,
    @Nullable String failure) {

  /** How far a job is; it is complete when it is {@link #PRICING} and every chunk is done. */
  enum Status {
    /** Its body arrives. */
    RECEIVING,
    /** It is a submission whose manifests are still being named. */
    SUBMITTING,
    /** Its files are fetched. */
    FETCHING,
    PREPARING,
    PRICING,
    FAILED
  }
}
