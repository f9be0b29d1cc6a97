package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.billing.ClaimDraft;
import org.priceunits.domain.billing.GroupResult;
import org.priceunits.domain.billing.Issue;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.billing.Pricing;
import org.priceunits.domain.billing.PricingRequest;
import org.priceunits.domain.billing.UnitPricer;
import org.priceunits.pricing.AdministrationResult.Status;
import org.priceunits.pricing.read.AdministrationInput;
import org.priceunits.pricing.read.AdministrationReader;
import org.priceunits.pricing.read.AdministrationReading;
import org.priceunits.pricing.read.BodyPath;
import org.priceunits.pricing.read.CallTerms;
import org.priceunits.pricing.read.Locations;
import org.priceunits.pricing.read.WasteRecord;

/** Answers one call: reads its administrations, prices them together, and assembles the claims. */
final class PriceUnitsCall {
  private static final MedicationAdministration NO_RECORD = new MedicationAdministration();

  private final PriceUnitsRequest request;
  private final CallEnvironment environment;
  private final @Nullable String placeOtherwise;
  private final CallReferences references;
  private final PayerChoice payer;
  private final AdministrationReader reader;
  private final List<CallAdministration> administrations = new ArrayList<>();
  private final Set<String> notFound = new HashSet<>();
  private final List<Drug> unpriced = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();

  PriceUnitsCall(PriceUnitsRequest request, CallEnvironment environment) {
    this(request, environment, null);
  }

  /**
   * @param placeOtherwise place of service for administrations that neither the call nor a record
   *     places
   */
  PriceUnitsCall(
      PriceUnitsRequest request, CallEnvironment environment, @Nullable String placeOtherwise) {
    this.request = request;
    this.environment = environment;
    this.placeOtherwise = placeOtherwise;
    boolean withStored =
        !request.references().isEmpty()
            || request.administrations().stream().anyMatch(GivenAdministration::stored);
    ResourceStore store = environment.store();
    this.references =
        new CallReferences(new CallResources(request.resources(), withStored, store.base()), store);
    this.payer = PayerChoice.of(request, references, environment.knowledge().catalogs().policies());
    this.reader = new AdministrationReader(environment.knowledge(), references, terms());
  }

  private CallTerms terms() {
    return new CallTerms(
        request.timeZone() != null ? request.timeZone() : environment.zone(),
        request.placeOfService(),
        request.provider() == null ? null : references.key(NO_RECORD, request.provider()),
        request.billingCode() != null);
  }

  PriceUnitsResponse response() {
    issues.addAll(payer.issues());
    if (request.incomplete()) {
      issues.add(
          Issue.ofCall(
              IssueCode.BUNDLE_INCOMPLETE,
              Element.ADMINISTRATION,
              "The Bundle is one page of several: administrations of the same day may be missing. Send all pages at once."));
    }
    gather();
    read();
    Pricing pricing = price();
    ClaimAssembly assembly = new ClaimAssembly(request, environment, administrations, issues);
    List<ClaimDraft> drafts = assembly.drafts(pricing);
    List<Claim> claims = assembly.claims(pricing, drafts);
    unidentified(pricing);
    new StoredNeighbours(environment.store(), reader, administrations, issues)
        .look(pricing, claims);
    return new PriceUnitsResponse(
        administrations.stream().map(CallAdministration::result).toList(),
        drafts,
        claims,
        issues,
        this::path);
  }

  /** Returns the same response for an operation that compares with it. */
  ExpectedClaims expected() {
    PriceUnitsResponse response = response();
    return new ExpectedClaims(
        response.drafts(),
        response.claims(),
        response.issues(),
        response.path(),
        payer.payer(),
        asOf(),
        references);
  }

  /** Collects the records of the call, and after them the references that do not resolve. */
  private void gather() {
    List<PriceUnitsRequest.Referred> missing = new ArrayList<>();
    request.administrations().forEach(this::add);
    for (PriceUnitsRequest.Referred referred : request.references()) {
      Optional<Resource> found = references.resolve(NO_RECORD, referred.reference());
      if (found.isPresent() && found.get() instanceof MedicationAdministration administration) {
        boolean stored = !request.resources().containsValue(administration);
        add(
            new GivenAdministration(
                BodyPath.referred(referred.path()), administration, null, stored));
      } else {
        missing.add(referred);
      }
    }
    for (PriceUnitsRequest.Referred referred : missing) {
      notFound.add(references.key(NO_RECORD, referred.reference()));
      CallAdministration entry = CallAdministration.notFound(administrations.size(), referred);
      administrations.add(entry);
      refuse(
          entry,
          IssueCode.REFERENCE_NOT_FOUND,
          "The administration %s is not here. Check the reference, or send the resource itself."
              .formatted(
                  new IdType(String.valueOf(referred.reference().getReference())).getIdPart()));
    }
  }

