package org.priceunits.server.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditEventSink;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
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
  private static final String DONE = "200";
  private static final Set<Integer> RIGHTS = Set.of(401, 403);

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
          request,
          Objects.requireNonNull(request.getOperation()),
          instance(request),
          request.getResource(),
          answer,
          DONE);
    } else if (request.getResource() instanceof Bundle given && answer instanceof Bundle answered) {
      int entries = Math.min(given.getEntry().size(), answered.getEntry().size());
      for (int i = 0; i < entries; i++) {
        String called =
            EntryUrl.of(given.getEntry().get(i).getRequest().getUrl()).operation().orElse("");
        if (OwnOperation.isPricing(called)) {
          BundleEntryComponent answeredEntry = answered.getEntry().get(i);
          priced(
              request,
              called,
              instance(given.getEntry().get(i)),
              BatchedOperations.posted(request, i).orElse(null),
              answeredEntry.getResource(),
              status(answeredEntry));
        }
      }
    }
  }

  /** Called before a refusal is sent. A missing right is recorded by who misses it. */
  @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
  public void failed(
      @Nullable ServletRequestDetails request, @Nullable BaseServerResponseException failure) {
    if (request == null || failure == null || RIGHTS.contains(failure.getStatusCode())) {
      return;
    }
    String status = Integer.toString(failure.getStatusCode());
    if (OwnOperation.isPricing(request)) {
      priced(
          request,
          Objects.requireNonNull(request.getOperation()),
          instance(request),
          request.getResource(),
          null,
          status);
    } else if (request.getResource() instanceof Bundle given) {
      for (int i = 0; i < given.getEntry().size(); i++) {
        BundleEntryComponent entry = given.getEntry().get(i);
        String called = EntryUrl.of(entry.getRequest().getUrl()).operation().orElse("");
        if (OwnOperation.isPricing(called)) {
          priced(
              request,
              called,
              instance(entry),
              BatchedOperations.posted(request, i).orElse(null),
              null,
              status);
        }
      }
    }
  }

  private static @Nullable String instance(ServletRequestDetails request) {
    return request.getId() == null
        ? null
        : request.getResourceName() + "/" + request.getId().getIdPart();
  }

  /** Returns the record that an entry prices, as {@code type/id}; null if it names none. */
  private static @Nullable String instance(BundleEntryComponent entry) {
    List<String> segments = EntryUrl.of(entry.getRequest().getUrl()).segments();
    return segments.size() > 2 ? segments.get(0) + "/" + segments.get(1) : null;
  }

  private static String status(BundleEntryComponent answered) {
    String status = Objects.requireNonNullElse(answered.getResponse().getStatus(), DONE);
    return status.split(" ", 2)[0];
  }

  /**
   * @param instance the stored record that was priced; null if there is none
   * @param status of the answer
   */
  private void priced(
      ServletRequestDetails request,
      String operation,
      @Nullable String instance,
      @Nullable IBaseResource body,
      @Nullable IBaseResource answer,
      String status) {
    boolean done = status.startsWith("2");
    Set<String> patients = new TreeSet<>();
    collect(body, patients);
    collect(answer, patients);
    AuditEvent event =
        AuditEvents.of(
            request.getServletRequest(),
            operation,
            AuditEventAction.E,
            done ? AuditEventOutcome._0 : AuditEventOutcome._4);
    if (!done) {
      event.setOutcomeDesc(status);
    }
    patients.forEach(patient -> AuditEvents.addPatient(event, patient));
    // A pricing that is refused names no patient, but has read the record.
    if (instance != null) {
      event.addEntity().setWhat(new Reference(instance));
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
