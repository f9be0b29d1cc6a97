package org.priceunits.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.narrative2.NullNarrativeGenerator;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.priceunits.server.guard.RequestIdInOutcomes;
import org.priceunits.server.guard.ValueGuard;
import org.priceunits.server.operation.LenientValidation;
import org.priceunits.server.operation.OwnProviders;
import org.priceunits.server.settings.FhirInterceptors;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the FHIR servlet under {@value ServerProperties#FHIR_BASE}: HAPI's resource and system
 * providers, then our own operations.
 */
@Configuration(proxyBeanMethods = false)
class FhirEndpointConfig {
  private static final String NAME = "price-units";

  @Bean
  RestfulServer fhirServer(
      FhirContext fhir,
      ResourceProviderFactory resources,
      IJpaSystemProvider system,
      ValueSetOperationProvider valueSets,
      ObjectProvider<OwnProviders> operations,
      DatabaseBackedPagingProvider paging,
      ObjectProvider<FhirInterceptors> interceptors,
      ValueGuard valueGuard,
      RequestIdInOutcomes requestIds) {
    fhir.setNarrativeGenerator(new NullNarrativeGenerator());
    LenientValidation parsing = new LenientValidation();
    fhir.setParserErrorHandler(parsing);
    RestfulServer server =
        new RestfulServer(fhir) {
          /** Adds no header, because HAPI's would name itself and its version. */
          @Override
          public void addHeadersToResponse(HttpServletResponse response) {}
        };
    server.setServerName(NAME);
    server.registerProviders(resources.createProviders());
    server.registerProviders(system, valueSets);
    operations.forEach(own -> server.registerProviders(own.providers()));
    operations.forEach(own -> own.interceptors().forEach(server::registerInterceptor));
    server.setPagingProvider(paging);
    server.registerInterceptor(valueGuard);
    server.registerInterceptor(parsing);
    server.registerInterceptor(requestIds);
    interceptors.forEach(more -> more.interceptors().forEach(server::registerInterceptor));
    return server;
  }

  @Bean
  Drain drain(
      ServerProperties properties,
      @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration phase) {
    return new Drain(properties.drain(), phase);
  }

  @Bean
  JpaCapabilityStatementProvider capabilityStatement(
      RestfulServer server,
      IFhirSystemDao<?, ?> systemDao,
      JpaStorageSettings settings,
      ISearchParamRegistry searchParameters,
      IValidationSupport validation) {
    JpaCapabilityStatementProvider provider =
        new JpaCapabilityStatementProvider(
            server, systemDao, settings, searchParameters, validation);
    provider.setImplementationDescription("Turns administered drugs into billable HCPCS lines");
    server.setServerConformanceProvider(provider);
    return provider;
  }

  @Bean
  ServletRegistrationBean<RestfulServer> fhirServlet(
      RestfulServer server, JpaCapabilityStatementProvider capabilityStatement) {
    ServletRegistrationBean<RestfulServer> registration =
        new ServletRegistrationBean<>(server, ServerProperties.FHIR_BASE + "/*");
    registration.setName(NAME);
    registration.setLoadOnStartup(1);
    return registration;
  }
}
