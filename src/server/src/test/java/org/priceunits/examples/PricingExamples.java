package org.priceunits.examples;

import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.waste;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.pricing.Administered;

/** Examples of billed administrations, by rule, day, payer and form of the record. */
final class PricingExamples {
  private static final String CAMPATH = "58468-0357-1";
  private static final String LEMTRADA = "58468-0200-1";
  private static final String IN_2011 = "2011-05-03T09:00:00-05:00";
  private static final String IN_2012 = "2012-03-05T10:00:00-05:00";
  private static final String IN_2024 = "2024-05-01T10:00:00-05:00";
  private static final String IN_2025 = "2025-08-01T10:00:00-05:00";

  private PricingExamples() {}

  static List<Example> all() {
    List<Example> all = new ArrayList<>();
    all.addAll(rules());
    all.addAll(codesByDate());
    all.addAll(waysToStateWaste());
    all.addAll(payers());
    all.addAll(forms());
    return all;
  }

  private static Administered lemtrada(String time) {
    return dose("12 mg").ndc(LEMTRADA).on(time).vial("12 mg");
  }

  private static List<Example> rules() {
    return List.of(
        Example.of(
                "waste-on-its-own-line",
                "10 mg of a 30 mg vial: one line for the dose, one with JW for the rest",
                "R1",
                "R2")
            .give(dose("10 mg").on(IN_2024).vial("30 mg").discarded("20 mg"))
            .code("J0202"),
        Example.of(
                "rounded-once",
                "77 mg of a 100 mg vial at 10 mg a unit: what rounding billed is not billed again",
                "R1",
                "R3")
            .give(dose("77 mg").on("2024-01-10").vial("100 mg").discarded("23 mg"))
            .code("J9035"),
        Example.of(
                "waste-below-a-unit",
                "7 mg of a 10 mg vial at 10 mg a unit: no whole unit is left, so JZ and no JW",
                "R4",
                "R5")
            .give(dose("7 mg").on("2024-01-10").vial("10 mg").discarded("3 mg"))
            .code("J9035"),
        Example.of("nothing-discarded", "A whole 12 mg vial of Lemtrada: JZ", "R6")
            .give(lemtrada(IN_2024)),
        Example.of(
                "multi-dose-container",
                "140 mg from a multi-dose container: neither JW nor JZ",
                "R7")
            .give(dose("140 mg").on(IN_2011).container("440 mg", 1, "multi-dose"))
            .code("J9355"),
        Example.of(
                "multi-dose-waste",
                "The rest of a multi-dose container is not billed, and the answer says so",
                "R7")
            .give(
                dose("220 mg")
                    .on("2017-06-01")
                    .container("440 mg", 1, "multi-dose")
                    .discarded("220 mg"))
            .code("J9355"),
        Example.of(
                "overfill",
                "12 mg given and 0.4 mg discarded of a vial labelled 12 mg: overfill does not count",
                "R8")
            .give(lemtrada("2026-04-15").discarded("0.4 mg"))
            .code("J0202"),
        Example.of(
                "avoidable-waste",
                "300 mg from a 400 mg vial: smaller vials would have left nothing, which is a warning",
                "R9")
            .give(dose("300 mg").on("2023-07-10").vial("400 mg").discarded("100 mg"))
            .code("J9035"),
        Example.of(
                "documented-waste",
                "The claim repeats dose, waste and label, as the record must have them",
                "R11")
            .give(
                dose("10 mg")
                    .ndc(CAMPATH)
                    .on("2012-03-02")
                    .identifier("4711")
                    .vial("30 mg")
                    .discarded("20 mg")),
        Example.of(
                "stopped-infusion",
                "An infusion that was stopped: the dose given, neither JW nor JZ, and a look by a person",
                "R12")
            .give(dose("6 mg").status("stopped").ndc(LEMTRADA).on(IN_2024).vial("12 mg"))
            .code("J0202"),
        Example.of(
                "inpatient",
                "A drug of an inpatient stay: priced, with a warning that it is not billed by the unit",
                "R13")
            .give(lemtrada(IN_2024).context("Encounter/stay"))
            .resource("resource", stay()),
        Example.of(
                "shared-vial",
                "A vial that another patient drew from: its size tells nothing about waste",
                "R14")
            .give(dose("10 mg").on(IN_2024).container("30 mg", 1, "single-dose", shared()))
            .code("J0202"),
        Example.of(
                "two-doses-of-a-day",
                "5.5 mg and 5.5 mg on one day from one vial: added first, rounded once",
                "R15")
            .give(
                dose("5.5 mg").id("morning").on(IN_2024).vial("30 mg").discarded("19 mg"),
                dose("5.5 mg").id("evening").on("2024-05-01T20:00:00-05:00"))
            .code("J0202"),
        Example.of(
                "two-distinct-services",
                "The same day, stated as distinct: two groups, the second with 59",
                "R15")
            .give(
                lemtrada(IN_2024).id("morning"),
                lemtrada("2024-05-01T20:00:00-05:00").id("evening").distinct("59")),
        Example.of(
                "free-drug",
                "Campath after it left the market: it may have been free, and is not billed then",
                "R16")
            .give(dose("30 mg").ndc(CAMPATH).on("2013-03-02").vial("30 mg")),
        Example.of(
                "waste-not-known",
                "Neither waste nor vials are stated: neither JW nor JZ can be attested",
                "R17")
            .give(dose("10 mg").ndc(LEMTRADA).on(IN_2024)),
        Example.of(
                "unclassified-code",
                "A drug without a code of its own: one unit, and the drug in words",
                "R18")
            .give(dose("250 mg").on(IN_2025))
            .code("J3590"),
        Example.of(
                "skin-substitute",
                "A skin substitute in 2026: what was applied alone, and a warning about the rest",
                "R19")
            .give(dose("9 cm2").on("2026-02-02").vial("12 cm2").discarded("3 cm2"))
            .code("Q4186"),
        Example.of(
                "service-is-one-unit",
                "A code that says per dose: one unit for a syringe, whatever it held",
                "R21")
            .give(dose("2 mL").on(IN_2024).vial("2 mL"))
            .code("J7321"),
        Example.of(
                "units-of-a-package",
                "Two drugs in one vial: the units that CMS's crosswalk states for its NDC",
                "R22")
            .give(dose("2 {vial}").ndc("00003-7125-11").on(IN_2024)));
  }

