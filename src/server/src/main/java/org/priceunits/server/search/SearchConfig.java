package org.priceunits.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import org.priceunits.server.settings.FhirInterceptors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the check of searches. */
@Configuration(proxyBeanMethods = false)
public class SearchConfig {

  @Bean
  StoredSearch storedSearch(ISearchParamRegistry registry, IResourceSupportedSvc served) {
    return new StoredSearch(
        new Conditions(new SearchQuestion(registry, served), new SearchSize(registry)),
        new Twins(registry));
  }

  @Bean
  FhirInterceptors understoodSearches(
      ISearchParamRegistry registry, IResourceSupportedSvc served, FhirContext fhir) {
    SearchQuestion question = new SearchQuestion(registry, served);
    SearchSize size = new SearchSize(registry);
    return new FhirInterceptors(
        List.of(
            new SearchGuard(question, size, new Twins(registry), served),
            new ConditionalReferences(new Conditions(question, size), served, fhir)));
  }
}
