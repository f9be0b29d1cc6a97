package org.priceunits.server.knowledge;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.cache.IResourceVersionSvc;
import ca.uhn.fhir.jpa.cache.ResourcePersistentIdMap;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;

/** Reads and writes sets of stored resources on the server's own behalf. */
class KnowledgeStore {
  /**
   * Number of ids in one query, and of writes in one transaction: large enough to be fast, small
   * enough for any database's limits.
   */
  private static final int BATCH = 200;

  private static final int NO_LIMIT = 10_000_000;
  private static final int RETRIES = 5;

  private final DaoRegistry daos;
  private final IFhirSystemDao<Bundle, ?> system;
  private final IResourceVersionSvc versions;
  private final IHapiTransactionService transactions;

  KnowledgeStore(
      DaoRegistry daos,
      IFhirSystemDao<Bundle, ?> system,
      IResourceVersionSvc versions,
      IHapiTransactionService transactions) {
    this.daos = daos;
    this.system = system;
    this.versions = versions;
    this.transactions = transactions;
  }

  /** Returns all stored resources of a type that are not deleted. */
  List<Resource> readAll(String type) {
    return search(type, everything());
  }

  /** Returns those of the given resources that are stored and not deleted. */
  List<Resource> read(Collection<? extends IIdType> ids) {
    List<Resource> found = new ArrayList<>();
    Map<String, List<IIdType>> byType =
        ids.stream().collect(Collectors.groupingBy(IIdType::getResourceType));
    byType.forEach(
        (type, some) -> batches(some).forEach(batch -> found.addAll(readBatch(type, batch))));
    return found;
  }

  private List<Resource> readBatch(String type, List<IIdType> ids) {
    TokenOrListParam anyOf = new TokenOrListParam();
    ids.forEach(id -> anyOf.add(new TokenParam(id.getIdPart())));
    return search(type, everything().add(Resource.SP_RES_ID, anyOf));
  }

  /** Creates a query without conditions and without HAPI's limit of 10,000. */
  static SearchParameterMap everything() {
    return SearchParameterMap.newSynchronous().setLoadSynchronousUpTo(NO_LIMIT);
  }

  private List<Resource> search(String type, SearchParameterMap query) {
    return daos
        .getResourceDao(type)
        .search(query, new SystemRequestDetails())
        .getAllResources()
        .stream()
        .map(Resource.class::cast)
        .toList();
  }

  /** Returns those of the given ids that were ever stored, including deleted ones. */
  Set<IIdType> everStored(Collection<IIdType> ids) {
    Set<IIdType> found = new HashSet<>();
    batches(ids).forEach(batch -> found.addAll(everStoredOf(batch)));
    return found;
  }

  private List<IIdType> everStoredOf(List<IIdType> ids) {
    RequestPartitionId everywhere = RequestPartitionId.allPartitions();
    ResourcePersistentIdMap known =
        transactions
            .withSystemRequestOnPartition(everywhere)
            .execute(() -> versions.getLatestVersionIdsForResourceIds(everywhere, ids));
    return ids.stream().filter(known::containsKey).toList();
  }

  /**
   * Stores each resource under its own id. Two nodes that start at once may conflict here; the
   * later one retries.
   */
  void write(List<? extends Resource> resources) {
    batches(resources).forEach(this::writeBatch);
  }

  private void writeBatch(List<? extends Resource> resources) {
    Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
    for (Resource resource : resources) {
      transaction
          .addEntry()
          .setResource(resource)
          .getRequest()
          .setMethod(HTTPVerb.PUT)
          .setUrl(resource.getIdElement().toUnqualifiedVersionless().getValue());
    }
    SystemRequestDetails details = new SystemRequestDetails();
    details.setRetry(true);
    details.setMaxRetries(RETRIES);
    system.transaction(details, transaction);
  }

  private static <T> List<List<T>> batches(Collection<? extends T> all) {
    return Lists.partition(List.copyOf(all), BATCH);
  }
}
