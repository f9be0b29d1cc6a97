package org.priceunits.terminology;

import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is wrong with a resource that cannot be read. FHIR's parser takes more than HL7's
 * library does, which then fails anywhere and in its own words.
 */
final class Unreadable {
  private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

  private Unreadable() {}

  /** Returns the refusal that a failure is, or one with 422 for any other failure. */
  static QueryRefusedException of(RuntimeException failure) {
    if (failure instanceof QueryRefusedException refusal) {
      return refusal;
    }
    // One line: anybody who sends such a resource could fill the log with stacks.
    LOG.warn("A terminology resource cannot be read: {}", failure.getClass().getSimpleName());
    LOG.debug("Its reader failed", failure);
    return QueryRefusedException.of(
        422,
        IssueType.INVALID,
        "A code system, value set or concept map that was sent cannot be read. Check it with"
            + " $validate, and correct it.");
  }
}
