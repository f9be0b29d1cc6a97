package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.ReadPartitionIdRequestDetails;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.EnumSet;
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
 * reveal another client's patients. Reference data and audit are shared. Resources written by the
 * server itself and by clients that see everything are in a partition that only these read. A
 * client without a partition has the reference data alone.
 */
public final class ClientPartitions {
  /** A partition that no client has, so that nothing is in it. */
  private static final int NOBODYS = Integer.MIN_VALUE + 1;

  private static final String PROVENANCE = "Provenance";

  private static final Set<RestOperationTypeEnum> OPERATIONS =
      EnumSet.of(
          RestOperationTypeEnum.EXTENDED_OPERATION_SERVER,
          RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
          RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE);

  private final Map<String, Integer> numbers;
  private final Set<String> seeingAll;
  private final Set<String> editors;
  private final Predicate<IIdType> isTaken;
  private final RefusalListener listener;

  /**
   * @param numbers client id to number of its partition
   * @param seeingAll clients that see every partition
   * @param editors clients that write the shared resources, and the Provenance of doing so
   * @param isTaken tells whether a resource of any partition has an id
   * @param listener is told of requests of clients without data
   */
  ClientPartitions(
      Map<String, Integer> numbers,
      Set<String> seeingAll,
      Set<String> editors,
      Predicate<IIdType> isTaken,
      RefusalListener listener) {
    this.numbers = Map.copyOf(numbers);
    this.seeingAll = Set.copyOf(seeingAll);
    this.editors = Set.copyOf(editors);
    this.isTaken = isTaken;
    this.listener = listener;
  }

  @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_READ)
  public RequestPartitionId forReading(
      @Nullable RequestDetails request, ReadPartitionIdRequestDetails details) {
    String type = details.getResourceType();
    if (type != null && CommonTypes.ALL.contains(type)) {
      return RequestPartitionId.defaultPartition();
    }
    Optional<Caller> caller = caller(request);
    if (caller.map(this::seesAll).orElse(true)) {
      return RequestPartitionId.allPartitions();
    }
    Integer own = numbers.get(caller.get().clientId());
    if (own != null) {
      return RequestPartitionId.fromPartitionId(own);
    }
    if (type != null && isOfLoad(caller.get(), type)) {
      return RequestPartitionId.defaultPartition();
    }
    if (type != null && asksFor(type, request)) {
      throw withoutData(caller.get(), request);
    }
    return RequestPartitionId.fromPartitionId(NOBODYS);
  }

  /**
   * Returns true for a read or search of the type itself. An operation finds nothing of a client
   * without data, and answers about what it is sent.
   */
  private static boolean asksFor(String type, @Nullable RequestDetails request) {
    return request != null
        && type.equals(request.getResourceName())
        && request.getRestOperationType() != null
        && !OPERATIONS.contains(request.getRestOperationType());
  }

  /** A load leaves a Provenance of the knowledge that it wrote. */
  private boolean isOfLoad(Caller caller, String type) {
    return type.equals(PROVENANCE) && editors.contains(caller.clientId());
  }

  private ForbiddenOperationException withoutData(Caller caller, @Nullable RequestDetails request) {
    if (request instanceof ServletRequestDetails http) {
      listener.refused(http.getServletRequest(), Constants.STATUS_HTTP_403_FORBIDDEN);
    }
    return new ForbiddenOperationException(
        "The client %s has no data here, and reads the shared reference data alone. Ask the operator to name it in %s or in %s."
            .formatted(
                caller.clientId(),
                AccessProperties.PARTITIONS,
                AccessProperties.SEEING_ALL_PARTITIONS));
  }

  private boolean seesAll(Caller caller) {
    return seeingAll.contains(caller.clientId());
  }

  @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_CREATE)
  public RequestPartitionId forWriting(@Nullable RequestDetails request, IBaseResource resource) {
    Optional<Caller> caller = caller(request);
    if (CommonTypes.ALL.contains(resource.fhirType()) || caller.map(this::seesAll).orElse(true)) {
      return RequestPartitionId.defaultPartition();
    }
    Integer own = numbers.get(caller.get().clientId());
    if (own == null && isOfLoad(caller.get(), resource.fhirType())) {
      return RequestPartitionId.defaultPartition();
    }
    if (own == null) {
      throw withoutData(caller.get(), request);
    }
    return RequestPartitionId.fromPartitionId(own);
  }

  /**
   * Refuses an id of a client's resource to a caller that sees all of them: it could not tell its
   * own from the client's, and would rather have changed that one. Among clients ids are free, each
   * in its partition. Answers 409.
   */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void beforeCreating(IBaseResource resource, @Nullable RequestDetails request) {
    IIdType id = resource.getIdElement();
    if (caller(request).filter(this::seesAll).isPresent()
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
    Optional<Caller> caller = caller(request).filter(c -> !seesAll(c));
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
        && !CommonTypes.ALL.contains(resource.fhirType())
        && !isOfLoad(caller, resource.fhirType())
        && (partition.getFirstPartitionIdOrNull() == null
            || !Objects.equals(
                partition.getFirstPartitionIdOrNull(), numbers.get(caller.clientId())));
  }

  /** Returns the caller; empty for the server's own actions. */
  private static Optional<Caller> caller(@Nullable RequestDetails request) {
    return Optional.ofNullable(request).flatMap(Caller::of);
  }
}
