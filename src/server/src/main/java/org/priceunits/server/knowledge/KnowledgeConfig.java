package org.priceunits.server.knowledge;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.cache.IResourceChangeListenerCacheRefresher;
import ca.uhn.fhir.jpa.cache.IResourceChangeListenerRegistry;
import ca.uhn.fhir.jpa.cache.IResourceVersionSvc;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.SearchParameter;
import org.priceunits.server.guard.RefusalWriter;
import org.priceunits.server.limits.LimitProperties;
import org.priceunits.server.settings.FhirInterceptors;
import org.priceunits.server.settings.FilterOrder;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the reference data: loaded at start, held in memory, and kept current. */
@Configuration(proxyBeanMethods = false)
public class KnowledgeConfig {

  @Bean
  Knowledge knowledge() {
    return new Knowledge(KnowledgeSnapshot.of(List.of()));
  }

  @Bean
  HeldKnowledge heldKnowledge(Knowledge knowledge, Clock clock, LimitProperties limits) {
    return new HeldKnowledge(knowledge, clock, limits.terminologyBounds());
  }

  @Bean
  KnowledgeStore knowledgeStore(
      DaoRegistry daos,
      IFhirSystemDao<Bundle, ?> system,
      IResourceVersionSvc versions,
      IHapiTransactionService transactions) {
    return new KnowledgeStore(daos, system, versions, transactions);
  }

  @Bean
  KnowledgeLoader knowledgeLoader(
      FhirContext fhir,
      KnowledgeStore store,
      ISearchParamRegistry searchParameters,
      BuildProperties build) {
    return new KnowledgeLoader(fhir, store, searchParameters, build.getVersion());
  }

  @Bean
  CommitWatch commitWatch(HeldKnowledge held, IInterceptorService interceptors) {
    CommitWatch watch = new CommitWatch(held);
    interceptors.registerInterceptor(watch);
    return watch;
  }

  @Bean
  KnowledgeGuard knowledgeGuard(
      Knowledge knowledge, HeldKnowledge held, IInterceptorService interceptors) {
    KnowledgeGuard guard = new KnowledgeGuard(knowledge, held);
    interceptors.registerInterceptor(guard);
    return guard;
  }

  @Bean
  FhirInterceptors knowledgeWarnings() {
    return new FhirInterceptors(List.of(new WarningsInAnswers()));
  }

  @Bean
  SearchParameterGuard searchParameterGuard(FhirContext fhir, IInterceptorService interceptors) {
    List<SearchParameter> shipped =
        ShippedFiles.onClassPath("SearchParameter").resources(fhir).stream()
            .map(SearchParameter.class::cast)
            .toList();
    SearchParameterGuard guard = new SearchParameterGuard(shipped, fhir);
    interceptors.registerInterceptor(guard);
    return guard;
  }

  @Bean
  OtherNodes otherNodes(
      IResourceChangeListenerRegistry registry,
      IResourceChangeListenerCacheRefresher refresher,
      KnowledgeStore store,
      HeldKnowledge held) {
    return new OtherNodes(registry, refresher, store, held);
  }

  @Bean(destroyMethod = "stop")
  KnowledgeStartup knowledgeStartup(
      KnowledgeLoader loader,
      KnowledgeStore store,
      HeldKnowledge held,
      OtherNodes otherNodes,
      ServerProperties properties,
      StartTurn turn,
      MeterRegistry meters) {
    return new KnowledgeStartup(
        loader, store, held, otherNodes, properties.refreshInterval(), turn, meters);
  }

  @Bean
  FilterRegistrationBean<NotReadyFilter> notReadyFilter(
      KnowledgeStartup startup, RefusalWriter refusalWriter) {
    FilterRegistrationBean<NotReadyFilter> registration =
        new FilterRegistrationBean<>(new NotReadyFilter(startup, refusalWriter));
    registration.addUrlPatterns(ServerProperties.FHIR_BASE + "/*");
    registration.setOrder(FilterOrder.NOT_READY);
    return registration;
  }

  @Bean
  KnowledgeHealthIndicator knowledgeHealthIndicator(
      KnowledgeStartup startup, Knowledge knowledge, Clock clock) {
    return new KnowledgeHealthIndicator(startup, knowledge, clock);
  }

  @Bean
  StartReport startReport(HeldKnowledge held) {
    return new StartReport(held);
  }
}
