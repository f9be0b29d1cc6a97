package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.api.svc.ResolveIdentityMode;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import java.util.List;
import org.hl7.fhir.instance.model.api.IIdType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Configures a partition for each client named in the settings. Without tokens no client is known,
 * and without names no data is separated: the database is then not partitioned.
 */
@Configuration(proxyBeanMethods = false)
class PartitionConfig {

  @Bean
  PartitionSettings partitionSettings(AccessProperties access, Environment environment) {
    PartitionSettings settings = new PartitionSettings();
    settings.setPartitioningEnabled(TokenNeeded.by(environment) && !access.partitions().isEmpty());
    // Numbers suffice; names would be rows that each node has to create.
    settings.setUnnamedPartitionMode(true);
    // Else the condition of one client's conditional create would refuse another's.
    settings.setConditionalCreateDuplicateIdentifiersEnabled(true);
    return settings;
  }

  /** Separate bean: HAPI's interceptor service needs the settings, so they cannot depend on it. */
  @Bean
  ClientPartitions clientPartitions(
      PartitionSettings settings,
      AccessProperties access,
      IInterceptorService interceptors,
      ObjectProvider<IIdHelperService<JpaPid>> ids,
      RefusalListener listener) {
    ClientPartitions partitions =
        new ClientPartitions(
            access.partitions(),
            access.seeingAllPartitions(),
            access.knowledgeEditors(),
            id -> isTaken(ids.getObject(), id),
            listener);
    if (settings.isPartitioningEnabled()) {
      interceptors.registerInterceptor(partitions);
    }
    return partitions;
  }

  /** Returns true if a client has a resource of that id, or had one, or several do. */
  private static boolean isTaken(IIdHelperService<JpaPid> ids, IIdType id) {
    try {
      return !ids.resolveResourceIdentities(
              RequestPartitionId.allPartitions(),
              List.of(id),
              ResolveIdentityMode.includeDeleted().noCacheUnlessDeletesDisabled())
          .isEmpty();
    } catch (PreconditionFailedException ofSeveral) {
      return true;
    }
  }
}
