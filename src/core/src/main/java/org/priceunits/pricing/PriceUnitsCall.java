package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.UnitPricer;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.ClaimDraft;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.Pricing;
import org.priceunits.pricing.AdministrationResult.Status;
import org.priceunits.pricing.read.AdministrationReader;
import org.priceunits.pricing.read.CallTerms;
import org.priceunits.pricing.read.Locations;

/** Answers one call: reads its administrations, prices them together, and assembles the claims. */
final class PriceUnitsCall {
  private static final MedicationAdministration NO_RECORD = new MedicationAdministration();

  private final PriceUnitsRequest request;
  private final CallEnvironment environment;
  private final @Nullable String placeOtherwise;
  private final CallReferences references;
  private final PayerChoice payer;
  private final AdministrationReader reader;
  private final List<Issue> issues = new ArrayList<>();
  private List<CallAdministration> administrations = List.of();

  PriceUnitsCall(PriceUnitsRequest request, CallEnvironment environment) {
    this(request, environment, null);
  }

  /**
   * @param placeOtherwise place of service for administrations that neither the call nor a record
   *     places
   */
  PriceUnitsCall(
      PriceUnitsRequest request, CallEnvironment environment, @Nullable String placeOtherwise) {
    this.environment = environment;
    this.placeOtherwise = placeOtherwise;
    boolean withStored =
        !request.references().isEmpty()
            || request.administrations().stream().anyMatch(GivenAdministration::stored);
    ResourceStore store = environment.store();
    this.references =
        new CallReferences(
            new CallResources(request.resources(), withStored, store.base()),
            request.undecided(),
            store);
    PriceUnitsRequest covered =
        request.coverage() == null
            ? request.withCoverage(SentCoverage.of(request, references).orElse(null))
            : request;
    this.payer = PayerChoice.of(covered, references, environment.knowledge().catalogs().policies());
    this.request = payer.withoutCoverage() ? covered.withCoverage(null) : covered;
    this.reader = new AdministrationReader(environment.knowledge(), references, terms());
  }

  private CallTerms terms() {
    return new CallTerms(
        request.timeZone() != null ? request.timeZone() : environment.zone(),
        request.placeOfService(),
        request.provider() == null ? null : references.key(NO_RECORD, request.provider()),
        request.billingCode());
  }

  PriceUnitsResponse response() {
    issues.addAll(payer.issues());
    if (request.incomplete()) {
      issues.add(
          Issue.ofCall(
              IssueCode.BUNDLE_INCOMPLETE,
              Element.ADMINISTRATION,
              "The Bundle is one page of several: administrations of the same day may be missing."
                  + " Send all pages at once."));
    }
    CallRecords records =
        new CallRecords(
            request,
            environment,
            references,
            reader,
            new ClaimSources(references, payer.payer()),
            issues);
    administrations = records.administrations();
    administrations.stream()
        .flatMap(a -> a.billable().stream())
        .flatMap(a -> payer.outsideCoverage(a).stream())
        .forEach(issues::add);
    Pricing pricing = price(records);
    ClaimAssembly assembly = new ClaimAssembly(request, environment, administrations, issues);
    List<ClaimDraft> drafts = assembly.drafts(pricing);
    PricedAs as = request.outputs().as();
    List<Claim> claims = as.claims() ? assembly.claims(drafts) : List.of();
    List<ChargeItem> charges = as.chargeItems() ? assembly.chargeItems(drafts) : List.of();
    unidentified(pricing);
    List<ChargeItem> stored =
        new StoredNeighbours(environment.store(), reader, administrations, issues).look(pricing);
    return new PriceUnitsResponse(
        administrations.stream().map(CallAdministration::result).toList(),
        drafts,
        claims,
        charges,
        stored,
        issues,
        this::path);
  }

  /** Returns the same response for an operation that compares with it. */
  ExpectedClaims expected() {
    PriceUnitsResponse response = response();
    return new ExpectedClaims(
        response.drafts(),
        response.claims(),
        administrations.stream().flatMap(a -> a.unpriced().stream()).toList(),
        administrations.stream()
            .flatMap(a -> a.given().stream())
            .map(GivenAdministration::resource)
            .toList(),
        response.issues(),
        response.path(),
        payer.payer(),
        asOf(),
        references);
  }

  private Pricing price(CallRecords records) {
    PricingRequest pricing =
        new PricingRequest(
            administrations.stream().flatMap(a -> a.billable().stream()).toList(),
            records.unpriced(),
            payer.payer(),
            request.billingCode(),
            new PricingRequest.Places(request.placeOfService(), placeOtherwise),
            coveredPatient(),
            request.institutional(),
            request.modifiers(),
            LocalDate.now(environment.clock()),
            asOf());
    UnitPricer pricer = new UnitPricer(environment.knowledge().catalogs(), environment.units());
    List<Issue> refusals = pricer.refusals(pricing);
    if (!refusals.isEmpty()) {
      throw CallRefusedException.notUsable(refusals, i -> request.path(i.about()));
    }
    issues.addAll(pricer.furtherRefusals(pricing, records.legible()));
    Pricing priced = pricer.price(pricing);
    issues.addAll(priced.issues());
    EqualRecords equal = new EqualRecords(administrations, environment.units());
    for (GroupResult result : priced.results()) {
      issues.addAll(result.issues());
      if (result instanceof GroupResult.Priced group) {
        issues.addAll(equal.of(group));
      }
      if (result instanceof GroupResult.NotPriced not) {
        Status status = not.refused() ? Status.REFUSED : Status.NOT_BILLABLE;
        not.administrations().forEach(i -> administrations.get(i).set(status));
      }
    }
    return priced;
  }

  /** Returns the patient whom the coverage of the call covers; null if it names none. */
  private @Nullable String coveredPatient() {
    Coverage coverage = payer.coverage();
    return coverage == null || !coverage.hasBeneficiary()
        ? null
        : references.key(coverage, coverage.getBeneficiary());
  }

  private void unidentified(Pricing pricing) {
    for (GroupResult.Priced group : pricing.priced()) {
      for (int index : group.administrations()) {
        if (!administrations.get(index).isIdentified()) {
          issues.add(
              Issue.of(
                  IssueCode.ADMINISTRATION_NOT_IDENTIFIED,
                  index,
                  Element.ADMINISTRATION,
                  "The administration has no identifier, so double billing cannot be detected. Send"
                      + " one."));
        }
      }
    }
  }

  private LocalDate asOf() {
    return request.asOf() == null ? LocalDate.MAX : request.asOf();
  }

  private String path(Issue issue) {
    int index = issue.administration();
    if (index < 0 || index >= administrations.size()) {
      return request.path(issue.about());
    }
    Locations where = administrations.get(index).locations();
    boolean ofCall =
        issue.about() == Element.BILLING_CODE
            && request.states(Element.BILLING_CODE)
            && !where.states(Element.BILLING_CODE);
    return ofCall ? request.path(issue.about()) : where.of(issue.about());
  }
}
