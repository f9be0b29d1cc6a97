package org.priceunits.server.metrics;

import org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.web.servlet.WebMvcObservationAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;

/**
 * Configures OpenTelemetry through Spring if {@code management.otlp.tracing.endpoint} names a
 * collector: a span for each request, within the caller's trace. Otherwise nothing of it is loaded.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("management.otlp.tracing.endpoint")
@ImportAutoConfiguration({
  ObservationAutoConfiguration.class,
  WebMvcObservationAutoConfiguration.class,
  OpenTelemetryAutoConfiguration.class,
  OpenTelemetryTracingAutoConfiguration.class,
  MicrometerTracingAutoConfiguration.class,
  OtlpTracingAutoConfiguration.class
})
public class TracingConfig {}
