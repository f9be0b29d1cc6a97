package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.ITransactionProcessorVersionAdapter;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.priceunits.server.settings.FhirInterceptors;
import org.priceunits.server.settings.FilterOrder;
import org.priceunits.server.settings.ServerProperties;
import org.priceunits.server.settings.ValidationTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Registers the guards in front of the FHIR servlet. */
@Configuration(proxyBeanMethods = false)
public class GuardConfig {
  /** Multiple of the maximum body length that is read and discarded of a refused body. */
  private static final int UNREAD = 4;

  /** Threads that bodies never hold, for reads, searches and probes. */
  private static final int OTHER_THREADS = 50;

  @Bean
  ValueGuard valueGuard() {
    return new ValueGuard();
  }

  @Bean
  ExpressionGuard expressionGuard(FhirContext fhir, IInterceptorService interceptors) {
    ExpressionGuard guard = new ExpressionGuard(fhir);
    interceptors.registerInterceptor(guard);
    return guard;
  }

  /** Named expressions in the health of the server. */
  @Bean
  StoredExpressions expressionsHealthIndicator(ExpressionGuard guard, DaoRegistry daos) {
    return new StoredExpressions(guard, daos);
  }

  @Bean
  RequestIdInOutcomes requestIdInOutcomes() {
    return new RequestIdInOutcomes();
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> outcomesOfTheWebServer() {
    return tomcat ->
        tomcat.addContextCustomizers(
            context ->
                ((StandardHost) context.getParent())
                    .setErrorReportValveClass(OutcomeReportValve.class.getName()));
  }

  /** Registers the outermost valve, so that each answer has been written before it runs. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadBodies(
      ServerProperties properties) {
    long longest = UNREAD * properties.maxBodyBytes().toBytes();
    return tomcat -> tomcat.addEngineValves(new UnreadBodyValve(longest));
  }

  @Bean
  FhirInterceptors patchBounds(FhirContext fhir, ServerProperties properties, ValidationTime time) {
    return new FhirInterceptors(
        List.of(
            new PatchBounds(fhir, properties.maxBodyBytes().toBytes(), time), new ExactDecimals()));
  }

  @Bean
  FhirInterceptors databaseFaults() {
    return new FhirInterceptors(
        List.of(new DatabaseFaults(), new Faults(), new SoughtValues(), new PlainWords()));
  }

  @Bean
  @Primary
  ITransactionProcessorVersionAdapter<Bundle, BundleEntryComponent> wordsOfEntries() {
    return new EntryFaults(new DatabaseFaults(), new Faults());
  }

  @Bean
  FhirInterceptors storageGuards(FhirContext fhir, IResourceSupportedSvc served) {
    return new FhirInterceptors(
        List.of(
            new XmlPatches(),
            new StatedPreconditions(),
            new NarrativeGuard(),
            new BundleEntries(fhir.getResourceTypes(), served)));
  }

  @Bean
  FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
    FilterRegistrationBean<RequestIdFilter> registration =
        new FilterRegistrationBean<>(new RequestIdFilter());
    registration.setOrder(FilterOrder.REQUEST_ID);
    return registration;
  }

  @Bean
  RefusalWriter refusalWriter(FhirContext fhir) {
    return new RefusalWriter(fhir);
  }

  @Bean
  FilterRegistrationBean<RequestGuardFilter> requestGuard(
      RefusalWriter refusalWriter,
      ServerProperties properties,
      @Value("${server.tomcat.threads.max}") int threads) {
    BodySizeLimit reader = new BodySizeLimit(Math.toIntExact(properties.maxBodyBytes().toBytes()));
    FilterRegistrationBean<RequestGuardFilter> registration =
        new FilterRegistrationBean<>(
            new RequestGuardFilter(reader, Math.max(1, threads - OTHER_THREADS), refusalWriter));
    registration.addUrlPatterns(ServerProperties.FHIR_BASE + "/*");
    registration.setOrder(FilterOrder.BODY);
    return registration;
  }
}
