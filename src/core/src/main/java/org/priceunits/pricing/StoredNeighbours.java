package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.domain.billing.Administration;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.billing.GroupResult;
import org.priceunits.domain.billing.Issue;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.billing.Pricing;
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

  void look(Pricing pricing, List<Claim> claims) {
    alreadyBilled(claims);
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
  }

  private void alreadyBilled(List<Claim> claims) {
    List<Identifier> wanted = new ArrayList<>();
    claims.forEach(c -> wanted.addAll(c.getIdentifier()));
    if (wanted.isEmpty()) {
      return;
    }
    Map<String, Integer> owners = new HashMap<>();
    for (CallAdministration administration : administrations) {
      Identifier identity =
          administration.isIdentified() ? administration.source().identity() : null;
      if (identity != null) {
        owners.put(identity.getValue(), administration.index());
      }
    }
    for (Claim stored : store.liveClaims(wanted)) {
      for (Identifier identifier : stored.getIdentifier()) {
        Integer index = owners.get(identifier.getValue());
        if (index != null) {
          issues.add(
              Issue.of(
                  IssueCode.ALREADY_BILLED,
                  index,
                  Element.ADMINISTRATION,
                  "The stored claim %s (%s) has this administration. Replace that draft, or cancel it first."
                      .formatted(
                          stored.getIdElement().toUnqualifiedVersionless().getValue(),
                          stored.getStatus().toCode())));
        }
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
            patient.getReference() + " " + day,
            any -> store.ofPatient(patient.getReference(), day));
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