  private static List<Example> codesByDate() {
    return List.of(
        Example.of("j9010-last-day", "J9010 on 2015-12-31, its last day", "R1")
            .give(dose("30 mg").on("2015-12-31T10:00:00-05:00").vial("30 mg"))
            .code("J9010"),
        Example.of("campath-2012", "Campath in 2012 is J9010, 10 mg a unit", "R1")
            .give(dose("30 mg").ndc(CAMPATH).on(IN_2012).vial("30 mg")),
        Example.of("lemtrada-2015", "Lemtrada at the end of 2015 is Q9979, 1 mg a unit", "R1")
            .give(lemtrada("2015-11-02T10:00:00-05:00")),
        Example.of("lemtrada-2016", "Lemtrada since 2016 is J0202, 1 mg a unit", "R1")
            .give(lemtrada("2016-11-02T10:00:00-05:00")),
        Example.of(
                "zone-decides-the-day",
                "22:30 in New York is the next day in UTC: the site's zone decides",
                "R1")
            .give(dose("30 mg").on("2016-01-01T03:30:00Z").vial("30 mg"))
            .code("J9010")
            .with("timeZone", new CodeType("America/New_York")),
        Example.of(
                "as-of-a-posting",
                "Q5126 in the first quarter of 2025 at the price that was posted first",
                "R1")
            .give(dose("100 mg").on("2025-02-01").vial("100 mg"))
            .code("Q5126")
            .with("asOf", new DateType("2025-02-28")),
        Example.of(
                "after-the-reposting",
                "The same at the price that CMS posted again on 2025-03-07",
                "R1")
            .give(dose("100 mg").on("2025-02-01").vial("100 mg"))
            .code("Q5126"));
  }

  private static List<Example> waysToStateWaste() {
    return List.of(
        Example.of("waste-by-extension", "Waste in the extension discarded-amount", "R2")
            .give(dose("10 mg").ndc(LEMTRADA).on(IN_2024).discarded("2 mg").vial("12 mg")),
        Example.of(
                "waste-by-record",
                "Waste as FHIR writes it: a second administration that was not done and is part of the first",
                "R2")
            .give(
                dose("10 mg").id("given").ndc(LEMTRADA).on(IN_2024),
                waste("2 mg", "MedicationAdministration/given").ndc(LEMTRADA).on(IN_2024)),
        Example.of(
                "waste-by-statement",
                "The caller states what the record does not say, and outranks it",
                "R2")
            .give(dose("10 mg").ndc(LEMTRADA).on(IN_2024))
            .statement("2 mg", "12 mg"),
        Example.of(
                "waste-derived",
                "Nothing is stated but a single-dose vial: the rest is derived from its label",
                "R2")
            .give(dose("10 mg").ndc(LEMTRADA).on(IN_2024).vial("12 mg")));
  }

