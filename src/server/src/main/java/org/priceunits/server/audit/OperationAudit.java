package org.priceunits.server.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditEventSink;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.operation.BatchedOperations;
import org.priceunits.server.operation.EntryUrl;
import org.priceunits.server.operation.OwnOperation;
import org.priceunits.server.security.RefusalListener;

/** Records what HAPI's audit omits: pricings, with the patients they concern, and refusals. */
public final class OperationAudit implements RefusalListener {
  private final IBalpAuditEventSink sink;

  OperationAudit(IBalpAuditEventSink sink) {
    this.sink = sink;
  }

  /** Called after the operation was carried out and before its answer is sent. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void operated(@Nullable ServletRequestDetails request, @Nullable IBaseResource answer) {
    if (request == null) {
      return;
    }
    if (OwnOperation.isPricing(request)) {
      priced(
          request, Objects.requireNonNull(request.getOperation()), request.getResource(), answer);
    } else if (request.getResource() instanceof Bundle given && answer instanceof Bundle answered) {
      int entries = Math.min(given.getEntry().size(), answered.getEntry().size());
      for (int i = 0; i < entries; i++) {
        String called =
            EntryUrl.of(given.getEntry().get(i).getRequest().getUrl()).operation().orElse("");
        if (OwnOperation.isPricing(called)) {
          priced(
              request,
              called,
              BatchedOperations.posted(request, i).orElse(null),
              answered.getEntry().get(i).getResource());
        }
      }
    }
  }

  private void priced(
      ServletRequestDetails request,
      String operation,
      @Nullable IBaseResource body,
      @Nullable IBaseResource answer) {
    Set<String> patients = new TreeSet<>();
    collect(body, patients);
    collect(answer, patients);
    AuditEvent event =
        AuditEvents.of(
            request.getServletRequest(), operation, AuditEventAction.E, AuditEventOutcome._0);
    patients.forEach(patient -> AuditEvents.addPatient(event, patient));
    // A pricing that is refused names no patient, but has read the record.
    if (request.getId() != null) {
      event
          .addEntity()
          .setWhat(new Reference(request.getResourceName() + "/" + request.getId().getIdPart()));
    }
    sink.recordAuditEvent(event);
  }

  @Override
  public void refused(HttpServletRequest request, int status) {
    AuditEvent event =
        AuditEvents.of(
            request,
            request.getMethod() + " " + request.getRequestURI(),
            AuditEventAction.E,
            AuditEventOutcome._4);
    event.setOutcomeDesc(Integer.toString(status));
    sink.recordAuditEvent(event);
  }

  private static void collect(@Nullable IBaseResource resource, Set<String> patients) {
    if (resource instanceof Claim claim) {
      add(claim.getPatient(), patients);
    } else if (resource instanceof ChargeItem charge) {
      add(charge.getSubject(), patients);
    } else if (resource instanceof MedicationAdministration administration) {
      add(administration.getSubject(), patients);
    } else if (resource instanceof Base container) {
      for (Property child : container.children()) {
        child.getValues().forEach(value -> inside(value, patients));
      }
    }
  }

  /** Searches resources in parts of Parameters and entries of a Bundle. */
  private static void inside(Base value, Set<String> patients) {
    if (value instanceof IBaseResource resource) {
      collect(resource, patients);
    } else if (value instanceof Parameters.ParametersParameterComponent
        || value instanceof Bundle.BundleEntryComponent) {
      for (Property child : value.children()) {
        child.getValues().forEach(nested -> inside(nested, patients));
      }
    }
  }

  /** Adds ids only: an identifier or a display would name the patient. */
  private static void add(Reference reference, Set<String> patients) {
    IdType id = new IdType(reference.getReference());
    if (Patient.class.getSimpleName().equals(id.getResourceType()) && id.hasIdPart()) {
      patients.add(id.toUnqualifiedVersionless().getValue());
    }
  }
}
