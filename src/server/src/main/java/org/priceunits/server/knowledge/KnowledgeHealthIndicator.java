package org.priceunits.server.knowledge;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;
import org.priceunits.terminology.Reply;
import org.priceunits.terminology.TerminologyOperation;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Contributes to readiness: the snapshot has been built from the store, the hosted HCPCS code
 * system answers, and what every price needs is there. Resources that pricing leaves out or that
 * may not be meant so are details of a server that is up.
 */
class KnowledgeHealthIndicator implements HealthIndicator {
  /** A code that CMS retired in 2015 and that every edition of the code system contains. */
  static final String PROBE = "J9010";

  /** The code in its place: a list with the probe alone prices nothing. */
  private static final String SUCCESSOR = "J0202";

  /** Most resources of one detail. */
  private static final int MOST = 20;

  private final KnowledgeStartup startup;
  private final Knowledge knowledge;
  private final Clock clock;

  KnowledgeHealthIndicator(KnowledgeStartup startup, Knowledge knowledge, Clock clock) {
    this.startup = startup;
    this.knowledge = knowledge;
    this.clock = clock;
  }

  @Override
  public Health health() {
    if (!startup.isDone()) {
      return Health.down().withDetail("snapshot", "not built").build();
    }
    PricingKnowledge pricing = knowledge.current().pricing();
    Map<String, Object> missing = missing(pricing.catalogs());
    if (!isFound()) {
      missing.put(PROBE, "not found");
    }
    Health.Builder health = missing.isEmpty() ? Health.up() : Health.down().withDetails(missing);
    list(health, "leftOut", knowledge.current().faults());
    list(health, "warnings", pricing.warnings());
    return health.build();
  }

  private boolean isFound() {
    Parameters lookup = new Parameters();
    lookup
        .addParameter("system", new UriType(Canonicals.HCPCS))
        .addParameter("code", new CodeType(PROBE));
    return knowledge.current().terminology().answer(TerminologyOperation.LOOKUP, lookup)
        instanceof Reply.Answered;
  }

  private Map<String, Object> missing(Catalogs catalogs) {
    Map<String, Object> missing = new LinkedHashMap<>();
    if (catalogs.codes().code(new HcpcsCode(SUCCESSOR)).isEmpty()) {
      missing.put("codes", "HCPCS lacks " + SUCCESSOR + ", so that it is no whole list");
    }
    String reference = catalogs.policies().reference();
    catalogs
        .policies()
        .inForce(reference, LocalDate.now(clock), LocalDate.MAX)
        .map(policy -> policy.places().placeOfService())
        .ifPresentOrElse(
            usual -> {
              if (catalogs.codes().placeOfService(usual).isEmpty()) {
                missing.put("placesOfService", "the place of service " + usual + " is not known");
              }
            },
            () -> missing.put("policies", "no policy of reference is in force"));
    return missing;
  }

  private static void list(Health.Builder health, String name, List<KnowledgeFault> faults) {
    if (!faults.isEmpty()) {
      health.withDetail(
          name,
          faults.stream()
              .limit(MOST)
              .map(fault -> fault.resource() + ", " + fault.path() + ": " + fault.text())
              .toList());
      health.withDetail(name + "Count", faults.size());
    }
  }
}
