package org.priceunits.server;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.google.common.collect.Lists;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IAnyResource;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.ResourceStore;

/**
 * Reads the JPA store with the rights of one request, regardless of the paging that it asks for.
 *
 * <p>Two clients may give the same id to their resources. For a caller that sees all of them, the
 * first record that belongs to one client decides: nothing of another client is read beside it.
 */
final class JpaResourceStore implements ResourceStore {
  /** Number of identifiers in one query, small enough for any database. */
  private static final int IDENTIFIERS = 100;

  private static final String PRICED = "priced-administration";
  private static final Set<String> BILLING = Set.of("Claim", "ChargeItem");
  private static final String SUBJECT = "subject-reference";

  private final DaoRegistry daos;
  private final SearchIndex index;
  private final RequestDetails request;
  private final Map<String, MedicationAdministration> read = new HashMap<>();
  private @Nullable Billing billing;

  /** The partition of the first record that belongs to one client. */
  private @Nullable Integer home;

  JpaResourceStore(DaoRegistry daos, SearchIndex index, RequestDetails request) {
    this.daos = daos;
    this.index = index;
    this.request = request;
  }

  @Override
  public @Nullable String base() {
    return request.getFhirServerBase();
  }

  @Override
  public Optional<Resource> read(String type, String id) {
    if (!daos.isResourceTypeSupported(type)) {
      return Optional.empty();
    }
    try {
      return atHome((Resource) daos.getResourceDao(type).read(new IdType(type, id), request));
    } catch (PreconditionFailedException ofSeveralClients) {
      return ofHome(type, id);
    } catch (ResourceNotFoundException | ResourceGoneException e) {
      return Optional.empty();
    }
  }

  private Optional<Resource> atHome(Resource found) {
    if (!isAtHome(found)) {
      return Optional.empty();
    }
    Integer partition = partition(found);
    home = home == null ? partition : home;
    if (found instanceof MedicationAdministration administration) {
      read.put(found.getIdElement().getIdPart(), administration);
    }
    return Optional.of(found);
  }

  /** Returns the one of several clients' resources that belongs to the client of this call. */
  private Optional<Resource> ofHome(String type, String id) {
    if (home == null) {
      return Optional.empty();
    }
    SearchParameterMap byId =
        SearchParameterMap.newSynchronous().add(IAnyResource.SP_RES_ID, new TokenParam(id));
    return daos.getResourceDao(type).search(byId, request).getAllResources().stream()
        .map(Resource.class::cast)
        .filter(found -> home.equals(partition(found)))
        .findFirst()
        .flatMap(this::atHome);
  }

  private boolean isAtHome(Resource found) {
    Integer partition = partition(found);
    return home == null || partition == null || partition.equals(home);
  }

  /** Returns the number of the client's partition; null for what is shared. */
  private static @Nullable Integer partition(Resource found) {
    return found.getUserData(Constants.RESOURCE_PARTITION_ID) instanceof RequestPartitionId stored
            && stored.hasPartitionIds()
        ? stored.getFirstPartitionIdOrNull()
        : null;
  }

  @Override
  public Found<MedicationAdministration> partsOf(String administrationId) {
    return ofReference(
        MedicationAdministration.class,
        "part-of-reference",
        "MedicationAdministration/" + administrationId);
  }

  @Override
  public Found<MedicationDispense> dispensesOf(String requestReference) {
    return ofReference(MedicationDispense.class, "prescription-reference", requestReference);
  }

  /**
   * Searches references as written, because HAPI does not index those whose target is not stored.
   */
  private <T extends Resource> Found<T> ofReference(
      Class<T> type, String parameter, String reference) {
    return index.hasString(request, type.getSimpleName(), parameter, reference)
        ? ofOneClient(found(type, new SearchParameterMap().add(parameter, exactly(reference))))
        : new Found<>(List.of(), true);
  }

