package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.ResourceStore.Found;
import org.priceunits.pricing.read.AdministrationReader;

/**
 * What the pharmacy dispensed, from the call and from the store, by the order, the patient and the
 * day. A dispense counts once: for the first administration of its order that day, if the others
 * say nothing of their own, so that all are billed together.
 */
final class Dispenses {
  private static final Set<MedicationDispenseStatus> HANDED_OVER =
      EnumSet.of(MedicationDispenseStatus.COMPLETED, MedicationDispenseStatus.INPROGRESS);

  private final Map<Order, List<MedicationDispense>> dispensed = new HashMap<>(0);
  private final Map<Order, List<GivenAdministration>> given = new HashMap<>(0);
  private final Map<Order, Boolean> alike = new HashMap<>(0);
  private final Set<OrderOfPatient> undated = new HashSet<>(0);
  private final Set<String> inCall = new HashSet<>(0);
  private final Statements statements;
  private final CallReferences references;
  private final AdministrationReader reader;
  private final ResourceStore store;

  /**
   * @param resources the resources of the call
   * @param billed the administrations of the call that count
   * @param statements what the caller states about them
   */
  Dispenses(
      Collection<Resource> resources,
      List<GivenAdministration> billed,
      Statements statements,
      CallReferences references,
      AdministrationReader reader,
      ResourceStore store) {
    this.statements = statements;
    this.references = references;
    this.reader = reader;
    this.store = store;
    for (GivenAdministration administration : billed) {
      if (AdministrationReader.isBillable(administration.resource())) {
        order(administration)
            .ifPresent(
                order ->
                    given.computeIfAbsent(order, any -> new ArrayList<>(1)).add(administration));
      }
    }
    // A resource is in the call under each of its addresses.
    for (Resource resource : new LinkedHashSet<>(resources)) {
      if (resource instanceof MedicationDispense dispense) {
        CallResources.id(dispense).ifPresent(inCall::add);
        add(dispense);
      }
    }
  }

  private record OrderOfPatient(String request, String patient) {}

  /** One day of an order of one patient. */
  private record Order(OrderOfPatient order, LocalDate day) {}

  /**
   * The dispenses of an administration.
   *
   * @param certain false if they cannot be assigned, or are more than are read
   * @param undated true for the first administration of an order of which a dispense has no day
   */
  record Of(List<MedicationDispense> dispenses, boolean certain, boolean undated) {}

  /** Returns what was dispensed for an administration; called once for each. */
  Of of(GivenAdministration administration) {
    Optional<Order> order = order(administration);
    if (order.isEmpty() || !AdministrationReader.isBillable(administration.resource())) {
      return new Of(List.of(), true, false);
    }
    boolean complete = !administration.stored() || stored(order.get());
    boolean isUndated = undated.remove(order.get().order());
    List<MedicationDispense> found = dispensed.getOrDefault(order.get(), List.of());
    List<GivenAdministration> all = given.getOrDefault(order.get(), List.of());
    if (found.isEmpty() && complete) {
      return new Of(List.of(), true, isUndated);
    }
    if (!complete || !alike.computeIfAbsent(order.get(), any -> areAlike(all))) {
      return new Of(List.of(), false, isUndated);
    }
    boolean first = all.get(0).equals(administration);
    return new Of(first ? List.copyOf(found) : List.of(), true, isUndated);
  }

  private Optional<Order> order(GivenAdministration administration) {
    MedicationAdministration resource = administration.resource();
    String request = resource.hasRequest() ? references.key(resource, resource.getRequest()) : "";
    String patient = references.key(resource, resource.getSubject());
    return request.isEmpty() || patient.isEmpty()
        ? Optional.empty()
        : reader.day(resource).map(day -> new Order(new OrderOfPatient(request, patient), day));
  }

  private void add(MedicationDispense dispense) {
    String patient = references.key(dispense, dispense.getSubject());
    if (!HANDED_OVER.contains(dispense.getStatus()) || patient.isEmpty()) {
      return;
    }
    Optional<LocalDate> day = reader.day(dispense);
    dispense.getAuthorizingPrescription().stream()
        .map(request -> references.key(dispense, request))
        .filter(request -> !request.isEmpty())
        .distinct()
        .map(request -> new OrderOfPatient(request, patient))
        .forEach(
            order ->
                day.ifPresentOrElse(
                    on ->
                        dispensed
                            .computeIfAbsent(new Order(order, on), any -> new ArrayList<>(1))
                            .add(dispense),
                    () -> undated.add(order)));
  }

  /** Adds the stored dispenses of an order; returns false if there are more than are read. */
  private boolean stored(Order order) {
    Found<MedicationDispense> found = store.dispensesOf(order.order().request());
    found.records().stream()
        .filter(d -> CallResources.id(d).map(inCall::add).orElse(true))
        .forEach(this::add);
    return found.complete();
  }

  /** Returns true if nothing that one of them states keeps it apart from the others. */
  private boolean areAlike(List<GivenAdministration> all) {
    MedicationAdministration first = all.get(0).resource();
    return all.size() == 1 || all.stream().allMatch(other -> isAlike(other, first));
  }

  private boolean isAlike(GivenAdministration other, MedicationAdministration first) {
    MedicationAdministration resource = other.resource();
    return statements.of(other) == null
        && resource.hasMedication()
        && resource.getMedication().equalsDeep(first.getMedication())
        && resource.getExtension().stream()
            .noneMatch(e -> String.valueOf(e.getUrl()).startsWith(Canonicals.BASE));
  }
}
