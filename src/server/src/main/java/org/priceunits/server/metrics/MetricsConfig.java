package org.priceunits.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.priceunits.server.knowledge.Knowledge;
import org.priceunits.server.settings.FhirInterceptors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the meters of this project; those of the JVM and the database are Spring's. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfig {

  @Bean
  FhirInterceptors pricingMetrics(MeterRegistry meters) {
    return new FhirInterceptors(List.of(new PricingMetrics(meters)));
  }

  @Bean
  MeterBinder knowledgeMetrics(Knowledge knowledge, Clock clock) {
    return meters -> {
      Gauge.builder(
              "price-units.knowledge.age",
              knowledge,
              k -> Duration.between(k.current().made(), clock.instant()).toSeconds())
          .baseUnit("seconds")
          .description("Since when this node works with the same knowledge")
          .register(meters);
      Gauge.builder("price-units.knowledge.resources", knowledge, k -> k.current().resources())
          .description("Resources that the knowledge is made of")
          .register(meters);
      Gauge.builder("price-units.knowledge.faults", knowledge, k -> k.current().faults().size())
          .description("Resources of it that pricing cannot use; the log names them")
          .register(meters);
    };
  }
}
