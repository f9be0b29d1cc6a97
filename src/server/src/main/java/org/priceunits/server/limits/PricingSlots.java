package org.priceunits.server.limits;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.operation.OwnOperation;

/**
 * Limits the requests that price, or validate, concurrently, so that reads and probes are still
 * answered under a flood of them. A request takes one slot, however many of them it contains, and
 * releases it when {@link PricingSlotsFilter} sees its end.
 */
public final class PricingSlots {
  private final Semaphore slots;
  private final Predicate<RequestDetails> counted;
  private final Refusal tooMany;
  private final String taken;

  /** Counts pricings. */
  PricingSlots(int size) {
    this(size, OwnOperation::isPricing, "pricings");
  }

  private PricingSlots(int size, Predicate<RequestDetails> counted, String what) {
    this.slots = new Semaphore(size);
    this.counted = counted;
    this.tooMany =
        new Refusal(
            429,
            IssueType.THROTTLED,
            "Too many %s at once. Try again in a second.".formatted(what));
    this.taken = PricingSlots.class.getName() + "." + what;
  }

  /** Counts calls of {@code $validate}, each of which takes a processor for seconds. */
  static PricingSlots ofValidations(int size) {
    return new PricingSlots(size, OwnOperation::isValidation, "validations");
  }

  /** Takes a slot, or answers 429 with {@code Retry-After} if none is free. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void take(RequestDetails request) {
    if (request instanceof ServletRequestDetails http
        && counted.test(request)
        && http.getServletRequest().getAttribute(taken) instanceof AtomicBoolean holds
        && holds.compareAndSet(false, true)
        && !slots.tryAcquire()) {
      holds.set(false);
      BaseServerResponseException refusal =
          new UnclassifiedServerFailureException(
              tooMany.status(), tooMany.text(), tooMany.outcome());
      throw refusal.addResponseHeader("Retry-After", "1");
    }
  }

  void open(HttpServletRequest request) {
    request.setAttribute(taken, new AtomicBoolean());
  }

  void close(HttpServletRequest request) {
    if (request.getAttribute(taken) instanceof AtomicBoolean holds && holds.get()) {
      slots.release();
    }
  }
}
