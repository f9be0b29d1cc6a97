package org.priceunits.server.guard;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Looks at the end of a start for stored search parameters and profiles that {@link
 * ExpressionGuard} would refuse today: an older release may have stored them. Names them in the log
 * and in the health of the server, which stays up, since HL7's library ends each evaluation after
 * half a second.
 */
public final class StoredExpressions
    implements ApplicationListener<ApplicationReadyEvent>, HealthIndicator {
  private static final Logger LOG = LoggerFactory.getLogger(StoredExpressions.class);

  private final ExpressionGuard guard;
  private final DaoRegistry daos;
  private volatile List<String> refused = List.of();

  StoredExpressions(ExpressionGuard guard, DaoRegistry daos) {
    this.guard = guard;
    this.daos = daos;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    check();
  }

  /** Looks again. */
  public void check() {
    refused =
        Stream.of(SearchParameter.class, StructureDefinition.class)
            .flatMap(this::stored)
            .filter(guard::isRefused)
            .map(resource -> resource.getIdElement().toUnqualifiedVersionless().getValue())
            .toList();
    if (!refused.isEmpty()) {
      LOG.warn(
          "Stored expressions that may hold a thread, or cannot be read: {}. Correct or delete"
              + " them.",
          String.join(", ", refused));
    }
  }

  private Stream<IBaseResource> stored(Class<? extends IBaseResource> type) {
    return daos
        .getResourceDao(type)
        .search(SearchParameterMap.newSynchronous(), new SystemRequestDetails())
        .getAllResources()
        .stream();
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    return refused.isEmpty() ? health.build() : health.withDetail("refused", refused).build();
  }
}
