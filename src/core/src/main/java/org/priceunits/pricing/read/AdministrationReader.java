package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Administration.ServiceDay;
import org.priceunits.domain.billing.request.Administration.Status;
import org.priceunits.domain.billing.request.DiscardedAmount;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.pricing.read.DispenseReader.Dispensed;
import org.priceunits.pricing.read.Statement.StatedCode;

/**
 * Reads MedicationAdministrations together with the caller's statements about them. If required
 * data is missing, an issue says what to send; dosage.text is never parsed.
 */
public final class AdministrationReader {
  /** Stands for a dose that cannot be read; it converts to no unit of drug. */
  private static final Dose NO_DOSE = Dose.of(BigDecimal.ZERO, "1");

  /** A text is repeated in a sentence up to this length. */
  private static final int MOST_SHOWN = 40;

  private final References references;
  private final CallTerms terms;
  private final QuantityReader quantities;
  private final ProductCatalog products;
  private final MedicationReader medications;
  private final RouteReader routes;
  private final SupplyReader supplies;
  private final SettingReader settings;
  private final SameDrug same;

  public AdministrationReader(PricingKnowledge knowledge, References references, CallTerms terms) {
    this.references = references;
    this.terms = terms;
    this.quantities = new QuantityReader(knowledge);
    this.products = knowledge.catalogs().products();
    this.medications = new MedicationReader(quantities, knowledge);
    this.routes = new RouteReader(knowledge.routes());
    this.supplies = new SupplyReader(knowledge.supplies());
    this.settings = new SettingReader(knowledge, references, terms);
    this.same = new SameDrug(products);
  }

  /** Returns true if the record is of an administration that is billed: completed or stopped. */
  public static boolean isBillable(MedicationAdministration resource) {
    return status(resource) != Status.NOT_BILLABLE;
  }

  /** Returns the drug as far as the record names it, whether or not it can be billed. */
  public Drug drug(MedicationAdministration resource) {
    return medications.read(resource, references, true).drug();
  }

  /** Returns true if both were of one drug: by its names, or by a code of their days. */
  public boolean isOneDrug(Administration one, Administration other) {
    return isOneDrug(one, other.drug()) || isOneDrug(other, one.drug());
  }

  private boolean isOneDrug(Administration given, Drug other) {
    HcpcsCode stated = given.billingCode() == null ? terms.billingCode() : given.billingCode();
    return same.isOneByCodeOrName(given.drug(), other, stated, given.day().date());
  }

  /** Returns the day of service at the site; empty if the record has none. */
  public Optional<LocalDate> day(MedicationAdministration resource) {
    return ServiceDayReader.read(resource, terms.zone()).map(ServiceDay::date);
  }

  /** Returns the day at the site on which a drug was handed over, otherwise prepared. */
  public Optional<LocalDate> day(MedicationDispense dispense) {
    DateTimeType at =
        dispense.hasWhenHandedOver()
            ? dispense.getWhenHandedOverElement()
            : dispense.getWhenPreparedElement();
    return ServiceDayReader.read(at, terms.zone()).map(ServiceDay::date);
  }

  /** Reads one administration; the issues of a refused one say what to send. */
  public AdministrationReading read(AdministrationInput input) {
    MedicationAdministration resource = input.resource();
    ReadingIssues found = new ReadingIssues(input.index(), input.path());
    if (!isBillable(resource)) {
      notBillable(resource, found);
      return new AdministrationReading.Refused(found.locations(), found.issues(), null, null);
    }
    unknownModifiers(resource, found);
    new OwnExtensions(found).check(input);
    return billable(input, found);
  }

