package org.priceunits.server;

import ca.uhn.fhir.jpa.dao.index.DaoSearchParamSynchronizer;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedComboStringUnique;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.jpa.util.AddRemoveCount;
import com.google.common.collect.Lists;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.claims.BilledOnce;

/**
 * Looks for what a unique search parameter allows once, before a resource is stored: in the
 * partition of its client and in the shared one, for which those write who see all clients; for
 * them, in all partitions. So nothing is billed by a client and by such an office, also not at the
 * same moment, since they take turns ({@link OfficeTurn}). HAPI's own look, which {@link
 * StorageConfig} switches off, finds the resources of all clients. Within a partition the index of
 * the database has the last word: {@link UniquePerClient}.
 */
final class UniqueInPartition extends DaoSearchParamSynchronizer {
  private static final String HELD =
      "select held from ResourceIndexedComboStringUnique held where held.myIndexString in :sought"
          + " and held.myResourceId <> :storing";

  /** Well below what the databases take in one query. */
  private static final int MOST = 500;

  private final OfficeTurn turn = new OfficeTurn();
  private final PartitionSettings partitions;

  UniqueInPartition(PartitionSettings partitions) {
    this.partitions = partitions;
  }

  /** Answers 409 if another resource of the partition holds one of the values. */
  @Override
  public AddRemoveCount synchronizeSearchParamsToDatabase(
      ResourceIndexedSearchParams params,
      ResourceTable storing,
      ResourceIndexedSearchParams existing) {
    List<String> sought =
        params.myComboStringUniques.stream()
            .map(ResourceIndexedComboStringUnique::getIndexString)
            .distinct()
            .toList();
    Integer partition = storing.getPartitionId().getPartitionId();
    if (!sought.isEmpty() && partitions.isPartitioningEnabled()) {
      turn.take(myEntityManager, partition == null);
    }
    for (List<String> some : Lists.partition(sought, MOST)) {
      held(some, storing, partition).getResultList().stream()
          .findFirst()
          .ifPresent(
              held -> {
                throw BilledOnce.refusal(
                    held.getIndexString(),
                    held.getResource().getIdDt().toUnqualifiedVersionless().getValue());
              });
    }
    return super.synchronizeSearchParamsToDatabase(params, storing, existing);
  }

  private TypedQuery<ResourceIndexedComboStringUnique> held(
      List<String> sought, ResourceTable storing, @Nullable Integer partition) {
    TypedQuery<ResourceIndexedComboStringUnique> query =
        myEntityManager
            .createQuery(
                HELD
                    + (partition == null
                        ? ""
                        : " and (held.myPartitionIdValue = :partition or held.myPartitionIdValue is"
                            + " null)"),
                ResourceIndexedComboStringUnique.class)
            .setParameter("sought", sought)
            .setParameter("storing", storing.getId().getId())
            .setMaxResults(1);
    return partition == null ? query : query.setParameter("partition", partition);
  }
}