  private static List<Example> payers() {
    List<Example> payers = new ArrayList<>();
    for (String payer :
        List.of(
            "medicare",
            "bcbs-nc",
            "bcbs-nd",
            "bcbs-ms",
            "horizon-bcbsnj",
            "regence",
            "premera",
            "cigna")) {
      payers.add(
          Example.of("payer-" + payer, "10 mg of a 12 mg vial, billed to " + payer, "R2")
              .administrations(payer, dose("10 mg").ndc(LEMTRADA).on(IN_2024).vial("12 mg")));
    }
    payers.add(
        Example.of(
                "payer-medicare-noridian-jf",
                "22,000 units: a line takes at most 9,999, and each further line has modifier 76",
                "R20")
            .administrations(
                "medicare-noridian-jf",
                dose("22000 [iU]")
                    .medication(new CodeableConcept().setText("turoctocog alfa"))
                    .on(IN_2024)
                    .vial("22000 [iU]"))
            .code("J7182"));
    payers.add(
        Example.of(
                "payer-medicare-palmetto",
                "50 mg of a drug without a code are discarded: a second line of one unit with JW",
                "R18")
            .administrations(
                "medicare-palmetto",
                dose("250 mg")
                    .medication(new CodeableConcept().setText("newdrugumab"))
                    .on(IN_2024)
                    .vial("300 mg")
                    .discarded("50 mg"))
            .code("C9399"));
    payers.add(
        Example.of(
                "payer-bcbs-id-2012",
                "10 mg of a 30 mg vial in 2012, billed to bcbs-id-2012: one line for the vial",
                "R1")
            .administrations("bcbs-id-2012", dose("10 mg").ndc(CAMPATH).on(IN_2012).vial("30 mg")));
    payers.add(
        Example.of(
                "payer-assumed",
                "No payer is named: Medicare is assumed, and the answer says so",
                "R6")
            .administrations("", lemtrada(IN_2024)));
    return payers;
  }

  private static List<Example> forms() {
    return List.of(
        Example.of(
                "bare-administration",
                "The body is the MedicationAdministration itself; inputs come as query parameters",
                "R6")
            .body(lemtrada(IN_2024).id("bare-administration-request").record())
            .query("payer", "medicare")
            .query("placeOfService", "11"),
        Example.of(
                "bundle",
                "A Bundle with what an EHR has: its administrations are priced, the rest serves them",
                "R6")
            .body(bundle())
            .query("payer", "medicare"),
        Example.of(
                "institutional",
                "A hospital's claim: revenue code and type of bill, no place of service",
                "R6")
            .give(lemtrada(IN_2024))
            .with("claimType", new CodeType("institutional")),
        Example.of(
                "professional-in-hospital",
                "A physician's claim from a hospital: the facility bills the drug, which is a warning",
                "R6")
            .give(lemtrada(IN_2024))
            .with("placeOfService", new CodeType("22")),
        Example.of(
                "further-modifiers",
                "340B drug at an excepted off-campus department: TB and PO after JZ",
                "R6")
            .give(lemtrada("2025-05-01T10:00:00-05:00"))
            .with("modifier", new CodeType("PO"))
            .with("modifier", new CodeType("TB")),
        Example.of(
                "five-day-course",
                "Five days of Lemtrada in one call: two claims, for a claim ends at 99,999.99 USD",
                "R6")
            .give(
                IntStream.rangeClosed(2, 6)
                    .mapToObj(
                        day ->
                            lemtrada("2023-10-0" + day + "T10:00:00-05:00").id("day-" + (day - 1)))
                    .toArray(Administered[]::new)),
        Example.of(
                "packages-of-two-ndcs",
                "550 mg of rituximab from a 500 mg and a 100 mg vial: one line per NDC",
                "R2")
            .give(
                dose("550 mg")
                    .on(IN_2025)
                    .container("500 mg", 1, "single-dose", ndc("50242-0053-06"))
                    .container("100 mg", 1, "single-dose", ndc("50242-0051-21")))
            .code("J9312"),
        Example.of("volume-of-a-solution", "0.33 mL of Campath are 9.9 mg by its strength", "R1")
            .give(dose("0.33 mL").ndc(CAMPATH).on(IN_2012).vial("30 mg")),
        Example.of(
                "stored-administration",
                "An administration that is stored here, named by reference",
                "R6")
            .stored(lemtrada(IN_2024).id("example-stored").record())
            .administrations("medicare")
            .with(
                "administrationReference",
                new Reference("MedicationAdministration/example-stored")),
        Example.of("as-transaction", "The claims as a Bundle ready to POST", "R6")
            .give(lemtrada(IN_2024).identifier("4712"))
            .with("asTransaction", new org.hl7.fhir.r4.model.BooleanType(true)),
        Example.of(
                "charge-items",
                "10 mg of a 12 mg vial as charges: one ChargeItem for the dose, one with JW",
                "R2")
            .give(lemtrada(IN_2024, "10 mg").identifier("4713"))
            .with("as", new CodeType("charge-item")),
        Example.of(
                "charge-items-with-prices",
                "The charges carry the price of their lines, for an engine without the fees",
                "R2")
            .give(lemtrada(IN_2024, "10 mg").identifier("4714"))
            .with("as", new CodeType("charge-item"))
            .with("priceOverride", new org.hl7.fhir.r4.model.BooleanType(true)),
        Example.of(
                "claims-and-charge-items",
                "A claim and its charges, with the Bundle that stores both",
                "R2")
            .give(lemtrada(IN_2024, "10 mg").identifier("4715"))
            .with("as", new CodeType("both"))
            .with("asTransaction", new org.hl7.fhir.r4.model.BooleanType(true)),
        Example.of("us-core", "A record with the elements of US Core", "R6").give(usCore()),
        Example.of(
                "qi-core-discard",
                "A record of QI-Core, and its record of what was not given: the rest of the vial",
                "R2")
            .give(qiCore(), qiCoreDiscard()));
  }

