package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.domain.billing.ClaimDraft;
import org.priceunits.domain.billing.GroupResult;
import org.priceunits.domain.billing.Issue;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.billing.Pricing;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.pricing.PriceUnitsOperation.Site;
import org.priceunits.pricing.PriceUnitsResponse.Result;
import org.priceunits.pricing.PriceUnitsResponse.Status;
import org.priceunits.pricing.ResourceStore.Found;
import org.priceunits.pricing.read.AdministrationReader.WasteRecord;
import org.priceunits.pricing.read.AdministrationReading;
import org.priceunits.pricing.read.BodyPath;
import org.priceunits.pricing.read.Locations;
import org.priceunits.pricing.write.ClaimSource;
import org.priceunits.pricing.write.ClaimTerms;
import org.priceunits.pricing.write.ClaimWriter;

/** Collects the results and issues of a call, and turns priced groups into claims. */
final class CallAnswer {
  private final PriceUnitsRequest request;
  private final Site site;
  private final PayerChoice payer;
  private final List<Issue> issues = new ArrayList<>();
  private final Map<Integer, Result> results = new TreeMap<>();
  private final Map<Integer, Locations> locations = new HashMap<>();
  private final Map<Integer, ClaimSource> sources = new HashMap<>();

  CallAnswer(PriceUnitsRequest request, Site site, PayerChoice payer) {
    this.request = request;
    this.site = site;
    this.payer = payer;
  }

  void note(Issue issue) {
    issues.add(issue);
  }

  /**
   * Reports a reference that does not resolve; it is listed after the administrations that were
   * found.
   */
  void notFound(PriceUnitsRequest.Referred referred, String text) {
    int index = Integer.MAX_VALUE - results.size();
    results.put(index, new Result(referred.reference(), Status.REFUSED));
    locations.put(index, new Locations(BodyPath.referred(referred.path())));
    issues.add(Issue.of(IssueCode.REFERENCE_NOT_FOUND, index, Element.ADMINISTRATION, text));
  }

  void refuse(int index, Given given, IssueCode code, String text) {
    results.put(index, new Result(given.reference(), Status.REFUSED));
    locations.putIfAbsent(index, new Locations(given.path()));
    issues.add(Issue.of(code, index, Element.ADMINISTRATION, text));
  }

  void discardRecord(int index, Given given, boolean belongs) {
    if (belongs) {
      results.put(index, new Result(given.reference(), Status.DISCARD_RECORD));
    } else {
      refuse(
          index,
          given,
          IssueCode.DISCARD_WITHOUT_ADMINISTRATION,
          "Discarded drug is billed only beside the dose that was given. Send the administration too, and name it in"
              + " partOf.");
    }
  }

  void read(
      int index,
      Given given,
      AdministrationReading reading,
      List<WasteRecord> waste,
      CallReferences references) {
    locations.put(index, reading.locations());
    issues.addAll(reading.issues());
    if (reading instanceof AdministrationReading.Read read) {
      ClaimSource source = new ClaimSources(references).of(given, read, waste, payer.payer());
      sources.put(index, source);
      results.put(index, new Result(given.reference(), Status.PRICED));
    } else {
      boolean refused = reading.issues().stream().anyMatch(Issue::refuses);
      results.put(
          index, new Result(given.reference(), refused ? Status.REFUSED : Status.NOT_BILLABLE));
    }
  }

  PriceUnitsResponse of(
      List<Given> all, Map<Integer, AdministrationReading.Read> readings, Pricing pricing) {
    issues.addAll(pricing.issues());
    for (GroupResult result : pricing.results()) {
      issues.addAll(result.issues());
      if (result instanceof GroupResult.NotPriced not) {
        not.administrations()
            .forEach(
                i -> result(i).setStatus(not.refused() ? Status.REFUSED : Status.NOT_BILLABLE));
      }
    }
    List<ClaimDraft> drafts = drafts(pricing);
    List<Claim> claims = claims(pricing, drafts);
    unidentified(pricing);
    new StoredNeighbours(site.store(), sources, issues).look(all, readings, pricing, claims);
    return new PriceUnitsResponse(
        List.copyOf(results.values()), drafts, claims, issues, this::path);
  }

  private List<ClaimDraft> drafts(Pricing pricing) {
    if (pricing.priced().isEmpty()) {
      return List.of();
    }
    PayerPolicy policy = pricing.policies().get(0);
    return ClaimDraft.of(pricing.priced(), request.institutional() ? null : policy.claimLimit());
  }

