package org.priceunits.server.guard;

import ca.uhn.fhir.jpa.dao.r4.TransactionProcessorVersionAdapterR4;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/** Answers a failed entry of a batch as if it were a request of its own. */
final class EntryFaults extends TransactionProcessorVersionAdapterR4 {
  private final DatabaseFaults database;
  private final Faults others;

  EntryFaults(DatabaseFaults database, Faults others) {
    this.database = database;
    this.others = others;
  }

  @Override
  public void populateEntryWithOperationOutcome(
      BaseServerResponseException failure, BundleEntryComponent entry) {
    BaseServerResponseException told = firstOf(database.hide(failure), others.say(null, failure));
    BaseServerResponseException answer = told == null ? failure : told;
    super.populateEntryWithOperationOutcome(answer, entry);
    // A refusal with an outcome of its own says more than its message.
    if (answer.getOperationOutcome() instanceof OperationOutcome outcome) {
      entry.getResponse().setOutcome(outcome);
    }
  }

  private static @Nullable BaseServerResponseException firstOf(
      @Nullable BaseServerResponseException first, @Nullable BaseServerResponseException second) {
    return first == null ? second : first;
  }
}