  /** Leaves out what refers to several clients' resources of one id, if no client is known yet. */
  private <T extends Resource> Found<T> ofOneClient(Found<T> found) {
    boolean several =
        found.records().stream()
                .map(JpaResourceStore::partition)
                .filter(Objects::nonNull)
                .distinct()
                .count()
            > 1;
    return several
        ? new Found<>(
            found.records().stream().filter(record -> partition(record) == null).toList(),
            found.complete())
        : found;
  }

  @Override
  public Found<MedicationAdministration> around(String patientReference, LocalDate day) {
    // A day at the site may be the previous or next day in the store's zone, so the search is one
    // day wider on each side.
    LocalDate from = day.minusDays(1);
    LocalDate to = day.plusDays(1);
    List<SearchIndex.Version> versions =
        index.dated(
            request,
            "MedicationAdministration",
            SUBJECT,
            patientReference,
            MedicationAdministration.SP_EFFECTIVE_TIME,
            from,
            to);
    return versions.stream().allMatch(this::isRead)
        ? new Found<>(versions.stream().map(v -> read.get(v.id())).distinct().toList(), true)
        : found(
            MedicationAdministration.class,
            new SearchParameterMap()
                .add(SUBJECT, exactly(patientReference))
                .add(
                    MedicationAdministration.SP_EFFECTIVE_TIME,
                    new DateRangeParam("ge" + from, "le" + to)));
  }

  /** Returns true if this version was read before: usually the administration that is priced. */
  private boolean isRead(SearchIndex.Version version) {
    MedicationAdministration known = read.get(version.id());
    return known != null && version.number().equals(known.getIdElement().getVersionIdPart());
  }

  private static StringParam exactly(String reference) {
    return new StringParam(reference, true);
  }

  @Override
  public List<Claim> liveClaims(Collection<Identifier> identifiers) {
    // What bills may have been stored since; only the charge items of the same question follow.
    billing = null;
    return holding(Claim.class, identifiers);
  }

  @Override
  public List<ChargeItem> liveChargeItems(Collection<Identifier> identifiers) {
    return holding(ChargeItem.class, identifiers);
  }

  /** No limit is needed: an identifier belongs to one live claim, or to the lines of one. */
  private <T extends Resource> List<T> holding(
      Class<T> type, Collection<Identifier> administrations) {
    if (!billing(administrations).contains(type.getSimpleName())) {
      return List.of();
    }
    Map<String, T> found = new LinkedHashMap<>();
    for (List<Identifier> some : Lists.partition(List.copyOf(administrations), IDENTIFIERS)) {
      TokenOrListParam any = new TokenOrListParam();
      some.forEach(i -> any.add(new TokenParam(i.getSystem(), i.getValue())));
      search(type, SearchParameterMap.newSynchronous().add(PRICED, any))
          .forEach(resource -> found.putIfAbsent(resource.getIdElement().getIdPart(), resource));
    }
    return List.copyOf(found.values());
  }

  /** Returns the types of what bills one of these; asked once for claims and charge items. */
  private Set<String> billing(Collection<Identifier> administrations) {
    Billing known = billing;
    if (known == null || known.administrations() != administrations) {
      Set<String> types = new HashSet<>();
      for (List<Identifier> some : Lists.partition(List.copyOf(administrations), IDENTIFIERS)) {
        types.addAll(index.withToken(request, BILLING, PRICED, some));
      }
      known = new Billing(administrations, types);
      billing = known;
    }
    return known.types();
  }

  /** What bills the administrations of the last question. */
  private record Billing(Collection<Identifier> administrations, Set<String> types) {}

  private <T extends Resource> Found<T> found(Class<T> type, SearchParameterMap parameters) {
    List<T> found = search(type, parameters.setLoadSynchronousUpTo(MOST + 1));
    return new Found<>(found.stream().filter(this::isAtHome).toList(), found.size() <= MOST);
  }

  /**
   * Runs a search whose map limits the number of results; HAPI returns a synchronous search at
   * once.
   */
  private <T extends Resource> List<T> search(Class<T> type, SearchParameterMap parameters) {
    return daos.getResourceDao(type).search(parameters, request).getAllResources().stream()
        .map(type::cast)
        .toList();
  }
}
