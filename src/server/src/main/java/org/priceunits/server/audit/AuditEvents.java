package org.priceunits.server.audit;

import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Date;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.guard.RequestId;

/** Builds AuditEvents in the form of HAPI's own audit. */
final class AuditEvents {
  private static final String OPERATION = "operation";
  private static final String REQUEST_ID_SYSTEM =
      "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";

  private AuditEvents() {}

  /**
   * @param what the operation, or method and path
   */
  static AuditEvent of(
      HttpServletRequest request, String what, AuditEventAction action, AuditEventOutcome outcome) {
    AuditEvent event = operation(what, action, outcome);
    event.getSource().getObserver().setDisplay(request.getServerName());
    event
        .addAgent()
        .setRequestor(true)
        .setWho(CallerContext.who(request))
        .getNetwork()
        .setAddress(request.getRemoteAddr())
        .setType(AuditEventAgentNetworkType._2);
    AuditEventEntityComponent id = event.addEntity();
    id.getType().setSystem(REQUEST_ID_SYSTEM).setCode("XrequestId");
    id.getWhat().getIdentifier().setValue(RequestId.of(request));
    return event;
  }

  /**
   * Describes what is done for a client after its request was answered.
   *
   * @param client id of the client; null if it had no token
   */
  static AuditEvent ofJob(@Nullable String client, String operation) {
    AuditEvent event = operation(operation, AuditEventAction.E, AuditEventOutcome._0);
    event.getSource().getObserver().setDisplay("price-units");
    event.addAgent().setRequestor(true).setWho(CallerContext.who(client));
    return event;
  }

  private static AuditEvent operation(
      String what, AuditEventAction action, AuditEventOutcome outcome) {
    AuditEvent event = new AuditEvent();
    event.getType().setSystem(BalpConstants.CS_AUDIT_EVENT_TYPE).setCode("rest");
    event
        .addSubtype()
        .setSystem(BalpConstants.CS_RESTFUL_INTERACTION)
        .setCode(OPERATION)
        .setDisplay(what);
    event.setAction(action).setOutcome(outcome).setRecorded(new Date());
    return event;
  }

  static void addPatient(AuditEvent event, String reference) {
    AuditEventEntityComponent entity = event.addEntity();
    entity
        .getType()
        .setSystem(BalpConstants.CS_AUDIT_ENTITY_TYPE)
        .setCode(BalpConstants.CS_AUDIT_ENTITY_TYPE_1_PERSON);
    entity
        .getRole()
        .setSystem(BalpConstants.CS_OBJECT_ROLE)
        .setCode(BalpConstants.CS_OBJECT_ROLE_1_PATIENT);
    entity.setWhat(new Reference(reference));
  }
}
