package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the guards in front of the FHIR servlet. */
@Configuration(proxyBeanMethods = false)
public class GuardConfig {

  @Bean
  DecimalGuard decimalGuard() {
    return new DecimalGuard();
  }

  @Bean
  FilterRegistrationBean<RequestGuardFilter> requestGuard(
      FhirContext fhir, ServerProperties properties) {
    BodyReader reader = new BodyReader(Math.toIntExact(properties.maxBodyBytes().toBytes()));
    FilterRegistrationBean<RequestGuardFilter> registration =
        new FilterRegistrationBean<>(new RequestGuardFilter(reader, new RefusalWriter(fhir)));
    registration.addUrlPatterns(ServerProperties.FHIR_BASE + "/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }
}
