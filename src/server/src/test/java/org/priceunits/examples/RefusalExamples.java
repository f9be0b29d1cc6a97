package org.priceunits.examples;

import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.waste;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.Administered;

/**
 * Examples of refusals, warnings and assumptions: one for each issue that no other example shows.
 */
final class RefusalExamples {
  private static final String LEMTRADA = "58468-0200-1";
  private static final String ABRAXANE_OF_OTHERS = "50242-0060-01";
  private static final String IN_2024 = "2024-05-01T10:00:00-05:00";

  private RefusalExamples() {}

  static List<Example> all() {
    List<Example> all = new ArrayList<>();
    all.addAll(codes());
    all.addAll(doses());
    all.addAll(datesAndWaste());
    all.addAll(calls());
    all.addAll(warnings());
    return all;
  }

  private static Administered lemtrada() {
    return dose("12 mg").ndc(LEMTRADA).on(IN_2024).vial("12 mg");
  }

  /** 10 mg of an order, without a word of the containers. */
  private static Administered unstated() {
    return dose("10 mg").ndc(LEMTRADA).on(IN_2024).request("MedicationRequest/r1");
  }

  private static MedicationDispense dispensed(String amount) {
    MedicationDispense dispense =
        new MedicationDispense()
            .setStatus(MedicationDispenseStatus.COMPLETED)
            .setMedication(new CodeableConcept(new Coding(Canonicals.NDC, LEMTRADA, null)))
            .setSubject(new Reference("Patient/p1"))
            .addAuthorizingPrescription(new Reference("MedicationRequest/r1"))
            .setQuantity(Administered.quantity(amount));
    dispense.setWhenHandedOverElement(new DateTimeType("2024-05-01T09:10:00-05:00"));
    return dispense;
  }

  private static Administered ondansetron() {
    return dose("8 mg")
        .id("ondansetron")
        .medication(new CodeableConcept().setText("ondansetron"))
        .on(IN_2024);
  }

  private static List<Example> codes() {
    return List.of(
        Example.of(
                "code-terminated",
                "J9010 on the first day after its end: refused, with J0202 and its units")
            .give(dose("30 mg").on("2016-01-01T10:00:00-05:00").vial("30 mg"))
            .code("J9010"),
        Example.of("code-not-yet-effective", "J9010 before it began")
            .give(dose("30 mg").on("2002-12-31T10:00:00-05:00").vial("30 mg"))
            .code("J9010"),
        Example.of("code-unknown", "A code that is in no HCPCS file here")
            .give(lemtrada())
            .code("Z9999"),
        Example.of("code-ambiguous", "Two products with two codes in one medication")
            .give(dose("12 mg").ndc(LEMTRADA, ABRAXANE_OF_OTHERS).on(IN_2024)),
        Example.of("code-without-dosage", "A code whose description states two amounts")
            .give(dose("240 mg").on(IN_2024))
            .code("J9298"),
        Example.of(
                "billing-code-mismatch",
                "One billingCode and two drugs: the second is not billed as the first")
            .give(lemtrada().id("alemtuzumab"), ondansetron())
            .code("J0202"),
        Example.of("billing-codes-of-two-drugs", "The same with a code for each drug")
            .give(lemtrada().id("alemtuzumab"), ondansetron())
            .statedCode("MedicationAdministration/alemtuzumab", "J0202")
            .statedCode("MedicationAdministration/ondansetron", "J2405"),
        Example.of("product-unknown", "A drug in words only, and no code to bill with")
            .give(dose("12 mg").on(IN_2024)),
        Example.of("product-without-code", "Lemtrada before it had a code of its own")
            .give(dose("12 mg").ndc(LEMTRADA).on("2014-11-02T10:00:00-05:00")),
        Example.of("ndc-invalid", "Ten digits without hyphens that fit no one package")
            .give(dose("12 mg").ndc("1234567890").on(IN_2024)),
        Example.of("ndc-missing", "A payer that requires the NDC")
            .administrations("regence", dose("12 mg").on(IN_2024).vial("12 mg"))
            .code("J0202"));
  }

