package org.priceunits.pricing.read;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration;
import org.priceunits.domain.billing.Administration.ServiceDay;
import org.priceunits.domain.billing.Administration.Status;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.pricing.read.QuantityReader.Amount;
import org.priceunits.pricing.read.Statement.StatedCode;

/**
 * Reads MedicationAdministrations together with the caller's statements about them. If required
 * data is missing, an issue says what to send; dosage.text is never parsed.
 */
public final class AdministrationReader {
  private final References references;
  private final Terms terms;
  private final QuantityReader quantities;
  private final ProductCatalog products;
  private final SettingReader settings;

  public AdministrationReader(PricingKnowledge knowledge, References references, Terms terms) {
    this.references = references;
    this.terms = terms;
    this.quantities = new QuantityReader(knowledge);
    this.products = knowledge.catalogs().products();
    this.settings = new SettingReader(knowledge, references, terms);
  }

  /**
   * One administration of a call.
   *
   * @param index position in the request
   * @param path FHIRPath of the resource in the body
   * @param statement the caller's statement about it; absent if there is none
   * @param wasteRecords the records of drug discarded from it
   */
  public record Input(
      int index,
      BodyPath path,
      MedicationAdministration resource,
      @Nullable Statement statement,
      List<WasteRecord> wasteRecords) {}

  /**
   * A MedicationAdministration that records discarded drug.
   *
   * @param path its place in the body
   */
  public record WasteRecord(BodyPath path, MedicationAdministration resource) {}

  /**
   * Returns true for the specification's own record of waste: status not-done, with discarded drug
   * as the reason.
   */
  public static boolean isWasteRecord(MedicationAdministration administration) {
    return administration.getStatus() == MedicationAdministrationStatus.NOTDONE
        && administration.getStatusReason().stream()
            .anyMatch(r -> r.hasCoding(Canonicals.codeSystem("waste-reason"), "drug-discarded"));
  }

  public AdministrationReading read(Input input) {
    MedicationAdministration resource = input.resource();
    Draft draft = new Draft(input.index(), input.path());
    Status status = status(resource);
    if (status == Status.NOT_BILLABLE) {
      draft.issue(
          IssueCode.STATUS_NOT_BILLABLE,
          Element.STATUS,
          "Only completed and stopped administrations are billed.");
      return new AdministrationReading.Refused(draft.locations(), draft.issues(), null);
    }
    if (resource.hasModifierExtension()
        || resource.getDosage().hasModifierExtension()
        || resource.hasImplicitRules()) {
      draft.issue(
          IssueCode.MODIFIER_EXTENSION_UNKNOWN,
          Element.ADMINISTRATION,
          "The record has a modifierExtension or implicitRules, which may change what it says and are not understood"
              + " here. Send it without.");
    }
    String patient = patient(resource, draft);
    Optional<ServiceDay> day = ServiceDayReader.read(resource, terms.zone());
    if (day.isEmpty()) {
      draft.issue(
          IssueCode.DATE_MISSING,
          Element.DATE,
          "The day of the service is not known. Send effectiveDateTime, or effectivePeriod with its start, at least to"
              + " the day.");
    }
    Optional<Dose> dose = dose(resource, draft);
    HcpcsCode billingCode = billingCode(input.statement(), draft);
    MedicationReader.Result drug =
        new MedicationReader(quantities, products)
            .read(resource, references, terms.codeStated() || billingCode != null);
    if (drug instanceof MedicationReader.Result.Refused refused) {
      draft.issue(refused.code(), Element.MEDICATION, refused.text());
    }
    List<Container> containers = new ContainerReader(quantities, products, draft).read(input);
    List<Dose> discarded = new DiscardReader(quantities, references, draft).read(input);
    ModifierReader modifierReader = new ModifierReader(draft);
    @Nullable Modifier distinct = modifierReader.distinct(input);
    List<Modifier> modifiers = modifierReader.further(input.statement());
    if (draft.refused()
        || day.isEmpty()
        || dose.isEmpty()
        || !(drug instanceof MedicationReader.Result.Read read)) {
      return new AdministrationReading.Refused(
          draft.locations(), draft.issues(), billingCode == null ? drug.drug() : null);
    }
    Encounter encounter = settings.encounter(resource).orElse(null);
    Administration administration =
        new Administration(
            input.index(),
            patient,
            status,
            day.get(),
            dose.get(),
            read.drug(),
            containers,
            discarded,
            distinct,
            modifiers,
            settings.read(resource, encounter),
            resource.hasRequest() ? references.key(resource, resource.getRequest()) : null,
            billingCode);
    return new AdministrationReading.Read(
        administration, encounter, read.medication(), draft.locations(), draft.issues());
  }

  /** Returns the code that the caller states for this administration; null if there is none. */
  private static @Nullable HcpcsCode billingCode(@Nullable Statement statement, Draft draft) {
    StatedCode stated = statement == null ? null : statement.billingCode();
    if (stated == null) {
      return null;
    }
    draft.locations().put(Element.BILLING_CODE, stated.path());
    Optional<HcpcsCode> code = HcpcsCode.of(stated.code());
    if (code.isEmpty()) {
      draft.issue(IssueCode.PARAMETER_NOT_VALID, Element.BILLING_CODE, Statement.NO_CODE);
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

  private String patient(MedicationAdministration resource, Draft draft) {
    String patient = resource.hasSubject() ? references.key(resource, resource.getSubject()) : "";
    if (patient.isEmpty()
        || references.type(resource, resource.getSubject()).filter("Group"::equals).isPresent()) {
      draft.issue(
          IssueCode.PATIENT_MISSING,
          Element.PATIENT,
          "Whose administration it is, is not known. Send the patient as subject.");
    }
    return patient;
  }

  private Optional<Dose> dose(MedicationAdministration resource, Draft draft) {
    if (!resource.getDosage().hasDose() || !resource.getDosage().getDose().hasValue()) {
      draft.issue(
          IssueCode.DOSE_MISSING,
          Element.DOSE,
          resource.getDosage().hasRate()
              ? "A rate alone does not say how much was given. Send dosage.dose with the total amount."
              : "How much was given is not known. Send dosage.dose; text is not read.");
      return Optional.empty();
    }
    return amount(
        quantities.read(resource.getDosage().getDose(), "dose", IssueCode.DOSE_INVALID, false),
        Element.DOSE,
        draft);
  }

  private static Optional<Dose> amount(Amount amount, Element about, Draft draft) {
    if (amount instanceof Amount.Read read) {
      draft.assumed(read, about);
      return Optional.of(read.dose());
    }
    Amount.Refused refused = (Amount.Refused) amount;
    draft.issue(refused.code(), about, refused.text());
    return Optional.empty();
  }
}
