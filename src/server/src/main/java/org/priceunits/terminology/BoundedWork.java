package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyOperationContext;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyServiceErrorClass;
import org.hl7.fhir.r5.terminologies.utilities.ValueSetProcessBase.OpIssueCode;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationOptions;

/**
 * Limits the library's work on one value set. The library computes a value set that another imports
 * twice two times, so that 24 small sets lead to 16 million steps; by itself it records each step
 * and checks the clock only. Here a call has a budget of steps for all its value sets together, and
 * a maximum depth; no step is recorded.
 */
final class BoundedWork extends TerminologyOperationContext {
  private final IWorkerContext worker;
  private final Budget budget;
  private final List<String> path;
  private final boolean outermost;

  BoundedWork(IWorkerContext worker, ValidationOptions options, String name, Budget budget) {
    this(worker, options, name, budget, List.of(), true);
  }

  private BoundedWork(
      IWorkerContext worker,
      ValidationOptions options,
      String name,
      Budget budget,
      List<String> path,
      boolean outermost) {
    super(worker, options, name);
    this.worker = worker;
    this.budget = budget;
    this.path = new ArrayList<>(path);
    this.outermost = outermost;
  }

  /** Called for a set that this one imports. */
  @Override
  public TerminologyOperationContext copy() {
    return new BoundedWork(worker, getOptions(), "imported", budget, path, false);
  }

  /** Called by the library at each step. */
  @Override
  public void deadCheck(String note) {
    budget.spend(1);
  }

  /** Called by the library for each set. */
  @Override
  public void seeContext(String address) {
    budget.spend(Budget.STEPS_OF_A_SET);
    if (path.contains(address)) {
      throw new TerminologyServiceProtectionException(
          worker.formatMessage(I18nConstants.VALUESET_CIRCULAR_REFERENCE, address, path.toString()),
          TerminologyServiceErrorClass.PROCESSING,
          IssueType.PROCESSING,
          I18nConstants.VALUESET_CIRCULAR_REFERENCE,
          OpIssueCode.VSProcessing);
    }
    path.add(address);
    if (path.size() > budget.bounds.depth()) {
      throw budget.spent();
    }
  }

  @Override
  public boolean isOriginal() {
    return outermost;
  }

  @Override
  public void note(String note) {
    // Notes serve debugging only, and take more memory than the answer.
  }

  /** The remaining budget of one call. */
  static final class Budget {
    /** A set is copied whole before its first code is examined. */
    private static final int STEPS_OF_A_SET = 250;

    /** The library looks for a listed code at each one of a system, which is quick. */
    private static final int COMPARISONS_OF_A_STEP = 100;

    private static final String TEXT =
        "The value sets import each other too often or too deep (%,d steps, %d sets inside each"
            + " other, %d s are the bounds). Import each set once, or name its codes.";

    private final TerminologyBounds bounds;
    private final long deadline;
    private final long readBefore = StandardTerminology.readingNanos();
    private long left;
    private boolean isSpent;

    /** Starts the time of a call. */
    Budget(TerminologyBounds bounds) {
      this.bounds = bounds;
      this.deadline = System.nanoTime() + bounds.time().toNanos();
      this.left = bounds.steps();
    }

    /** The library interrupts a regular expression's thread after some seconds. */
    private void spend(int steps) {
      left -= steps;
      boolean late = isLate() || Thread.currentThread().isInterrupted();
      if (isSpent || left < 0 || late) {
        throw spent();
      }
    }

    /** Reads HAPI's files at no cost to the call that is the first to need them. */
    private boolean isLate() {
      long over = System.nanoTime() - deadline;
      return over > 0 && over > StandardTerminology.readingNanos() - readBefore;
    }

    /** Spends the steps of finding each of some codes among all of a system, one after another. */
    void spendOnSearches(int codes, int all) {
      try {
        spend((int) Math.min(Integer.MAX_VALUE, (long) codes * all / COMPARISONS_OF_A_STEP));
      } catch (TerminologyServiceProtectionException spent) {
        check();
      }
    }

    /** Spends the steps of looking into one more set. */
    void spendOnSet() {
      try {
        spend(STEPS_OF_A_SET);
      } catch (TerminologyServiceProtectionException spent) {
        check();
      }
    }

    /** Remembers the exception, since the library wraps it in a text of its own. */
    private TerminologyServiceProtectionException spent() {
      isSpent = true;
      return new TerminologyServiceProtectionException(
          text(),
          TerminologyServiceErrorClass.TOO_COSTLY,
          IssueType.TOOCOSTLY,
          I18nConstants.VALUESET_TOO_COSTLY,
          OpIssueCode.VSProcessing);
    }

    /** Refuses the call with 422 if the library was stopped. */
    void check() {
      if (isSpent) {
        throw QueryRefusedException.of(422, IssueType.TOOCOSTLY, text());
      }
    }

    private String text() {
      return TEXT.formatted(bounds.steps(), bounds.depth(), bounds.time().toSeconds());
    }
  }
}
