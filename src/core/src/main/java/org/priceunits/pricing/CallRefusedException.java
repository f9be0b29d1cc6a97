package org.priceunits.pricing;

import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.write.OutcomeWriter;

/** Refuses a whole call: nothing is priced, and the outcome says what to correct. */
public final class CallRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the call is refused; over HTTP the status, 400 or 422. */
  public enum Reason {
    /** The body or an input is not one of this operation. */
    NOT_UNDERSTOOD,
    /** The call is understood, but an input of the whole call cannot be used. */
    NOT_USABLE
  }

  private final Reason reason;
  private final OperationOutcome outcome;

  private CallRefusedException(Reason reason, String text, OperationOutcome outcome) {
    super(text);
    this.reason = reason;
    this.outcome = outcome;
  }

  /**
   * @param path FHIRPath of the faulty input in the body
   * @param text says what to send instead
   */
  public static CallRefusedException notUnderstood(IssueCode code, String path, String text) {
    return of(Reason.NOT_UNDERSTOOD, ofCall(code, text), i -> path);
  }

  /**
   * @param path FHIRPath of the faulty input in the body
   * @param text says what to send instead
   */
  public static CallRefusedException notUsable(IssueCode code, String path, String text) {
    return notUsable(ofCall(code, text), i -> path);
  }

  static CallRefusedException notUsable(List<Issue> issues, Function<Issue, String> location) {
    return of(Reason.NOT_USABLE, issues, location);
  }

  private static List<Issue> ofCall(IssueCode code, String text) {
    return List.of(Issue.ofCall(code, Element.ADMINISTRATION, text));
  }

  private static CallRefusedException of(
      Reason reason, List<Issue> issues, Function<Issue, String> location) {
    return new CallRefusedException(
        reason, issues.get(0).text(), new OutcomeWriter(location).write(issues));
  }

  public Reason reason() {
    return reason;
  }

  /** The issues, each with its place in the body. */
  public OperationOutcome outcome() {
    return outcome.copy();
  }
}