  private List<Claim> claims(Pricing pricing, List<ClaimDraft> drafts) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    PayerPolicy policy = pricing.policies().get(0);
    ClaimTerms terms =
        new ClaimTerms(
            policy,
            request.institutional(),
            request.typeOfBill() == null ? policy.places().typeOfBill() : request.typeOfBill(),
            request.coverage(),
            request.provider(),
            Date.from(site.clock().instant()),
            site.software());
    ClaimWriter writer = new ClaimWriter(terms, sources);
    List<Claim> claims = new ArrayList<>();
    for (ClaimDraft draft : drafts) {
      split(draft, policy);
      Claim claim = writer.write(draft);
      claims.add(claim);
      place(draft);
    }
    issues.addAll(writer.issues());
    return claims;
  }

  private void split(ClaimDraft draft, PayerPolicy policy) {
    int first = draft.groups().get(0).administrations().get(0);
    if (draft.parts() > 1 && draft.part() == 1) {
      issues.add(
          Issue.of(
              IssueCode.CLAIM_SPLIT,
              first,
              Element.ADMINISTRATION,
              "The lines stand on %d claims, since one claim may not exceed %s USD. Submit all of them."
                  .formatted(draft.parts(), policy.claimLimit())));
    }
    if (draft.aboveLimit()) {
      issues.add(
          Issue.of(
              IssueCode.LINE_EXCEEDS_CLAIM_LIMIT,
              first,
              Element.ADMINISTRATION,
              "One day's lines alone exceed the claim limit of %s USD. Ask the payer how to submit them."
                  .formatted(policy.claimLimit())));
    }
  }

  /** Records for each administration the claim and the items of its lines. */
  private void place(ClaimDraft draft) {
    int item = 0;
    for (GroupResult.Priced group : draft.groups()) {
      List<Integer> items = new ArrayList<>();
      for (int i = 0; i < group.lines().size(); i++) {
        items.add(++item);
      }
      for (int index : group.administrations()) {
        result(index).setPlace(source(index).identity(), items);
      }
    }
  }

  private void unidentified(Pricing pricing) {
    for (GroupResult.Priced group : pricing.priced()) {
      for (int index : group.administrations()) {
        if (source(index).identity() == null) {
          issues.add(
              Issue.of(
                  IssueCode.ADMINISTRATION_NOT_IDENTIFIED,
                  index,
                  Element.ADMINISTRATION,
                  "The administration has no identifier, so that billing it twice cannot be noticed. Send one."));
        }
      }
    }
  }

  private Result result(int index) {
    return Objects.requireNonNull(results.get(index));
  }

  private ClaimSource source(int index) {
    return Objects.requireNonNull(sources.get(index));
  }

  private String path(Issue issue) {
    Locations where = locations.get(issue.administration());
    String ofCall = request.path(issue.about());
    boolean callLevel =
        where == null
            || (issue.about() == Element.BILLING_CODE
                && !ofCall.isEmpty()
                && !where.states(Element.BILLING_CODE));
    return callLevel || where == null ? ofCall : where.of(issue.about());
  }

  /**
   * Stored resources beside the call: earlier claims, and other administrations of the same day.
   */
  private record StoredNeighbours(
      ResourceStore store, Map<Integer, ClaimSource> sources, List<Issue> issues) {
    void look(
        List<Given> all,
        Map<Integer, AdministrationReading.Read> readings,
        Pricing pricing,
        List<Claim> claims) {
      alreadyBilled(claims);
      Set<String> inCall =
          all.stream()
              .flatMap(g -> g.key().stream())
              .collect(Collectors.toCollection(HashSet::new));
      for (GroupResult.Priced group : pricing.priced()) {
        for (int index : group.administrations()) {
          AdministrationReading.Read read = readings.get(index);
          if (read != null && all.get(index).stored()) {
            more(index, all.get(index), read, inCall);
          }
        }
      }
    }

    private void alreadyBilled(List<Claim> claims) {
      Map<String, Integer> owners = new HashMap<>();
      List<Identifier> wanted = new ArrayList<>();
      claims.forEach(c -> wanted.addAll(c.getIdentifier()));
      if (wanted.isEmpty()) {
        return;
      }
      sources.forEach(
          (index, source) ->
              Optional.ofNullable(source.identity())
                  .ifPresent(i -> owners.put(i.getValue(), index)));
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

    private void more(int index, Given given, AdministrationReading.Read read, Set<String> inCall) {
      LocalDate day = read.administration().day().date();
      Reference patient = given.resource().getSubject();
      // The store is searched by patient id; a patient known only by identifier has none there.
      if (!"Patient".equals(patient.getReferenceElement().getResourceType())) {
        return;
      }
      Found<MedicationAdministration> stored = store.ofPatient(patient.getReference(), day);
      if (!stored.complete()) {
        more(
            index,
            "The patient has more than %d stored administrations about %s, too many to compare. Price all of one day in one call."
                .formatted(ResourceStore.MOST, day));
        return;
      }
      List<String> others = new ArrayList<>();
      for (MedicationAdministration other : stored.records()) {
        String key = "MedicationAdministration/" + other.getIdElement().getIdPart();
        if (!inCall.contains(key) && billable(other) && sameDrug(given.resource(), other)) {
          others.add(key);
        }
      }
      if (!others.isEmpty()) {
        more(
            index,
            "The same drug was also given to the patient on %s: %s. Price all of one day in one call."
                .formatted(day, String.join(", ", others)));
      }
    }

    private void more(int index, String text) {
      issues.add(
          Issue.of(IssueCode.MORE_ADMINISTRATIONS_THAT_DAY, index, Element.ADMINISTRATION, text));
    }

    private static boolean billable(MedicationAdministration other) {
      return other.getStatus() == MedicationAdministration.MedicationAdministrationStatus.COMPLETED
          || other.getStatus() == MedicationAdministration.MedicationAdministrationStatus.STOPPED;
    }

    private static boolean sameDrug(MedicationAdministration a, MedicationAdministration b) {
      if (a.hasMedicationCodeableConcept() && b.hasMedicationCodeableConcept()) {
        var codings = b.getMedicationCodeableConcept();
        return codings.equalsDeep(a.getMedicationCodeableConcept())
            || a.getMedicationCodeableConcept().getCoding().stream()
                .anyMatch(c -> codings.hasCoding(c.getSystem(), c.getCode()));
      }
      return a.getMedication() != null && a.getMedication().equalsDeep(b.getMedication());
    }
  }
}
