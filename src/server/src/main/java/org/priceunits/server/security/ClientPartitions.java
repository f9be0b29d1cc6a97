package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.ReadPartitionIdRequestDetails;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the data of each client in a partition of its own. The database answers every read, search,
 * include, chain, history and conditional write from that partition only, so that no query can
 * reveal another client's patients. Reference data and audit are shared; so are resources written
 * by the server itself and by clients that see everything.
 */
public final class ClientPartitions {
  private final Map<String, Integer> numbers;
  private final Set<String> seeingAll;
  private final boolean clientChosenIds;

  /**
   * @param numbers client id to number of its partition
   * @param seeingAll clients that see every partition
   * @param clientChosenIds false if only the server chooses ids
   */
  ClientPartitions(Map<String, Integer> numbers, Set<String> seeingAll, boolean clientChosenIds) {
    this.numbers = Map.copyOf(numbers);
    this.seeingAll = Set.copyOf(seeingAll);
    this.clientChosenIds = clientChosenIds;
  }

  @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_READ)
  public RequestPartitionId forReading(
      @Nullable RequestDetails request, ReadPartitionIdRequestDetails details) {
    String type = details.getResourceType();
    if (type != null && CommonTypes.ALL.contains(type)) {
      return RequestPartitionId.defaultPartition();
    }
    Optional<Caller> caller = caller(request);
    boolean all = caller.map(c -> seeingAll.contains(c.clientId())).orElse(true);
    return all ? RequestPartitionId.allPartitions() : own(caller);
  }

  @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_CREATE)
  public RequestPartitionId forWriting(@Nullable RequestDetails request, IBaseResource resource) {
    return CommonTypes.ALL.contains(resource.fhirType())
        ? RequestPartitionId.defaultPartition()
        : own(caller(request));
  }

  /**
   * Refuses an id that a partitioned client chose, if the operator leaves ids to the server: ids
   * are one space in the database, so that a taken one tells of another client's resource.
   */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void beforeCreating(IBaseResource resource, @Nullable RequestDetails request) {
    boolean partitioned =
        caller(request).map(Caller::clientId).filter(numbers::containsKey).isPresent();
    if (!clientChosenIds
        && partitioned
        && resource.getIdElement().hasIdPart()
        && !CommonTypes.ALL.contains(resource.fhirType())) {
      throw new MethodNotAllowedException(
          "The server chooses the ids of resources here. Send it as POST, and keep the id of the answer.",
          RequestTypeEnum.POST);
    }
  }

  /**
   * Checks each resource before it is shown, since the page of a search is found by its id alone,
   * whoever made the search. Answers 404.
   */
  @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
  public void beforeShowing(@Nullable RequestDetails request, IPreResourceShowDetails shown) {
    Optional<Caller> caller = caller(request).filter(c -> !seeingAll.contains(c.clientId()));
    if (caller.isPresent()
        && shown.getAllResources().stream().anyMatch(r -> isForeign(r, caller.get()))) {
      throw new ResourceNotFoundException("This is not here.");
    }
  }

  private boolean isForeign(@Nullable IBaseResource resource, Caller caller) {
    return resource != null
        && resource.getUserData(Constants.RESOURCE_PARTITION_ID)
            instanceof RequestPartitionId partition
        && partition.hasPartitionIds()
        && partition.getFirstPartitionIdOrNull() != null
        && !Objects.equals(partition.getFirstPartitionIdOrNull(), numbers.get(caller.clientId()));
  }

  private RequestPartitionId own(Optional<Caller> caller) {
    return caller
        .flatMap(c -> Optional.ofNullable(numbers.get(c.clientId())))
        .map(RequestPartitionId::fromPartitionId)
        .orElseGet(RequestPartitionId::defaultPartition);
  }

  /** Returns the caller; empty for the server's own actions. */
  private static Optional<Caller> caller(@Nullable RequestDetails request) {
    return Optional.ofNullable(request).flatMap(Caller::of);
  }
}
