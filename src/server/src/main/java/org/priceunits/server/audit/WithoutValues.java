package org.priceunits.server.audit;

import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditEventSink;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;

/**
 * Removes the values from recorded searches before they are passed on. A query contains the name or
 * date of birth that someone searched for; the audit needs only the fact of the search and its
 * type.
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
