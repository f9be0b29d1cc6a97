package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.billing.Issue;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.billing.Pricing;
import org.priceunits.domain.billing.PricingRequest;
import org.priceunits.domain.billing.UnitPricer;
import org.priceunits.domain.product.Validity;
import org.priceunits.pricing.PriceUnitsOperation.Site;
import org.priceunits.pricing.read.AdministrationReader;
import org.priceunits.pricing.read.AdministrationReader.WasteRecord;
import org.priceunits.pricing.read.AdministrationReading;
import org.priceunits.pricing.read.BodyPath;
import org.priceunits.pricing.read.Statement;
import org.priceunits.pricing.read.Terms;

/** Processes one call: reads its administrations, prices them together, and builds the response. */
final class PricingCall {
  private final PriceUnitsRequest request;
  private final Site site;
  private final CallReferences references;
  private final PayerChoice payer;
  private final CallAnswer answer;
  private final @Nullable String placeOtherwise;
  private final Set<String> notFound = new HashSet<>();
  private final List<Drug> unpriced = new ArrayList<>();

  PricingCall(PriceUnitsRequest request, Site site) {
    this(request, site, null);
  }

  /**
   * @param placeOtherwise place of service for administrations for which neither the call nor a
   *     record states one
   */
  PricingCall(PriceUnitsRequest request, Site site, @Nullable String placeOtherwise) {
    this.request = request;
    this.placeOtherwise = placeOtherwise;
    this.site = site;
    boolean withStored =
        !request.references().isEmpty()
            || request.administrations().stream().anyMatch(Given::stored);
    this.references =
        new CallReferences(
            new CallResources(request.resources(), withStored, site.store().base()), site.store());
    this.payer = PayerChoice.of(request, references, site.knowledge().catalogs().policies());
    this.answer = new CallAnswer(request, site, payer);
  }

  PriceUnitsResponse answer() {
    payer.issues().forEach(answer::note);
    if (request.incomplete()) {
      answer.note(
          Issue.ofCall(
              IssueCode.BUNDLE_INCOMPLETE,
              Element.ADMINISTRATION,
              "The Bundle is one page of more: administrations of the same day may be missing. Send all pages at once."));
    }
    List<Given> all = all();
    Map<Integer, AdministrationReading.Read> readings = read(all);
    PricingRequest pricing = pricing(readings);
    UnitPricer pricer = new UnitPricer(site.knowledge().catalogs(), site.units());
    placeIsKnown();
    List<Issue> refusals = pricer.refusals(pricing);
    if (!refusals.isEmpty()) {
      throw CallRefusedException.notUsable(refusals, i -> request.path(i.about()));
    }
    Pricing priced = pricer.price(pricing);
    return answer.of(all, readings, priced);
  }

  /** Returns the same result, for an operation that compares a claim with it. */
  ExpectedClaims expected() {
    PriceUnitsResponse response = answer();
    LocalDate asOf = request.asOf();
    return new ExpectedClaims(
        response.drafts(),
        response.claims(),
        response.issues(),
        response.path(),
        payer.payer(),
        asOf == null ? LocalDate.MAX : asOf,
        references);
  }

  private List<Given> all() {
    List<Given> all = new ArrayList<>();
    request.administrations().forEach(given -> all.add(given.in(references)));
    for (PriceUnitsRequest.Referred referred : request.references()) {
      Optional<Resource> found =
          references.resolve(new MedicationAdministration(), referred.reference());
      if (found.isPresent() && found.get() instanceof MedicationAdministration administration) {
        boolean stored = !request.resources().containsValue(administration);
        Given given = new Given(BodyPath.referred(referred.path()), administration, null, stored);
        all.add(given.in(references));
      } else {
        notFound.add(references.key(new MedicationAdministration(), referred.reference()));
        answer.notFound(
            referred,
            "The administration %s is not here. Check the reference, or send the resource itself."
                .formatted(
                    new IdType(String.valueOf(referred.reference().getReference())).getIdPart()));
      }
    }
    return all;
  }