  private static List<Example> doses() {
    return List.of(
        Example.of("dose-missing", "An administration without a dose")
            .give(dose("").ndc(LEMTRADA).on(IN_2024)),
        Example.of("dose-invalid", "A dose below zero")
            .give(dose("").ndc(LEMTRADA).on(IN_2024).quantity(Administered.quantity("-12 mg"))),
        Example.of("dose-unit-missing", "A dose without a unit")
            .give(
                dose("")
                    .ndc(LEMTRADA)
                    .on(IN_2024)
                    .quantity(new Quantity().setValue(BigDecimal.valueOf(12)))),
        Example.of("dose-per-body-weight", "A dose per kilogram: send the amount that was given")
            .give(dose("0.2 mg/kg").ndc(LEMTRADA).on(IN_2024)),
        Example.of(
                "dose-in-units-of-activity", "International units of a code that counts milligrams")
            .give(dose("12 [iU]").ndc(LEMTRADA).on(IN_2024)),
        Example.of("dose-exceeds-containers", "More was given than the vials hold")
            .give(dose("20 mg").ndc(LEMTRADA).on(IN_2024).vial("12 mg")),
        Example.of(
                "dose-unit-assumed", "A unit in words: read as a milligram, and the answer says so")
            .give(
                dose("")
                    .ndc(LEMTRADA)
                    .on(IN_2024)
                    .vial("12 mg")
                    .quantity(
                        new Quantity().setValue(BigDecimal.valueOf(12)).setUnit("milligrams"))),
        Example.of("dose-from-rate", "3 mg an hour for four hours, and no dose: 12 mg")
            .give(infusion()));
  }

  private static Administered infusion() {
    Administered infusion =
        dose("").ndc(LEMTRADA).during(IN_2024, "2024-05-01T14:00:00-05:00").vial("12 mg");
    infusion.record().getDosage().setRate(Administered.quantity("3 mg/h"));
    return infusion;
  }

  private static List<Example> datesAndWaste() {
    return List.of(
        Example.of("date-missing", "A year and a month are no day")
            .give(dose("12 mg").ndc(LEMTRADA).on("2024-05")),
        Example.of("date-invalid", "An infusion of two years")
            .give(lemtrada().during(IN_2024, "2026-05-01T12:00:00-05:00")),
        Example.of(
                "date-ambiguous",
                "A time in UTC in the first hours of a quarter: the day before had another price")
            .give(lemtrada().on("2024-04-01T03:00:00Z")),
        Example.of("date-from-utc", "A time in UTC where the day before would be billed alike")
            .give(lemtrada().on("2024-05-01T03:00:00Z")),
        Example.of("date-in-future", "A day that has not come")
            .give(lemtrada().on("2099-05-01T10:00:00-05:00")),
        Example.of("discard-without-administration", "A record of waste alone", "R10")
            .give(waste("2 mg", "MedicationAdministration/absent").ndc(LEMTRADA).on(IN_2024)),
        Example.of("discard-invalid", "A discarded amount below zero")
            .give(lemtrada().discarded("-2 mg")),
        Example.of(
                "waste-unaccounted",
                "10 mg given and 1 mg discarded of 12 mg: 1 mg is not accounted for")
            .give(dose("10 mg").ndc(LEMTRADA).on(IN_2024).vial("12 mg").discarded("1 mg")),
        Example.of("container-kind-unknown", "A vial that may or may not be single-dose")
            .give(dose("10 mg").on("2022-05-01").container("12 mg", 1, ""))
            .code("J9299"),
        Example.of(
                "ndc-quantity-unknown",
                "A package of which no source says whether it is a liquid or a powder")
            .give(dose("10 mg").ndc("99999-9999-9").on(IN_2024).vial("10 mg"))
            .code("J9299"),
        Example.of(
                "package-on-no-line",
                "1 mg from one package and 9 mg from another make one unit, on the line of the"
                    + " second")
            .give(
                dose("1 mg").ndc("50242-0053-06").on("2025-08-01"),
                dose("9 mg").id("a2").ndc("50242-0051-21").on("2025-08-01")),
        Example.of(
                "package-left-crosswalk",
                "A package that CMS's crosswalk no longer names, of a code that is still in force")
            .give(dose("100 mg").ndc("50242-0060-10").on("2025-08-01").vial("100 mg")),
        Example.of("patient-missing", "No subject").invalid().give(lemtrada().subject(null)),
        Example.of("patient-mismatch", "The waste record of another patient")
            .give(
                dose("10 mg").id("given").ndc(LEMTRADA).on(IN_2024),
                waste("2 mg", "MedicationAdministration/given")
                    .ndc(LEMTRADA)
                    .on(IN_2024)
                    .patient("Patient/p2")),
        Example.of("duplicate-administration", "The same administration twice: the first is priced")
            .give(lemtrada().id("a1").identifier("4713"), lemtrada().id("a1").identifier("4713")),
        Example.of(
                "event-parts-differ",
                "An infusion and its two steps, which do not add up to it: nothing is billed")
            .give(
                lemtrada().id("whole"),
                dose("6 mg")
                    .id("first")
                    .ndc(LEMTRADA)
                    .on(IN_2024)
                    .partOf("MedicationAdministration/whole"),
                dose("5 mg")
                    .id("second")
                    .ndc(LEMTRADA)
                    .on(IN_2024)
                    .partOf("MedicationAdministration/whole")),
        Example.of("part-of-event", "An infusion and its step: the dose is billed once")
            .give(
                lemtrada().id("whole"),
                dose("12 mg")
                    .id("step")
                    .ndc(LEMTRADA)
                    .on(IN_2024)
                    .partOf("MedicationAdministration/whole")),
        Example.of("extension-unknown", "A misspelt part of a container: its count would be lost")
            .give(
                dose("12 mg")
                    .ndc(LEMTRADA)
                    .on(IN_2024)
                    .container(
                        "12 mg", 1, "single-dose", new Extension("cuont", new PositiveIntType(2))))
            .invalid(),
        Example.of(
                "modifier-extension-unknown",
                "A modifier extension that is not understood: the record may say the contrary")
            .give(changed())
            .invalid(),
        Example.of(
                "unit-and-code-disagree",
                "12 mcg in words and 12 mg in the code: one is wrong by a thousand")
            .give(
                dose("")
                    .ndc(LEMTRADA)
                    .on(IN_2024)
                    .quantity(Administered.quantity("12 mg").setUnit("mcg"))),
        Example.of(
                "strength-of-a-mixed-bag",
                "A volume of a bag with a strength that may be the vial's: it does not stand in for"
                    + " the bag's")
            .give(dose("100 mL").on(IN_2024).contained(bag()).medication(new Reference("#bag"))),
        Example.of("status-not-billable", "An administration that was entered in error")
            .give(lemtrada().status("entered-in-error")));
  }

