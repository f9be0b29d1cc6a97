package org.priceunits.server.audit;

import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditEventSink;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;

/**
 * Takes the values out of recorded searches before they go on: a name or a date of birth that
 * someone searched for stands in the query, and only that there was a search, and on which type, is
 * for the audit.
 */
final class WithoutValues implements IBalpAuditEventSink {
  private final IBalpAuditEventSink next;

  WithoutValues(IBalpAuditEventSink next) {
    this.next = next;
  }

  @Override
  public void recordAuditEvent(AuditEvent event) {
    event.getEntity().forEach(WithoutValues::strip);
    next.recordAuditEvent(event);
  }

  private static void strip(AuditEventEntityComponent entity) {
    if (BalpConstants.CS_OBJECT_ROLE_24_QUERY.equals(entity.getRole().getCode())) {
      entity.setQueryElement(null);
      String description = entity.getDescription();
      entity.setDescription(description == null ? null : description.split("\\?", 2)[0]);
    }
  }
}
