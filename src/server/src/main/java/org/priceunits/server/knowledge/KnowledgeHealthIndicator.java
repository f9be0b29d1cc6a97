package org.priceunits.server.knowledge;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.priceunits.fhir.Canonicals;
import org.priceunits.terminology.Reply;
import org.priceunits.terminology.TerminologyOperation;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Contributes to readiness: the snapshot has been built from the store, and the hosted HCPCS code
 * system answers.
 */
class KnowledgeHealthIndicator implements HealthIndicator {
  /** A code that CMS retired in 2015 and that every edition of the code system contains. */
  static final String PROBE = "J9010";

  private final KnowledgeStartup startup;
  private final Knowledge knowledge;

  KnowledgeHealthIndicator(KnowledgeStartup startup, Knowledge knowledge) {
    this.startup = startup;
    this.knowledge = knowledge;
  }

  @Override
  public Health health() {
    if (!startup.isDone()) {
      return Health.down().withDetail("snapshot", "not built").build();
    }
    Parameters lookup = new Parameters();
    lookup
        .addParameter("system", new UriType(Canonicals.HCPCS))
        .addParameter("code", new CodeType(PROBE));
    return knowledge.current().terminology().answer(TerminologyOperation.LOOKUP, lookup)
            instanceof Reply.Answered
        ? Health.up().build()
        : Health.down().withDetail(PROBE, "not found").build();
  }
}