  private static Administered changed() {
    Administered administered = lemtrada();
    administered
        .record()
        .addModifierExtension(
            new Extension("https://ehr.example.org/not-given", new BooleanType(true)));
    return administered;
  }

  private static Medication bag() {
    Medication bag = new Medication();
    bag.setId("bag");
    bag.getCode().addCoding(new Coding(Canonicals.NDC, "58468-0200-01", null));
    bag.addIngredient()
        .setItem(new CodeableConcept().setText("alemtuzumab"))
        .setStrength(
            new Ratio()
                .setNumerator(Administered.quantity("10 mg"))
                .setDenominator(Administered.quantity("1 mL")));
    bag.addIngredient().setItem(new CodeableConcept().setText("sodium chloride"));
    return bag;
  }

  private static Administered ofEye(String site) {
    Administered given =
        dose("2 mg").medication(new CodeableConcept().setText("aflibercept")).on(IN_2024);
    given.record().getDosage().setSite(new CodeableConcept().setText(site));
    return given;
  }

  /** Leucovorin and oxaliplatin in one bag. */
  private static Medication twoDrugs() {
    Medication mixture = new Medication().setCode(new CodeableConcept().setText("FOLFOX bag"));
    mixture.setId("mixture");
    for (String drug : new String[] {"leucovorin", "oxaliplatin", "dextrose 5 % in water"}) {
      mixture.addIngredient().setItem(new CodeableConcept().setText(drug));
    }
    return mixture;
  }

  private static List<Example> calls() {
    return List.of(
        Example.of(
                "reference-not-found", "The Medication that the administration names is not here")
            .give(dose("12 mg").medication(new Reference("Medication/absent")).on(IN_2024)),
        Example.of("administration-missing", "Nothing to price")
            .refused(400)
            .administrations("medicare"),
        Example.of("parameter-unknown", "A misspelt parameter")
            .refused(400)
            .give(lemtrada())
            .with("placeofservice", new CodeType("11")),
        Example.of("parameter-not-valid", "A time zone that is none")
            .refused(422)
            .give(lemtrada())
            .with("timeZone", new CodeType("Mars/Olympus")),
        Example.of(
                "payer-unknown",
                "A payer without rules here: the answer lists those that have some")
            .refused(422)
            .administrations("bcbs", lemtrada()),
        Example.of("payer-rule-not-in-force", "A payer whose rules ended")
            .administrations("bcbs-id-2012", dose("10 mg").on("2014-03-02"))
            .code("J9010"),
        Example.of(
                "place-of-service-not-valid", "A place of service that did not exist on that day")
            .refused(422)
            .give(dose("10 mg").on("2012-03-02"))
            .code("J9010")
            .with("placeOfService", new CodeType("19")),
        Example.of("modifier-not-valid", "JG after its end on 2024-12-31")
            .refused(422)
            .give(lemtrada().on("2025-02-01T10:00:00-05:00"))
            .with("modifier", new CodeType("JG")),
        Example.of(
                "modifier-conflict", "JW as a modifier: it follows from the waste that is stated")
            .refused(422)
            .give(lemtrada())
            .with("modifier", new CodeType("JW")),
        Example.of("too-many-modifiers", "Five modifiers on one line")
            .give(lemtrada())
            .with("modifier", new CodeType("TB"))
            .with("modifier", new CodeType("JA"))
            .with("modifier", new CodeType("PO"))
            .with("modifier", new CodeType("KX")));
  }