  private Map<Integer, AdministrationReading.Read> read(List<Given> all) {
    Terms terms =
        new Terms(
            request.timeZone() != null ? request.timeZone() : site.zone(),
            request.placeOfService(),
            key(request.provider()),
            request.billingCode() != null);
    AdministrationReader reader = new AdministrationReader(site.knowledge(), references, terms);
    WasteRecords waste = new WasteRecords(all, references, site.store());
    List<Given> billed =
        all.stream().filter(g -> !AdministrationReader.isWasteRecord(g.resource())).toList();
    Statements statements = new Statements(request.statements(), billed, notFound, references);
    Map<Integer, AdministrationReading.Read> readings = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < all.size(); index++) {
      site.stillInTime().run();
      Given given = all.get(index);
      if (AdministrationReader.isWasteRecord(given.resource())) {
        discardRecord(index, given, waste);
      } else if (!given.name().map(seen::add).orElse(true)) {
        answer.refuse(
            index,
            given,
            IssueCode.DUPLICATE_ADMINISTRATION,
            "This administration is in the call twice; the first one is priced. Leave the other out.");
      } else {
        Optional<AdministrationReading.Read> read =
            read(index, given, statements.of(given), waste.of(given), reader);
        if (read.isPresent()) {
          readings.put(index, read.get());
        }
      }
    }
    return readings;
  }

  /**
   * @param waste empty if more records are stored than are read
   */
  private Optional<AdministrationReading.Read> read(
      int index,
      Given given,
      @Nullable Statement statement,
      Optional<List<WasteRecord>> waste,
      AdministrationReader reader) {
    List<WasteRecord> records = waste.orElse(List.of());
    AdministrationReading reading =
        reader.read(
            new AdministrationReader.Input(
                index, given.path(), given.resource(), statement, records));
    answer.read(index, given, reading, records, references);
    if (!(reading instanceof AdministrationReading.Read read)) {
      Optional.ofNullable(((AdministrationReading.Refused) reading).drug())
          .ifPresent(unpriced::add);
      return Optional.empty();
    }
    AdministrationReading.Read placed = placeOtherwise == null ? read : withPlaceInUse(read);
    if (waste.isPresent() && usable(index, given, placed)) {
      return Optional.of(placed);
    }
    if (waste.isEmpty()) {
      answer.refuse(
          index,
          given,
          IssueCode.DISCARD_INVALID,
          "More than %d stored records are part of this administration, too many to add up what was discarded. Delete the wrong ones, or send the administration itself with its discarded-amount."
              .formatted(ResourceStore.MOST));
    }
    if (placed.administration().billingCode() == null) {
      unpriced.add(placed.administration().drug());
    }
    return Optional.empty();
  }

  private void discardRecord(int index, Given given, WasteRecords waste) {
    if (waste.repeats(given)) {
      answer.refuse(
          index,
          given,
          IssueCode.DUPLICATE_ADMINISTRATION,
          "This record of discarded drug is in the call twice; the first one counts. Leave the other out.");
    } else {
      answer.discardRecord(index, given, waste.belongs(given));
    }
  }

  private @Nullable String key(@Nullable Reference reference) {
    return reference == null ? null : references.key(new MedicationAdministration(), reference);
  }

  private void placeIsKnown() {
    String place = request.placeOfService();
    if (place != null && site.knowledge().catalogs().codes().placeOfService(place).isEmpty()) {
      throw CallRefusedException.notUsable(
          IssueCode.PLACE_OF_SERVICE_NOT_VALID,
          request.path(Element.PLACE_OF_SERVICE),
          "%s is not one of CMS's places of service. Correct it.".formatted(place));
    }
  }

  /** Drops a recorded place that was not in use on the day, if a claim names its own. */
  private AdministrationReading.Read withPlaceInUse(AdministrationReading.Read read) {
    Administration a = read.administration();
    String place = a.setting().placeOfService();
    boolean inUse =
        place == null
            || site.knowledge()
                .catalogs()
                .codes()
                .placeOfService(place)
                .filter(v -> v.on(a.day().date()))
                .isPresent();
    return inUse ? read : read.with(a.withoutPlace());
  }

  /**
   * Checks that the place of service is in force on the day, and that the coverage is the patient's
   * own.
   */
  private boolean usable(int index, Given given, AdministrationReading.Read read) {
    Administration a = read.administration();
    String place = a.setting().placeOfService();
    LocalDate day = a.day().date();
    if (place != null && !request.institutional()) {
      Optional<Validity> known = site.knowledge().catalogs().codes().placeOfService(place);
      if (known.isEmpty() || !known.get().on(day)) {
        String text =
            "Place of service %s was not in use on %s. Send the one that was."
                .formatted(place, day);
        if (request.placeOfService() != null) {
          throw CallRefusedException.notUsable(
              IssueCode.PLACE_OF_SERVICE_NOT_VALID, request.path(Element.PLACE_OF_SERVICE), text);
        }
        answer.refuse(index, given, IssueCode.PLACE_OF_SERVICE_NOT_VALID, text);
        return false;
      }
    }
    if (payer.coverage() != null
        && payer.coverage().hasBeneficiary()
        && !references
            .key(payer.coverage(), payer.coverage().getBeneficiary())
            .equals(a.patient())) {
      answer.refuse(
          index,
          given,
          IssueCode.PATIENT_MISMATCH,
          "The coverage is of another patient. Send the coverage of this one.");
      return false;
    }
    return true;
  }

  private PricingRequest pricing(Map<Integer, AdministrationReading.Read> readings) {
    LocalDate asOf = request.asOf();
    return new PricingRequest(
        readings.values().stream().map(AdministrationReading.Read::administration).toList(),
        unpriced,
        payer.payer(),
        request.billingCode(),
        placeOtherwise,
        request.institutional(),
        request.modifiers(),
        LocalDate.now(site.clock()),
        asOf == null ? LocalDate.MAX : asOf);
  }
}
