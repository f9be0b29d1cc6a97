package org.priceunits.server;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.operation.ResourceStore;

/** The JPA store, read with the rights of one request. */
final class JpaResourceStore implements ResourceStore {
  /**
   * More neighbours of one administration than any record has; the rest would not change the
   * warning.
   */
  private static final int MOST = 100;

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
  public List<MedicationAdministration> partsOf(String administrationId) {
    return search(
        MedicationAdministration.class,
        new SearchParameterMap()
            .add("part-of-reference", exactly("MedicationAdministration/" + administrationId)));
  }

  @Override
  public List<MedicationAdministration> ofPatient(String patientReference, LocalDate day) {
    // A day at the site may be the day before or after in the store's zone, so the search is one
    // day wider.
    DateRangeParam days = new DateRangeParam("ge" + day.minusDays(1), "le" + day.plusDays(1));
    return search(
            MedicationAdministration.class,
            new SearchParameterMap()
                .add("subject-reference", exactly(patientReference))
                .add(MedicationAdministration.SP_EFFECTIVE_TIME, days))
        .stream()
        .filter(a -> startsOn(a, day))
        .toList();
  }

  /**
   * References are searched as they are written, because HAPI indexes none whose target is not
   * stored.
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
    TokenOrListParam any = new TokenOrListParam();
    identifiers.forEach(i -> any.add(new TokenParam(i.getSystem(), i.getValue())));
    return search(Claim.class, new SearchParameterMap().add("priced-administration", any));
  }

  private <T extends Resource> List<T> search(Class<T> type, SearchParameterMap parameters) {
    parameters.setLoadSynchronousUpTo(MOST);
    IBundleProvider found = daos.getResourceDao(type).search(parameters, request);
    return found.getAllResources().stream().map(type::cast).toList();
  }
}
