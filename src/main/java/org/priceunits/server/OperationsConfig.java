package org.priceunits.server;

import org.priceunits.operation.TerminologyProviders;
import org.priceunits.terminology.Knowledge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The operations that this server adds to HAPI's, or answers in HAPI's place: one {@link
 * OwnOperations} bean for each kind.
 */
@Configuration(proxyBeanMethods = false)
class OperationsConfig {

  @Bean
  OwnOperations terminologyOperations(Knowledge knowledge) {
    return new OwnOperations(
        TerminologyProviders.of(knowledge), TerminologyProviders.interceptors(knowledge));
  }
}