  private static List<Example> warnings() {
    Bundle page = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    page.addLink().setRelation("next").setUrl("https://ehr.example.org/fhir?page=2");
    page.addEntry()
        .setFullUrl("https://ehr.example.org/fhir/MedicationAdministration/m1")
        .setResource(lemtrada().id("m1").record())
        .getSearch()
        .setMode(Bundle.SearchEntryMode.MATCH);
    Claim billed = Claims.of(new Parameters(), lemtrada().identifier("4714").record());
    billed.setId("example-billed");
    billed.setStatus(Claim.ClaimStatus.ACTIVE);
    return List.of(
        Example.of("bundle-incomplete", "A page of a search: there may be more")
            .body(page)
            .query("payer", "medicare"),
        Example.of(
                "containers-from-dispense",
                "The pharmacy dispensed one vial for the order that day: it was opened")
            .give(unstated())
            .resource("resource", dispensed("1 {vial}")),
        Example.of(
                "dispense-not-used", "The pharmacy dispensed a prepared dose: that shows no vial")
            .give(unstated())
            .resource("resource", dispensed("10 mg")),
        Example.of(
                "line-exceeds-usual-units",
                "22,000 units on one line: contractors that publish a limit take fewer")
            .give(
                dose("22000 [iU]")
                    .medication(new CodeableConcept().setText("turoctocog alfa"))
                    .on(IN_2024)
                    .vial("22000 [iU]"))
            .code("J7182"),
        Example.of("possible-repeat", "The same order, day and dose twice")
            .give(
                lemtrada().id("a1").request("MedicationRequest/r1"),
                lemtrada().id("a2").request("MedicationRequest/r1")),
        Example.of(
                "more-administrations-that-day",
                "Another dose of that day is stored, but was not sent")
            .stored(
                lemtrada().id("example-one").patient("Patient/example-day").record(),
                lemtrada().id("example-two").patient("Patient/example-day").record())
            .administrations("medicare")
            .with("administrationReference", new Reference("MedicationAdministration/example-one")),
        Example.of("already-billed", "A live claim that is stored here bills this administration")
            .stored(billed)
            .give(lemtrada().identifier("4714")),
        Example.of("ndc-code-mismatch", "The package is billed with another code")
            .give(lemtrada())
            .code("J9299"),
        Example.of("route-code-mismatch", "The code is of an injection, and the drug was swallowed")
            .give(
                dose("650 mg")
                    .medication(new CodeableConcept().setText("acetaminophen"))
                    .route("26643006")
                    .on(IN_2024))
            .code("J0131"),
        Example.of("ingredient-not-billed", "A mixture of two drugs with a code stated for one")
            .give(
                dose("400 mg")
                    .contained(twoDrugs())
                    .medication(new Reference("#mixture"))
                    .on(IN_2024))
            .code("J0640"),
        Example.of("amount-rounded", "A binary fraction that is written as a decimal")
            .give(
                dose("77.00000000000001 mg")
                    .medication(new CodeableConcept().setText("nivolumab"))
                    .on(IN_2024))
            .code("J9299"),
        Example.of("ndc-left-out", "An NDC that cannot be read, beside a code that is stated")
            .give(dose("12 mg").ndc("1234567890").on(IN_2024))
            .code("J0202"),
        Example.of("given-differently", "One drug for both eyes, without a modifier for each")
            .give(ofEye("right eye").id("right"), ofEye("left eye").id("left"))
            .code("J0178"),
        Example.of("drug-not-bought", "A drug that the patient brought")
            .give(
                dose("12 mg")
                    .medication(new CodeableConcept().setText("alemtuzumab (patient supplied)"))
                    .on(IN_2024))
            .code("J0202"),
        Example.of("formulation-assumed", "A substance of which a liposomal form has a code too")
            .give(dose("100 mg").rxNorm("3639").route("47625008").on(IN_2024)),
        Example.of("unit-ceiling-exceeded", "24 mg on one day: more units than CMS thinks likely")
            .give(
                dose("24 mg")
                    .ndc(LEMTRADA)
                    .on("2024-08-01T10:00:00-05:00")
                    .container("12 mg", 2, "single-dose")),
        Example.of("line-exceeds-claim-limit", "60 mg at once: no claim can hold the line")
            .give(dose("60 mg").ndc(LEMTRADA).on(IN_2024).container("12 mg", 5, "single-dose")));
  }
}
