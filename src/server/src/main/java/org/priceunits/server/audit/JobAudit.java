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

  private final @Nullable IBalpAuditEventSink lasting;

  /**
   * @param sink null if nothing is audited
   * @param lasting keeps an event before it returns, as far as the kind of audit can
   */
  public JobAudit(@Nullable IBalpAuditEventSink sink, @Nullable IBalpAuditEventSink lasting) {
    this.sink = sink;
    this.lasting = lasting;
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
   * Records that records of patients were priced. The event is kept when this returns; an exception
   * if it cannot be.
   *
   * @param client id of the client that asked; null if it had no token
   * @param patients references, as {@code Patient/id}
   */
  public void priced(@Nullable String client, String operation, Set<String> patients) {
    if (lasting != null) {
      AuditEvent event = AuditEvents.ofJob(client, operation);
      patients.forEach(patient -> AuditEvents.addPatient(event, patient));
      lasting.recordAuditEvent(event);
    }
  }
}
