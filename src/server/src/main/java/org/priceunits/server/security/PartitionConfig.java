package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * A partition for each client that the settings name. Without a token nobody is known, and without
 * names nothing is kept apart: the database is not partitioned then.
 */
@Configuration(proxyBeanMethods = false)
class PartitionConfig {

  @Bean
  PartitionSettings partitionSettings(AccessProperties access, Environment environment) {
    PartitionSettings settings = new PartitionSettings();
    settings.setPartitioningEnabled(TokenNeeded.by(environment) && !access.partitions().isEmpty());
    // Numbers are enough; names would be rows that each node has to create.
    settings.setUnnamedPartitionMode(true);
    return settings;
  }

  /**
   * A bean of its own: HAPI's interceptor service needs the settings, so they cannot ask for it.
   */
  @Bean
  ClientPartitions clientPartitions(
      PartitionSettings settings, AccessProperties access, IInterceptorService interceptors) {
    ClientPartitions partitions =
        new ClientPartitions(access.partitions(), access.seeingAllPartitions());
    if (settings.isPartitioningEnabled()) {
      interceptors.registerInterceptor(partitions);
    }
    return partitions;
  }
}
