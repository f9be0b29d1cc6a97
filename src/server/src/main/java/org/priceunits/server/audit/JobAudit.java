package org.priceunits.server.audit;

import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditEventSink;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.jspecify.annotations.Nullable;

/** Records what is done for asynchronous jobs: the requests, and what is priced after them. */
public final class JobAudit {
  private final @Nullable IBalpAuditEventSink sink;

  /**
   * @param sink null if nothing is audited
   */
  JobAudit(@Nullable IBalpAuditEventSink sink) {
    this.sink = sink;
  }

  /**
   * Records a request that was carried out.
   *
   * @param what the operation, or method and path
   */
  public void called(HttpServletRequest request, String what) {
    if (sink != null) {
      sink.recordAuditEvent(
          AuditEvents.of(request, what, AuditEventAction.E, AuditEventOutcome._0));
    }
  }

  /**
   * Records that records of patients were priced.
   *
   * @param client id of the client that asked; null if it had no token
   * @param patients references, as {@code Patient/id}
   */
  public void priced(@Nullable String client, String operation, Set<String> patients) {
    if (sink != null) {
      AuditEvent event = AuditEvents.ofJob(client, operation);
      patients.forEach(patient -> AuditEvents.addPatient(event, patient));
      sink.recordAuditEvent(event);
    }
  }
}
