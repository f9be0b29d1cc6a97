package org.priceunits.server;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.ResourceCountCacheUtil;
import ca.uhn.fhir.jpa.dao.index.DaoSearchParamSynchronizer;
import ca.uhn.fhir.jpa.dao.search.HSearchSortHelperImpl;
import ca.uhn.fhir.jpa.dao.search.IHSearchSortHelper;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.search.IStaleSearchDeletingSvc;
import ca.uhn.fhir.jpa.search.StaleSearchDeletingSvcImpl;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.util.ResourceCountCache;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * Configures HAPI's JPA storage for R4. Its {@code HapiJpaConfig} is not imported, because the
 * full-text service that it defines makes {@code $expand} require Hibernate Search; the other beans
 * of that class are declared here.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  JpaR4Config.class,
  JpaBatch2Config.class,
  Batch2JobsConfig.class,
  SubscriptionChannelConfig.class,
  ThreadPoolFactoryConfig.class
})
class StorageConfig {

  @Bean
  JpaStorageSettings storageSettings(ServerProperties properties) {
    JpaStorageSettings settings = new JpaStorageSettings();
    settings.setMaximumTransactionBundleSize(properties.maxTransactionEntries());
    settings.setHibernateSearchIndexFullText(false);
    settings.setHibernateSearchIndexSearchParams(false);
    // A connector looks a value set up by words of its title.
    settings.setAllowContainsSearches(true);
    settings.setEnforceReferentialIntegrityOnWrite(properties.referentialIntegrity());
    settings.setEnforceReferentialIntegrityOnDelete(properties.referentialIntegrity());
    // A search shows everything written before it; HAPI would reuse an earlier one's results for a
    // minute.
    settings.setReuseCachedSearchResultsForMillis(null);
    settings.setStoreMetaSourceInformation(
        JpaStorageSettings.StoreMetaSourceInformationEnum.SOURCE_URI);
    // Our own look is in the partition of the client.
    settings.setUniqueIndexesCheckedBeforeSave(false);
    // Terminology is answered from memory, without expansions in tables.
    settings.setPreExpandValueSets(false);
    settings.setEnableTaskPreExpandValueSets(false);
    // Bulk transfer is not served; its jobs would poll for work every ten seconds.
    settings.setEnableTaskBulkImportJobExecution(false);
    settings.setEnableTaskBulkExportJobExecution(false);
    return settings;
  }

  @Bean
  IResourceSupportedSvc resourceTypes(ServerProperties properties) {
    return new ResourceTypes(properties.resourceTypes());
  }

  @Bean
  SubscriptionSettings subscriptionSettings() {
    return new SubscriptionSettings();
  }

  @Bean
  IHSearchSortHelper sortHelper(ISearchParamRegistry searchParameters) {
    return new HSearchSortHelperImpl(searchParameters);
  }

  /** In place of HAPI's, which looks in all partitions. */
  @Bean
  @Primary
  DaoSearchParamSynchronizer uniqueInPartition(PartitionSettings partitions) {
    return new UniqueInPartition(partitions);
  }

  @Bean
  IStaleSearchDeletingSvc staleSearchDeletingSvc() {
    return new StaleSearchDeletingSvcImpl();
  }

  @Bean
  DatabaseBackedPagingProvider pagingProvider(ServerProperties properties) {
    DatabaseBackedPagingProvider paging = new DatabaseBackedPagingProvider();
    paging.setMaximumPageSize(properties.maxPageSize());
    return paging;
  }

  /** HAPI looks the bean up by this name. */
  @Bean
  ResourceCountCache myResourceCountsCache(IFhirSystemDao<?, ?> systemDao) {
    return ResourceCountCacheUtil.newResourceCountCache(systemDao);
  }
}
