package org.priceunits.terminology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyOperationContext;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyServiceErrorClass;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationOptions;

/**
 * What the library's work on one value set may cost. It computes a value set that another one
 * imports twice twice, so that 24 small sets are 16 million; by itself it keeps a note of each step
 * and looks at the clock only. Here a call has a number of steps, all its value sets together, and
 * a depth; no note is kept.
 */
final class BoundedWork extends TerminologyOperationContext {
  /** Sets inside each other. HL7's own have fewer than ten. */
  static final int DEPTH = 100;

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

  /** For a set that this one imports. */
  @Override
  public TerminologyOperationContext copy() {
    return new BoundedWork(worker, getOptions(), "imported", budget, path, false);
  }

  /** Each step of the library passes here. */
  @Override
  public void deadCheck(String note) {
    budget.spend(1);
  }

  /** Each set does. */
  @Override
  public void seeContext(String address) {
    budget.spend(Budget.STEPS_OF_A_SET);
    if (path.contains(address)) {
      throw new TerminologyServiceProtectionException(
          worker.formatMessage(I18nConstants.VALUESET_CIRCULAR_REFERENCE, address, path.toString()),
          TerminologyServiceErrorClass.PROCESSING,
          IssueType.PROCESSING);
    }
    path.add(address);
    if (path.size() > DEPTH) {
      throw budget.spent();
    }
  }

  @Override
  public boolean isOriginal() {
    return outermost;
  }

  @Override
  public void note(String note) {
    // They would be printed for a programmer, and take more memory than the answer.
  }

  /** What is left for one call. */
  static final class Budget {
    /**
     * Some seconds; a set of all HCPCS codes takes 9,000 steps, and as many for each set above it.
     */
    private static final int STEPS = 1_000_000;

    /** A set is copied whole before its first code is looked at. */
    private static final int STEPS_OF_A_SET = 250;

    private static final Duration TIME = Duration.ofSeconds(20);
    private static final String TEXT =
        "The value sets import each other too often or too deep (%,d steps, %d sets inside each other, %d s are the bounds). Import each set once, or name its codes.";

    private final long deadline = System.nanoTime() + TIME.toNanos();
    private long left = STEPS;
    private boolean isSpent;

    private void spend(int steps) {
      left -= steps;
      if (isSpent || left < 0 || System.nanoTime() - deadline > 0) {
        throw spent();
      }
    }

    /** Remembers it, since the library puts words of its own around what ends it. */
    private TerminologyServiceProtectionException spent() {
      isSpent = true;
      return new TerminologyServiceProtectionException(
          text(), TerminologyServiceErrorClass.TOO_COSTLY, IssueType.TOOCOSTLY);
    }

    /** Refuses the call with 422 where the library was ended. */
    void check() {
      if (isSpent) {
        throw Refusal.of(422, IssueType.TOOCOSTLY, text());
      }
    }

    private static String text() {
      return TEXT.formatted(STEPS, DEPTH, TIME.toSeconds());
    }
  }
}
