package org.priceunits.server.metrics;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.operation.EntryUrl;
import org.priceunits.server.operation.OwnOperation;

/**
 * Counts administrations by result and issues by code, and measures the duration of calls. No label
 * contains data of a record.
 */
@Interceptor
public final class PricingMetrics {
  private static final String STARTED = PricingMetrics.class.getName();

  private final MeterRegistry meters;

  PricingMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void started(RequestDetails request) {
    if (OwnOperation.isPricing(request) && !request.isSubRequest()) {
      request.getUserData().put(STARTED, Timer.start(meters));
    }
  }

  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void answered(RequestDetails request, @Nullable IBaseResource answer) {
    if (OwnOperation.isPricing(request) && answer instanceof Parameters parameters) {
      parameters.getParameter().forEach(this::count);
      stop(request);
    } else if (request.getResource() instanceof Bundle given && answer instanceof Bundle answered) {
      int entries = Math.min(given.getEntry().size(), answered.getEntry().size());
      for (int i = 0; i < entries; i++) {
        EntryUrl called = EntryUrl.of(given.getEntry().get(i).getRequest().getUrl());
        if (OwnOperation.isPricing(called.operation().orElse(""))
            && answered.getEntry().get(i).getResource() instanceof Parameters parameters) {
          parameters.getParameter().forEach(this::count);
        }
      }
    }
  }

  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public void refused(@Nullable RequestDetails request, Throwable refusal) {
    if (request != null && OwnOperation.isPricing(request)) {
      if (refusal instanceof BaseServerResponseException response
          && response.getOperationOutcome() instanceof OperationOutcome outcome) {
        outcome.getIssue().forEach(this::count);
      }
      stop(request);
    }
  }

  private void count(ParametersParameterComponent parameter) {
    if (parameter.getResource() instanceof OperationOutcome outcome) {
      outcome.getIssue().forEach(this::count);
    }
    for (ParametersParameterComponent part : parameter.getPart()) {
      if ("status".equals(part.getName()) && part.hasValue()) {
        meters
            .counter("price-units.administrations", "status", part.getValue().primitiveValue())
            .increment();
      }
    }
  }

  private void count(OperationOutcomeIssueComponent issue) {
    for (Coding coding : issue.getDetails().getCoding()) {
      meters
          .counter(
              "price-units.issues",
              "code",
              coding.getCode(),
              "severity",
              issue.getSeverity().toCode())
          .increment();
    }
  }

  private void stop(RequestDetails request) {
    if (request.getUserData().remove(STARTED) instanceof Timer.Sample sample) {
      sample.stop(
          Timer.builder("price-units.calls")
              .tag("operation", String.valueOf(request.getOperation()))
              .publishPercentileHistogram()
              .register(meters));
    }
  }
}
