package org.priceunits.server.bulk;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.priceunits.server.search.StoredSearch;

/** Finds and reads the administrations stored here, with the rights of a job's client. */
final class StoredAdministrations {
  static final int AT_ONCE = 200;

  private static final String TYPE = "MedicationAdministration";

  private final DaoRegistry daos;
  private final MatchUrlService searches;
  private final StoredSearch understood;

  StoredAdministrations(DaoRegistry daos, MatchUrlService searches, StoredSearch understood) {
    this.daos = daos;
    this.searches = searches;
    this.understood = understood;
  }

  private IFhirResourceDao<MedicationAdministration> dao() {
    return daos.getResourceDao(MedicationAdministration.class);
  }

  /**
   * Refuses criteria that are not understood, with the exception of HAPI that is a 400.
   *
   * @param criteria a query string, with or without the type before it
   */
  SearchParameterMap understand(String criteria) {
    String query =
        criteria.startsWith(TYPE + "?") ? criteria.substring(TYPE.length() + 1) : criteria;
    SearchParameterMap map =
        searches.translateMatchUrl(
            TYPE + "?" + understood.query(TYPE, query),
            daos.getSystemDao().getContext().getResourceDefinition(TYPE));
    map.setLoadSynchronous(true);
    return map;
  }

  /** Returns the ids of administrations that fit, so many at most. */
  List<String> ids(String criteria, int most, RequestDetails client) {
    return dao()
        .searchForResourceIds(understand(criteria).setLoadSynchronousUpTo(most), client)
        .stream()
        .map(IIdType::getIdPart)
        .toList();
  }

  /** Reads administrations; those that are not there are left out. */
  List<MedicationAdministration> read(List<String> ids, RequestDetails client) {
    TokenOrListParam any = new TokenOrListParam();
    ids.forEach(id -> any.add(new TokenParam(id)));
    SearchParameterMap map =
        SearchParameterMap.newSynchronous().add("_id", any).setLoadSynchronousUpTo(ids.size());
    return dao().search(map, client).getAllResources().stream()
        .map(MedicationAdministration.class::cast)
        .toList();
  }
}