  private static Administered lemtrada(String time, String amount) {
    return dose(amount).ndc(LEMTRADA).on(time).vial("12 mg");
  }

  /** An infusion with the elements that US Core's profile requires or must support. */
  private static Administered usCore() {
    Administered given =
        dose("12 mg")
            .id("us-core-infusion")
            .identifier("8001")
            .ndc(LEMTRADA)
            .during(IN_2025, "2025-08-01T14:00:00-05:00")
            .performer("Practitioner/us-core-nurse")
            .request("MedicationRequest/us-core-order");
    given
        .record()
        .getMedicationCodeableConcept()
        .addCoding(new Coding("http://www.nlm.nih.gov/research/umls/rxnorm", "1594658", null));
    given
        .record()
        .getDosage()
        .setText("12 mg IV over 4 hours")
        .getRoute()
        .addCoding(new Coding("http://snomed.info/sct", "47625008", null));
    return given;
  }

  private static Administered qiCore() {
    return dose("10 mg")
        .id("qi-core-administration")
        .identifier("8003")
        .ndc(LEMTRADA)
        .on(IN_2025)
        .context("Encounter/qi-core-encounter");
  }

  private static Administered qiCoreDiscard() {
    Administered discard =
        waste("2 mg", "MedicationAdministration/qi-core-administration")
            .id("qi-core-discard")
            .ndc(LEMTRADA)
            .on(IN_2025);
    discard
        .record()
        .addExtension(
            new Extension(
                "http://hl7.org/fhir/StructureDefinition/event-recorded",
                new DateTimeType(IN_2025)));
    return discard;
  }

  private static Encounter stay() {
    Encounter stay = new Encounter();
    stay.setId("stay");
    stay.setStatus(Encounter.EncounterStatus.FINISHED);
    stay.setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "IMP", null));
    return stay;
  }

  private static Bundle bundle() {
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.COLLECTION);
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:6f2d2c5e-9f0b-4a7e-8a57-5d5f0f6d1a10")
        .setResource(
            lemtrada(IN_2024).performer("urn:uuid:0d9d2a3e-54cb-4c1a-a1ed-1c1b1b2f7c55").record());
    Practitioner nurse = new Practitioner();
    nurse.addIdentifier().setSystem("http://hl7.org/fhir/sid/us-npi").setValue("1234567893");
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:0d9d2a3e-54cb-4c1a-a1ed-1c1b1b2f7c55")
        .setResource(nurse);
    return bundle;
  }

  private static Extension shared() {
    return new Extension("shared", new org.hl7.fhir.r4.model.BooleanType(true));
  }

  static Extension ndc(String code) {
    return new Extension("ndc", new CodeType(code));
  }
}