  private AdministrationReading billable(AdministrationInput input, ReadingIssues found) {
    MedicationAdministration resource = input.resource();
    DoseReader doses = new DoseReader(quantities, medications, products, found);
    String patient = patient(resource, found);
    Optional<ServiceDay> day = day(resource, found);
    Optional<Dose> stated = doses.read(resource, status(resource) == Status.COMPLETED);
    HcpcsCode billingCode = billingCode(input.statement(), found);
    MedicationReader.Result drug = drug(resource, billingCode, found);
    Optional<Dose> dose = stated.map(d -> doses.ofContainers(d, drug));
    HcpcsCode code = billingCode == null ? terms.billingCode() : billingCode;
    Stated rest =
        stated(
            input,
            other -> day.isPresent() && same.contradict(drug.drug(), other, code, day.get().date()),
            found);
    if (day.isEmpty() || !(drug instanceof MedicationReader.Result.Read read)) {
      return refused(drug.drug(), billingCode, null, found);
    }
    Dispensed dispensed = dispensed(input, day.get(), read.drug(), code, found);
    Encounter encounter = settings.encounter(resource).orElse(null);
    List<Reference> places = settings.locations(resource, encounter);
    Administration administration =
        new Administration(
            input.index(),
            patient,
            status(resource),
            day.get(),
            dose.orElse(NO_DOSE),
            read.drug(),
            rest.containers(),
            dispensed.dispenses(),
            rest.discarded(),
            rest.distinct(),
            rest.further(),
            settings.read(resource, encounter, places),
            resource.hasRequest() ? references.key(resource, resource.getRequest()) : null,
            billingCode,
            routes.read(resource, read.medication()),
            RouteReader.site(resource));
    return found.refused() || dose.isEmpty()
        ? refused(read.drug(), billingCode, administration, found)
        : new AdministrationReading.Read(
            administration,
            encounter,
            places.isEmpty() ? null : places.get(0),
            medications(read, dispensed),
            found.locations(),
            found.issues());
  }

  /** What is stated beside the dose: of its containers, of the discard, and for the line. */
  private record Stated(
      List<Container> containers,
      List<DiscardedAmount> discarded,
      @Nullable Modifier distinct,
      List<Modifier> further) {}

  private Stated stated(
      AdministrationInput input, Predicate<Drug> ofAnotherDrug, ReadingIssues found) {
    ModifierReader modifiers = new ModifierReader(found);
    return new Stated(
        new ContainerReader(quantities, products, found).read(input),
        new DiscardReader(quantities, references, this::drug, ofAnotherDrug, found).read(input),
        modifiers.distinct(input),
        modifiers.further(input.statement()));
  }

  /** Names the drug of a refused record if the call's code would have been its code. */
  private static AdministrationReading refused(
      Drug drug,
      @Nullable HcpcsCode billingCode,
      @Nullable Administration administration,
      ReadingIssues found) {
    return new AdministrationReading.Refused(
        found.locations(), found.issues(), billingCode == null ? drug : null, administration);
  }

  /** Returns the Medications that were given and dispensed, for lot and expiry. */
  private static List<Medication> medications(
      MedicationReader.Result.Read read, Dispensed dispensed) {
    return Stream.concat(Stream.ofNullable(read.medication()), dispensed.medications().stream())
        .distinct()
        .toList();
  }

  private MedicationReader.Result drug(
      MedicationAdministration resource, @Nullable HcpcsCode billingCode, ReadingIssues found) {
    boolean codeStated = terms.billingCode() != null || billingCode != null;
    MedicationReader.Result drug = medications.read(resource, references, codeStated);
    if (drug instanceof MedicationReader.Result.Refused refused) {
      found.issue(refused.code(), Element.MEDICATION, refused.text());
    }
    if (drug instanceof MedicationReader.Result.Read read) {
      read.unreadNdcs().forEach(ndc -> leftOut(ndc, found));
      new OwnExtensions(found).check(read.medication(), found.locations().of(Element.MEDICATION));
      supplies
          .read(resource, read.medication())
          .ifPresent(
              words ->
                  found.issue(
                      IssueCode.DRUG_NOT_BOUGHT,
                      Element.MEDICATION,
                      "The words of the drug say that the site did not buy it (%s). Such a drug is not billed: bill the lines only if you paid for it."
                          .formatted(words)));
    }
    return drug;
  }

  /** Warns of an NDC that cannot be read, where something else tells the code. */
  private static void leftOut(String ndc, ReadingIssues found) {
    found.issue(
        IssueCode.NDC_LEFT_OUT,
        Element.MEDICATION,
        "NDC %s is not in a form that names one package, so it is on no line. Send it with hyphens, or with eleven digits."
            .formatted(ndc.length() > MOST_SHOWN ? ndc.substring(0, MOST_SHOWN) + "..." : ndc));
  }

