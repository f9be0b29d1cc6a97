package org.priceunits.server.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditEventSink;
import org.hl7.fhir.r4.model.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each AuditEvent as one line of JSON. */
final class AuditLog implements IBalpAuditEventSink {
  static final String LOGGER = "org.priceunits.audit";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  private final FhirContext fhir;

  AuditLog(FhirContext fhir) {
    this.fhir = fhir;
  }

  @Override
  public void recordAuditEvent(AuditEvent event) {
    if (LOG.isInfoEnabled()) {
      LOG.info("{}", fhir.newJsonParser().encodeResourceToString(event));
    }
  }
}
