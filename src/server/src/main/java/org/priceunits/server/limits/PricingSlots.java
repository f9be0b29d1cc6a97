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
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.operation.OwnOperation;

/**
 * Limits the requests that price concurrently, so that reads and probes are still answered under a
 * flood of them. A request takes one slot, however many pricings it contains, and releases it when
 * {@link PricingSlotsFilter} sees its end.
 */
public final class PricingSlots {
  private static final String TAKEN = PricingSlots.class.getName();
  private static final Refusal TOO_MANY =
      new Refusal(429, IssueType.THROTTLED, "Too many pricings at once. Try again in a second.");

  private final Semaphore slots;

  PricingSlots(int size) {
    slots = new Semaphore(size);
  }

  /** Takes a slot, or answers 429 with {@code Retry-After} if none is free. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void take(RequestDetails request) {
    if (request instanceof ServletRequestDetails http
        && OwnOperation.isPricing(request)
        && http.getServletRequest().getAttribute(TAKEN) instanceof AtomicBoolean taken
        && taken.compareAndSet(false, true)
        && !slots.tryAcquire()) {
      taken.set(false);
      BaseServerResponseException refusal =
          new UnclassifiedServerFailureException(
              TOO_MANY.status(), TOO_MANY.text(), TOO_MANY.outcome());
      throw refusal.addResponseHeader("Retry-After", "1");
    }
  }

  void open(HttpServletRequest request) {
    request.setAttribute(TAKEN, new AtomicBoolean());
  }

  void close(HttpServletRequest request) {
    if (request.getAttribute(TAKEN) instanceof AtomicBoolean taken && taken.get()) {
      slots.release();
    }
  }
}
