package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.Pricing;
import org.priceunits.pricing.ResourceStore.Found;
import org.priceunits.pricing.read.AdministrationReader;

/**
 * Reports stored resources that a biller should know of beside a call: earlier claims for its
 * administrations, and other administrations of the same drug on the same day.
 */
final class StoredNeighbours {
  private final ResourceStore store;
  private final AdministrationReader reader;
  private final List<CallAdministration> administrations;
  private final List<Issue> issues;
  private final Map<String, Found<MedicationAdministration>> ofDay = new HashMap<>();
  private final Map<MedicationAdministration, Drug> drugs = new IdentityHashMap<>();

  StoredNeighbours(
      ResourceStore store,
      AdministrationReader reader,
      List<CallAdministration> administrations,
      List<Issue> issues) {
    this.store = store;
    this.reader = reader;
    this.administrations = administrations;
    this.issues = issues;
  }

  /** Returns the stored charge items that are live and bill the same administrations. */
  List<ChargeItem> look(Pricing pricing) {
    List<ChargeItem> charges = alreadyBilled(pricing);
    Set<String> inCall =
        administrations.stream()
            .flatMap(a -> a.given().stream())
            .flatMap(given -> given.key().stream())
            .collect(Collectors.toSet());
    for (GroupResult.Priced group : pricing.priced()) {
      for (int index : group.administrations()) {
        CallAdministration administration = administrations.get(index);
        administration
            .given()
            .filter(GivenAdministration::stored)
            .ifPresent(
                given ->
                    administration.billable().ifPresent(billed -> more(billed, given, inCall)));
      }
    }
    return charges;
  }

  private List<ChargeItem> alreadyBilled(Pricing pricing) {
    Map<String, Integer> owners = new LinkedHashMap<>();
    List<Identifier> wanted = new ArrayList<>();
    for (GroupResult.Priced group : pricing.priced()) {
      for (int index : group.administrations()) {
        Identifier identity = administrations.get(index).source().identity();
        if (identity != null) {
          owners.put(identity.getValue(), index);
          wanted.add(identity);
        }
      }
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    for (Claim stored : store.liveClaims(wanted)) {
      alreadyBilled(
          stored.getIdentifier(),
          owners,
          "The stored claim %s (%s) has this administration. Replace that draft, or cancel it first."
              .formatted(name(stored), stored.getStatus().toCode()));
    }
    List<ChargeItem> charges = store.liveChargeItems(wanted);
    for (ChargeItem stored : charges) {
      alreadyBilled(
          stored.getIdentifier(),
          owners,
          "The stored charge item %s (%s) has this administration. Replace it while it is billable, or cancel it first."
              .formatted(name(stored), stored.getStatus().toCode()));
    }
    return charges;
  }

  private static String name(Resource stored) {
    return stored.getIdElement().toUnqualifiedVersionless().getValue();
  }

  private void alreadyBilled(
      List<Identifier> identifiers, Map<String, Integer> owners, String text) {
    for (Identifier identifier : identifiers) {
      Integer index = owners.get(identifier.getValue());
      if (index != null) {
        issues.add(Issue.of(IssueCode.ALREADY_BILLED, index, Element.ADMINISTRATION, text));
      }
    }
  }

  private void more(Administration billed, GivenAdministration given, Set<String> inCall) {
    LocalDate day = billed.day().date();
    Reference patient = given.resource().getSubject();
    // The store is searched by patient id; a patient known only by identifier has none there.
    if (!"Patient".equals(patient.getReferenceElement().getResourceType())) {
      return;
    }
    Found<MedicationAdministration> stored =
        ofDay.computeIfAbsent(
            patient.getReference() + " " + day, any -> store.around(patient.getReference(), day));
    if (!stored.complete()) {
      more(
          billed.index(),
          "The patient has more than %d stored administrations about %s, too many to compare. Price all of one day in one call."
              .formatted(ResourceStore.MOST, day));
      return;
    }
    List<String> others = new ArrayList<>();
    for (MedicationAdministration other : stored.records()) {
      String key = "MedicationAdministration/" + other.getIdElement().getIdPart();
      if (!inCall.contains(key)
          && reader.day(other).filter(day::equals).isPresent()
          && AdministrationReader.isBillable(other)
          && drugs.computeIfAbsent(other, reader::drug).isNamedAs(billed.drug())) {
        others.add(key);
      }
    }
    if (!others.isEmpty()) {
      more(
          billed.index(),
          "The same drug was also given to the patient on %s: %s. Price all of one day in one call."
              .formatted(day, String.join(", ", others)));
    }
  }

  private void more(int index, String text) {
    issues.add(
        Issue.of(IssueCode.MORE_ADMINISTRATIONS_THAT_DAY, index, Element.ADMINISTRATION, text));
  }
}
