package org.priceunits.server;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.google.common.collect.Lists;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 */
final class JpaResourceStore implements ResourceStore {
  /** Number of identifiers in one query, small enough for any database. */
  private static final int IDENTIFIERS = 100;

  private final DaoRegistry daos;
  private final RequestDetails request;

  JpaResourceStore(DaoRegistry daos, RequestDetails request) {
    this.daos = daos;
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
      return Optional.of((Resource) daos.getResourceDao(type).read(new IdType(type, id), request));
    } catch (ResourceNotFoundException | ResourceGoneException e) {
      return Optional.empty();
    }
  }

  @Override
  public Found<MedicationAdministration> partsOf(String administrationId) {
    return administrations(
        new SearchParameterMap()
            .add("part-of-reference", exactly("MedicationAdministration/" + administrationId)));
  }

  @Override
  public Found<MedicationDispense> dispensesOf(String requestReference) {
    SearchParameterMap ofOrder =
        new SearchParameterMap().add("prescription-reference", exactly(requestReference));
    List<MedicationDispense> found =
        search(MedicationDispense.class, ofOrder.setLoadSynchronousUpTo(MOST + 1));
    return new Found<>(found, found.size() <= MOST);
  }

  @Override
  public Found<MedicationAdministration> ofPatient(String patientReference, LocalDate day) {
    // A day at the site may be the previous or next day in the store's zone, so the search is one
    // day wider on each side.
    DateRangeParam days = new DateRangeParam("ge" + day.minusDays(1), "le" + day.plusDays(1));
    Found<MedicationAdministration> around =
        administrations(
            new SearchParameterMap()
                .add("subject-reference", exactly(patientReference))
                .add(MedicationAdministration.SP_EFFECTIVE_TIME, days));
    return new Found<>(
        around.records().stream().filter(a -> startsOn(a, day)).toList(), around.complete());
  }

  /**
   * Searches references as written, because HAPI does not index those whose target is not stored.
   */
  private static StringParam exactly(String reference) {
    return new StringParam(reference, true);
  }

  private static boolean startsOn(MedicationAdministration administration, LocalDate day) {
    String start =
        administration.hasEffectiveDateTimeType()
            ? administration.getEffectiveDateTimeType().getValueAsString()
            : administration.hasEffectivePeriod()
                ? administration.getEffectivePeriod().getStartElement().getValueAsString()
                : null;
    return start != null && start.startsWith(day.toString());
  }

  @Override
  public List<Claim> liveClaims(Collection<Identifier> identifiers) {
    Map<String, Claim> found = new LinkedHashMap<>();
    for (List<Identifier> some : Lists.partition(List.copyOf(identifiers), IDENTIFIERS)) {
      TokenOrListParam any = new TokenOrListParam();
      some.forEach(i -> any.add(new TokenParam(i.getSystem(), i.getValue())));
      // No limit is needed: an identifier belongs to one live claim.
      search(Claim.class, SearchParameterMap.newSynchronous().add("priced-administration", any))
          .forEach(claim -> found.putIfAbsent(claim.getIdElement().getIdPart(), claim));
    }
    return List.copyOf(found.values());
  }

  private Found<MedicationAdministration> administrations(SearchParameterMap parameters) {
    List<MedicationAdministration> found =
        search(MedicationAdministration.class, parameters.setLoadSynchronousUpTo(MOST + 1));
    return new Found<>(found, found.size() <= MOST);
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
