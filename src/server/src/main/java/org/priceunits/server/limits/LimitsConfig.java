package org.priceunits.server.limits;

import java.util.List;
import org.priceunits.server.guard.RefusalWriter;
import org.priceunits.server.settings.FhirInterceptors;
import org.priceunits.server.settings.FilterOrder;
import org.priceunits.server.settings.ServerProperties;
import org.priceunits.server.settings.ValidationTime;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the limits that an operator sets. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
public class LimitsConfig {
  private static final String EVERY_FHIR_REQUEST = ServerProperties.FHIR_BASE + "/*";

  @Bean
  FilterRegistrationBean<RequestRateFilter> requestRateFilter(
      LimitProperties limits, RefusalWriter refusalWriter) {
    int perSecond = limits.requestsPerSecond();
    FilterRegistrationBean<RequestRateFilter> registration =
        new FilterRegistrationBean<>(
            new RequestRateFilter(Math.max(1, perSecond), new TooMany(refusalWriter)));
    registration.setEnabled(perSecond > 0);
    registration.addUrlPatterns(EVERY_FHIR_REQUEST);
    registration.setOrder(FilterOrder.REQUEST_RATE);
    return registration;
  }

  @Bean
  TimeLimit timeLimit(LimitProperties limits) {
    return new TimeLimit(limits.requestTime());
  }

  @Bean
  ValidationTime validationTime(TimeLimit limit) {
    return limit::check;
  }

  @Bean
  FilterRegistrationBean<TimeLimitFilter> timeLimitFilter(
      TimeLimit limit, RefusalWriter refusalWriter) {
    FilterRegistrationBean<TimeLimitFilter> registration =
        new FilterRegistrationBean<>(new TimeLimitFilter(limit, refusalWriter));
    registration.addUrlPatterns(EVERY_FHIR_REQUEST);
    registration.setOrder(FilterOrder.TIME);
    return registration;
  }

  @Bean
  PricingSlots pricingSlots(LimitProperties limits) {
    return new PricingSlots(size(limits.concurrentPricings()));
  }

  @Bean
  PricingSlots validationSlots(LimitProperties limits) {
    return PricingSlots.ofValidations(size(limits.concurrentValidations()));
  }

  private static int size(int limit) {
    return limit > 0 ? limit : Integer.MAX_VALUE;
  }

  @Bean
  FhirInterceptors boundedRequests(
      PricingSlots pricingSlots,
      PricingSlots validationSlots,
      TimeLimit time,
      LimitProperties limits,
      ServerProperties properties) {
    return new FhirInterceptors(
        List.of(
            pricingSlots,
            validationSlots,
            time,
            new ListLength(limits.listLength(), limits.referenceDataParts()),
            new CallSize(limits.administrations(), properties.maxTransactionEntries())));
  }

  @Bean
  FilterRegistrationBean<PricingSlotsFilter> pricingSlotsFilter(List<PricingSlots> slots) {
    FilterRegistrationBean<PricingSlotsFilter> registration =
        new FilterRegistrationBean<>(new PricingSlotsFilter(slots));
    registration.addUrlPatterns(EVERY_FHIR_REQUEST);
    registration.setOrder(FilterOrder.PRICING);
    return registration;
  }
}
