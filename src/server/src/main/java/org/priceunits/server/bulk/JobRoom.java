package org.priceunits.server.bulk;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/** How many jobs, and how many bytes of them, the database may hold. */
final class JobRoom {
  private final Jobs jobs;
  private final BulkProperties settings;

  JobRoom(Jobs jobs, BulkProperties settings) {
    this.jobs = jobs;
    this.settings = settings;
  }

  /**
   * Looks for room for another job of a client.
   *
   * @throws NotPossibleException with 429 if there is none
   */
  void check(@Nullable String client) {
    if (jobs.countOf(client) >= settings.jobsPerClient()) {
      throw tooMany(
          "The client has %d jobs, the most that are kept. DELETE those whose files are fetched."
              .formatted(settings.jobsPerClient()));
    }
    if (jobs.isFull(client, 1)) {
      throw tooMany(
          "The jobs of the client hold as much of the database as they may. DELETE those whose"
              + " files are fetched.");
    }
    if (jobs.isFull(1)) {
      throw tooMany(
          "The jobs hold as much of the database as they may. DELETE those whose files are fetched,"
              + " or try again later.");
    }
  }

  static NotPossibleException tooMany(String text) {
    return NotPossibleException.of(429, IssueType.THROTTLED, text);
  }
}