  private void add(GivenAdministration given) {
    administrations.add(
        CallAdministration.of(administrations.size(), given.named(references.name(given))));
  }

  private void read() {
    List<GivenAdministration> all =
        administrations.stream().flatMap(a -> a.given().stream()).toList();
    WasteRecords waste = new WasteRecords(all, references, environment.store());
    List<GivenAdministration> billed =
        all.stream().filter(given -> !WasteRecord.isOne(given.resource())).toList();
    Statements statements = new Statements(request.statements(), billed, notFound, references);
    Set<String> seen = new HashSet<>();
    for (CallAdministration administration : administrations) {
      GivenAdministration given = administration.given().orElse(null);
      if (given == null) {
        continue;
      }
      environment.stillInTime().run();
      if (WasteRecord.isOne(given.resource())) {
        discardRecord(administration, given, waste);
      } else if (!given.name().map(seen::add).orElse(true)) {
        refuse(
            administration,
            IssueCode.DUPLICATE_ADMINISTRATION,
            "This administration is in the call twice; the first one is priced. Leave the other out.");
      } else {
        Optional<List<WasteRecord>> records = waste.of(given);
        read(administration, given, statements, records.orElse(List.of()));
        if (records.isEmpty()) {
          tooManyWasteRecords(administration);
        }
      }
    }
  }

  private void read(
      CallAdministration administration,
      GivenAdministration given,
      Statements statements,
      List<WasteRecord> waste) {
    AdministrationReading reading =
        reader.read(
            new AdministrationInput(
                administration.index(),
                given.path(),
                given.resource(),
                statements.of(given),
                waste));
    administration.readAt(reading.locations());
    issues.addAll(reading.issues());
    if (reading instanceof AdministrationReading.Read read) {
      administration.read(read, new ClaimSources(references).of(given, read, waste, payer.payer()));
      return;
    }
    boolean refused = reading.issues().stream().anyMatch(Issue::refuses);
    administration.set(refused ? Status.REFUSED : Status.NOT_BILLABLE);
    Optional.ofNullable(((AdministrationReading.Refused) reading).drug()).ifPresent(unpriced::add);
  }

  /** Refuses an administration whose stored waste records are more than are read. */
  private void tooManyWasteRecords(CallAdministration administration) {
    refuse(
        administration,
        IssueCode.DISCARD_INVALID,
        "More than %d stored records are part of this administration, too many to add up what was discarded. Delete the wrong ones, or send the administration itself with its discarded-amount."
            .formatted(ResourceStore.MOST));
    administration
        .billable()
        .filter(a -> a.billingCode() == null)
        .ifPresent(a -> unpriced.add(a.drug()));
    administration.refuse();
  }

  private void discardRecord(
      CallAdministration administration, GivenAdministration given, WasteRecords waste) {
    if (waste.repeats(given)) {
      refuse(
          administration,
          IssueCode.DUPLICATE_ADMINISTRATION,
          "This record of discarded drug is in the call twice; the first one counts. Leave the other out.");
    } else if (waste.belongs(given)) {
      administration.set(Status.DISCARD_RECORD);
    } else {
      refuse(
          administration,
          IssueCode.DISCARD_WITHOUT_ADMINISTRATION,
          "Discarded drug is billed only beside the dose that was given. Send the administration too, and name it in"
              + " partOf.");
    }
  }

  private void refuse(CallAdministration administration, IssueCode code, String text) {
    administration.set(Status.REFUSED);
    issues.add(Issue.of(code, administration.index(), Element.ADMINISTRATION, text));
  }

  private Pricing price() {
    PricingRequest pricing =
        new PricingRequest(
            administrations.stream().flatMap(a -> a.billable().stream()).toList(),
            unpriced,
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
    Pricing priced = pricer.price(pricing);
    issues.addAll(priced.issues());
    for (GroupResult result : priced.results()) {
      issues.addAll(result.issues());
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
                  "The administration has no identifier, so double billing cannot be detected. Send one."));
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
