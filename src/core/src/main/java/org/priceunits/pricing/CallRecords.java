package org.priceunits.pricing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.AdministrationResult.Status;
import org.priceunits.pricing.read.AdministrationInput;
import org.priceunits.pricing.read.AdministrationReader;
import org.priceunits.pricing.read.AdministrationReading;
import org.priceunits.pricing.read.BodyPath;
import org.priceunits.pricing.read.Statement;
import org.priceunits.pricing.read.WasteRecord;

/**
 * Gathers the records of a call and reads them, each with its statement and the records of drug
 * discarded from it. What cannot be read is refused, and does not keep the others from being
 * priced.
 */
final class CallRecords {
  private static final MedicationAdministration NO_RECORD = new MedicationAdministration();

  private final PriceUnitsRequest request;
  private final CallEnvironment environment;
  private final CallReferences references;
  private final AdministrationReader reader;
  private final ClaimSources sources;
  private final List<Issue> issues;
  private final List<CallAdministration> administrations = new ArrayList<>();
  private final Set<String> notFound = new HashSet<>();
  private final List<Drug> unpriced = new ArrayList<>();
  private final List<Administration> legible = new ArrayList<>();

  /**
   * @param issues receives what is found while reading
   */
  CallRecords(
      PriceUnitsRequest request,
      CallEnvironment environment,
      CallReferences references,
      AdministrationReader reader,
      ClaimSources sources,
      List<Issue> issues) {
    this.request = request;
    this.environment = environment;
    this.references = references;
    this.reader = reader;
    this.sources = sources;
    this.issues = issues;
  }

  /** Returns the administrations in the order of the call, each read or refused. */
  List<CallAdministration> administrations() {
    gather();
    read();
    return administrations;
  }

  /** Returns the drugs of those that cannot be priced; the call's code may be about them. */
  List<Drug> unpriced() {
    return unpriced;
  }

  /** Returns the refused ones as far as they can be read, for what else is wrong with them. */
  List<Administration> legible() {
    return legible;
  }

