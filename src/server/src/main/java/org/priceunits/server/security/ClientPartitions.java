package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.ReadPartitionIdRequestDetails;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.IdType;
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
  private final Predicate<IIdType> isTaken;

  /**
   * @param numbers client id to number of its partition
   * @param seeingAll clients that see every partition
   * @param isTaken tells whether a resource of any partition has an id
   */
  ClientPartitions(
      Map<String, Integer> numbers, Set<String> seeingAll, Predicate<IIdType> isTaken) {
    this.numbers = Map.copyOf(numbers);
    this.seeingAll = Set.copyOf(seeingAll);
    this.isTaken = isTaken;
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
   * Refuses an id of a client's resource to a caller that sees all of them: it could not tell its
   * own from the client's, and would rather have changed that one. Among clients ids are free, each
   * in its partition. Answers 409.
   */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void beforeCreating(IBaseResource resource, @Nullable RequestDetails request) {
    IIdType id = resource.getIdElement();
    if (caller(request).filter(c -> seeingAll.contains(c.clientId())).isPresent()
        && id.hasIdPart()
        && !CommonTypes.ALL.contains(resource.fhirType())
        && isTaken.test(new IdType(resource.fhirType(), id.getIdPart()))) {
      throw new ResourceVersionConflictException(
          "A client has %s/%s, which only this client changes. Choose another id."
              .formatted(resource.fhirType(), id.getIdPart()));
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