  private Dispensed dispensed(
      AdministrationInput input,
      ServiceDay day,
      Drug drug,
      @Nullable HcpcsCode code,
      ReadingIssues found) {
    return new DispenseReader(quantities, products, medications, references, same, found)
        .read(input, day.date(), drug, code);
  }

  private static void notBillable(MedicationAdministration resource, ReadingIssues found) {
    found.issue(
        IssueCode.STATUS_NOT_BILLABLE,
        Element.STATUS,
        resource.hasStatus()
            ? "Only completed and stopped administrations are billed."
            : "The record has no status, so it is not known whether the drug was given. Send status"
                + " completed, or stopped: only these are billed.");
    if (mayBeWaste(resource)) {
      found.issue(
          IssueCode.DISCARD_REASON_UNKNOWN,
          Element.STATUS,
          "This record is part of an administration, was not done and has a dose. If it is drug that was discarded, send statusReason drug-discarded of %s; otherwise it is not billed."
              .formatted(Canonicals.codeSystem("waste-reason")));
    }
  }

  /** Waste is recorded as a part that was not done; only our reason says so for certain. */
  private static boolean mayBeWaste(MedicationAdministration resource) {
    return resource.getStatus() == MedicationAdministrationStatus.NOTDONE
        && resource.getDosage().hasDose()
        && resource.getPartOf().stream()
            .anyMatch(whole -> !"Procedure".equals(whole.getReferenceElement().getResourceType()));
  }

  private static void unknownModifiers(MedicationAdministration resource, ReadingIssues found) {
    if (UnknownModifiers.in(resource)) {
      found.issue(
          IssueCode.MODIFIER_EXTENSION_UNKNOWN,
          Element.ADMINISTRATION,
          "The record has a modifierExtension or implicitRules, which may change what it says and"
              + " are not understood here. Send it without.");
    }
  }

  private Optional<ServiceDay> day(MedicationAdministration resource, ReadingIssues found) {
    if (resource.getEffective() instanceof Period period) {
      Periods.fault(period).ifPresent(t -> found.issue(IssueCode.DATE_INVALID, Element.DATE, t));
    }
    Optional<ServiceDay> day = ServiceDayReader.read(resource, terms.zone());
    if (day.isEmpty()) {
      found.issue(
          IssueCode.DATE_MISSING,
          Element.DATE,
          "The date of service is missing. Send effectiveDateTime, or effectivePeriod with its"
              + " start, at least to the day.");
    }
    return day;
  }

  /** Returns the code that the caller states for this administration; null if there is none. */
  private static @Nullable HcpcsCode billingCode(
      @Nullable Statement statement, ReadingIssues found) {
    StatedCode stated = statement == null ? null : statement.billingCode();
    if (stated == null) {
      return null;
    }
    found.locations().put(Element.BILLING_CODE, stated.path());
    Optional<HcpcsCode> code = HcpcsCode.of(stated.code());
    if (code.isEmpty()) {
      found.issue(IssueCode.PARAMETER_NOT_VALID, Element.BILLING_CODE, Statement.NO_CODE);
    }
    return code.orElse(null);
  }

  private static Status status(MedicationAdministration resource) {
    MedicationAdministrationStatus status = resource.getStatus();
    if (status == MedicationAdministrationStatus.COMPLETED) {
      return Status.COMPLETED;
    }
    return status == MedicationAdministrationStatus.STOPPED ? Status.STOPPED : Status.NOT_BILLABLE;
  }

  private String patient(MedicationAdministration resource, ReadingIssues found) {
    String patient = resource.hasSubject() ? references.key(resource, resource.getSubject()) : "";
    if (patient.isEmpty()
        || references.type(resource, resource.getSubject()).filter("Group"::equals).isPresent()) {
      found.issue(
          IssueCode.PATIENT_MISSING,
          Element.PATIENT,
          "The patient is missing. Send the patient as subject.");
    }
    return patient;
  }
}