  /** Collects the records of the call, and after them the references that do not resolve. */
  private void gather() {
    List<PriceUnitsRequest.Referred> missing = new ArrayList<>();
    request.administrations().forEach(this::add);
    // By identity: the store's copy of a record is another object.
    Set<Resource> sent = Collections.newSetFromMap(new IdentityHashMap<>());
    sent.addAll(request.resources().values());
    for (PriceUnitsRequest.Referred referred : request.references()) {
      Optional<Resource> found = references.resolve(NO_RECORD, referred.reference());
      if (found.isPresent() && found.get() instanceof MedicationAdministration administration) {
        boolean stored = !sent.contains(administration);
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
    Versions versions = new Versions(all);
    List<GivenAdministration> billed = versions.countingFirst();
    WasteRecords waste =
        new WasteRecords(
            all.stream().filter(given -> versions.refusal(given).isEmpty()).toList(),
            billed,
            references,
            environment.store());
    Statements statements = new Statements(request.statements(), billed, notFound, references);
    List<GivenAdministration> counting =
        billed.stream().filter(given -> versions.refusal(given).isEmpty()).toList();
    EventParts events =
        new EventParts(counting, statements, waste, references, reader, environment.units());
    Dispenses dispenses =
        new Dispenses(
            request.resources().values(),
            counting.stream().filter(given -> events.of(given).isEmpty()).toList(),
            statements,
            references,
            reader,
            environment.store());
    for (CallAdministration administration : administrations) {
      GivenAdministration given = administration.given().orElse(null);
      if (given == null) {
        continue;
      }
      environment.stillInTime().run();
      references.faults();
      if (versions.refusal(given).isPresent()) {
        refuse(administration, IssueCode.DUPLICATE_ADMINISTRATION, versions.refusal(given).get());
      } else if (WasteRecord.isOne(given.resource())) {
        discardRecord(administration, given, waste);
      } else if (events.of(given).isPresent()) {
        notBilled(administration, events.of(given).get());
      } else {
        read(administration, given, statements.of(given), waste.of(given), dispenses.of(given));
      }
    }
  }

  /**
   * @param waste the records of drug discarded from it; empty if they are too many
   */
  private void read(
      CallAdministration administration,
      GivenAdministration given,
      @Nullable Statement statement,
      Optional<List<WasteRecord>> waste,
      Dispenses.Of dispensed) {
    read(administration, given, statement, waste.orElse(List.of()), dispensed.dispenses());
    if (!dispensed.certain()) {
      dispenseNotUsed(
          administration,
          "What was dispensed for the order that day cannot be assigned: several administrations"
              + " of it say different things, or more dispenses are stored than are read. State"
              + " the containers of each.");
    }
    if (dispensed.undated()) {
      dispenseNotUsed(
          administration,
          "A dispense of the order has no day, so its containers are not counted. Send its"
              + " whenHandedOver, or state the containers of the administration.");
    }
    if (waste.isEmpty() && administration.billable().isPresent()) {
      tooManyWasteRecords(administration);
    }
  }

  private void read(
      CallAdministration administration,
      GivenAdministration given,
      @Nullable Statement statement,
      List<WasteRecord> waste,
      List<MedicationDispense> dispenses) {
    AdministrationReading reading =
        reader.read(
            new AdministrationInput(
                administration.index(),
                given.path(),
                given.resource(),
                statement,
                waste,
                dispenses));
    administration.readAt(reading.locations());
    issues.addAll(reading.issues());
    if (reading instanceof AdministrationReading.Read read) {
      administration.read(read, sources.of(given, read, waste));
      faults(administration, waste, dispenses);
      return;
    }
    references.faults().forEach(fault -> issues.add(fault.issue(administration.index())));
    boolean refused = reading.issues().stream().anyMatch(Issue::refuses);
    administration.set(refused ? Status.REFUSED : Status.NOT_BILLABLE);
    AdministrationReading.Refused unread = (AdministrationReading.Refused) reading;
    Optional.ofNullable(unread.drug()).ifPresent(unpriced::add);
    Optional.ofNullable(unread.legible()).filter(a -> refused).ifPresent(legible::add);
  }

  /** Tells what was passed over, and refuses what was read from resources that are not sure. */
  private void faults(
      CallAdministration administration,
      List<WasteRecord> waste,
      List<MedicationDispense> dispenses) {
    Set<ResourceFault> faults = new LinkedHashSet<>(references.faults());
    waste.forEach(record -> ResourceFault.modified(record.resource()).ifPresent(faults::add));
    dispenses.forEach(dispense -> ResourceFault.modified(dispense).ifPresent(faults::add));
    faults.forEach(fault -> issues.add(fault.issue(administration.index())));
    if (faults.stream().anyMatch(ResourceFault::refuses)) {
      withdraw(administration);
    }
  }

  private void withdraw(CallAdministration administration) {
    administration
        .billable()
        .filter(a -> a.billingCode() == null)
        .ifPresent(a -> unpriced.add(a.drug()));
    administration.refuse();
  }

  private void dispenseNotUsed(CallAdministration administration, String text) {
    issues.add(
        Issue.of(IssueCode.DISPENSE_NOT_USED, administration.index(), Element.CONTAINERS, text));
  }

  /** Refuses an administration whose stored waste records are more than are read. */
  private void tooManyWasteRecords(CallAdministration administration) {
    refuse(
        administration,
        IssueCode.DISCARD_INVALID,
        "More than %d stored records are part of this administration, too many to add up what was discarded. Delete the wrong ones, or send the administration itself with its discarded-amount."
            .formatted(ResourceStore.MOST));
    withdraw(administration);
  }

  private void notBilled(CallAdministration administration, EventParts.NotBilled why) {
    Issue issue = Issue.of(why.code(), administration.index(), Element.ADMINISTRATION, why.text());
    administration.set(issue.refuses() ? Status.REFUSED : Status.NOT_BILLABLE);
    issues.add(issue);
  }

  private void discardRecord(
      CallAdministration administration, GivenAdministration given, WasteRecords waste) {
    if (waste.repeats(given)) {
      refuse(
          administration,
          IssueCode.DUPLICATE_ADMINISTRATION,
          "Another record of discarded drug has the same id or identifier, and the first one"
              + " counts. If both amounts were discarded, give each an identifier of its own;"
              + " otherwise leave this one out.");
    } else if (waste.belongs(given)) {
      administration.set(Status.DISCARD_RECORD);
    } else {
      refuse(
          administration,
          IssueCode.DISCARD_WITHOUT_ADMINISTRATION,
          "Discarded drug is billed only beside the dose that was given. Send the administration"
              + " too, and name it in partOf.");
    }
  }

  private void refuse(CallAdministration administration, IssueCode code, String text) {
    administration.set(Status.REFUSED);
    issues.add(Issue.of(code, administration.index(), Element.ADMINISTRATION, text));
  }
}
