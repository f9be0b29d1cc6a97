package org.priceunits.bulk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * Writes a bulk export of made-up patients, equal for an equal seed: doses from one and from
 * several packages, shared vials, what was discarded as a record and as an extension, wards,
 * diagnoses, orders, dispenses, coverages and who treated by reference, and records that have to be
 * refused.
 *
 * <p>{@code NightOfRecords FOLDER PATIENTS ADMINISTRATIONS [SEED]}
 */
public final class NightOfRecords {
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 2);
  private static final int DAYS = 250;
  private static final String NDC = "http://hl7.org/fhir/sid/ndc";
  private static final int PRACTITIONERS = 5;

  /** The first kind of dose with an order. */
  private static final int ORDERED = 16;

  private static final String OURS = "https://price-units.github.io/fhir/";

  /** Packages that the project ships: NDC, milligrams of one. */
  private static final List<Drug> DRUGS =
      List.of(
          new Drug("58468020001", 12),
          new Drug("00006302602", 100),
          new Drug("00003373413", 240),
          new Drug("50242006001", 100),
          new Drug("50242006101", 400),
          new Drug("50242005121", 100),
          new Drug("50242005306", 500));

  private final Path folder;
  private final Random random;

  private NightOfRecords(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  private record Drug(String ndc, int mg) {}

  /** Where an administration goes, with its order and what the pharmacy gave out for it. */
  private record Written(
      BufferedWriter administrations, BufferedWriter orders, BufferedWriter dispenses) {}

  public static void main(String[] arguments) throws IOException {
    write(
        Path.of(arguments[0]),
        Integer.parseInt(arguments[1]),
        Long.parseLong(arguments[2]),
        arguments.length > 3 ? Long.parseLong(arguments[3]) : 1);
  }

  /** Writes the files of an export into a folder. */
  public static void write(Path folder, int patients, long administrations, long seed)
      throws IOException {
    Files.createDirectories(folder);
    NightOfRecords night = new NightOfRecords(folder, seed);
    night.shared();
    night.patients(patients);
    night.administrations(patients, administrations);
  }

  private BufferedWriter file(String type) throws IOException {
    return Files.newBufferedWriter(folder.resolve(type + ".ndjson"));
  }

  private void shared() throws IOException {
    organizations();
    try (BufferedWriter medications = file("Medication");
        BufferedWriter locations = file("Location")) {
      for (int i = 0; i < DRUGS.size(); i++) {
        line(
            medications,
            "{'resourceType':'Medication','id':'m%d','code':{'coding':[{'system':'%s','code':'%s'}]},'batch':{'lotNumber':'L%d','expirationDate':'2027-06-30'}}"
                .formatted(i, NDC, DRUGS.get(i).ndc(), i));
      }
      line(
          locations,
          "{'resourceType':'Location','id':'l1','type':[{'coding':[{'system':'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set','code':'11'}]}]}");
    }
  }

  /** The payer of some, who bills, and who gave the drug or saw the patient. */
  private void organizations() throws IOException {
    try (BufferedWriter organizations = file("Organization");
        BufferedWriter practitioners = file("Practitioner");
        BufferedWriter roles = file("PractitionerRole")) {
      line(
          organizations,
          "{'resourceType':'Organization','id':'payer','identifier':[{'system':'%ssid/payer','value':'medicare'}],'name':'a payer'}"
              .formatted(OURS));
      line(
          organizations,
          "{'resourceType':'Organization','id':'clinic','identifier':[{'system':'http://hl7.org/fhir/sid/us-npi','value':'1234567893'}],'name':'a clinic'}");
      for (int i = 0; i < PRACTITIONERS; i++) {
        line(
            practitioners,
            "{'resourceType':'Practitioner','id':'d%d','name':[{'family':'Doe','given':['%d']}]}"
                .formatted(i, i));
        line(
            roles,
            "{'resourceType':'PractitionerRole','id':'r%d','practitioner':{'reference':'Practitioner/d%d'},'organization':{'reference':'Organization/clinic'},'specialty':[{'coding':[{'system':'http://nucc.org/provider-taxonomy','code':'207RH000%dX'}]}]}"
                .formatted(i, i, i));
      }
    }
  }

  private void patients(int patients) throws IOException {
    try (BufferedWriter people = file("Patient");
        BufferedWriter encounters = file("Encounter");
        BufferedWriter coverages = file("Coverage");
        BufferedWriter conditions = file("Condition")) {
      for (int i = 0; i < patients; i++) {
        line(people, "{'resourceType':'Patient','id':'p%d'}".formatted(i));
        line(
            encounters,
            "{'resourceType':'Encounter','id':'e%d','status':'finished','class':{'code':'AMB'},'subject':{'reference':'Patient/p%d'},'location':[{'location':{'reference':'Location/l1'}}],'participant':[{'type':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ParticipationType','code':'ATND'}]}],'individual':{'reference':'%s'}}]}"
                .formatted(i, i, practitioner(i)));
        // One coverage decides, two do not, and one that ended does not count.
        for (int n = 0; n < i % 4; n++) {
          line(
              coverages,
              "{'resourceType':'Coverage','id':'k%d-%d','status':'%s','beneficiary':{'reference':'Patient/p%d'},'payor':[{'reference':'Organization/payer'}],'subscriberId':'S%d'}"
                  .formatted(i, n, n == 2 ? "cancelled" : "active", i, i));
        }
        line(
            conditions,
            "{'resourceType':'Condition','id':'c%d','subject':{'reference':'Patient/p%d'},'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'C50.911'}]}}"
                .formatted(i, i));
      }
    }
  }

  private static String practitioner(int number) {
    return (number % 2 == 0 ? "Practitioner/d" : "PractitionerRole/r") + number % PRACTITIONERS;
  }

  private void administrations(int patients, long administrations) throws IOException {
    try (BufferedWriter given = file("MedicationAdministration");
        BufferedWriter orders = file("MedicationRequest");
        BufferedWriter dispenses = file("MedicationDispense")) {
      for (long i = 0; i < administrations; i++) {
        administration(new Written(given, orders, dispenses), i, random.nextInt(patients));
      }
    }
  }

  private void administration(Written files, long number, int patient) throws IOException {
    BufferedWriter file = files.administrations();
    int drug = random.nextInt(DRUGS.size());
    int mg = DRUGS.get(drug).mg();
    int kind = random.nextInt(20);
    int dose = 1 + random.nextInt(mg);
    int left = mg - dose;
    LocalDate day = FIRST_DAY.plusDays(random.nextInt(DAYS));
    String unit = kind == 0 ? "mol" : "mg";
    String extension =
        switch (kind) {
          case 1, 2, 3, 4, 5, 6, 7, 8 -> extensions(container(mg, false), kind < 5 ? left : 0);
          case 9, 10 -> extensions(container(mg, true), 0);
          default -> "";
        };
    line(
        file,
        "{'resourceType':'MedicationAdministration','id':'a%d','meta':{'lastUpdated':'2026-01-01T00:00:00Z'},'identifier':[{'system':'http://ehr.example.org/administrations','value':'%d'}],%s'status':'completed','medicationReference':{'reference':'Medication/m%d'},'subject':{'reference':'Patient/p%d'},'context':{'reference':'Encounter/e%d'},'effectivePeriod':{'start':'%sT%02d:30:00-05:00','end':'%sT20:30:00-05:00'},'reasonReference':[{'reference':'Condition/c%d'}],'performer':[{'actor':{%s}}],%s'dosage':{'text':'%d %s intravenously','route':{'coding':[{'system':'http://snomed.info/sct','code':'47625008'}]},'dose':{'value':%d,'unit':'%s','system':'http://unitsofmeasure.org','code':'%s'}}}"
            .formatted(
                number,
                number,
                extension,
                drug,
                patient,
                patient,
                day,
                8 + random.nextInt(10),
                day,
                patient,
                kind % 3 == 0
                    ? "'display':'infusion nurse'"
                    : "'reference':'" + practitioner(kind + patient) + "'",
                kind < ORDERED
                    ? ""
                    : "'request':{'reference':'MedicationRequest/q%d'},".formatted(number),
                dose,
                unit,
                dose,
                unit,
                unit));
    if (kind >= ORDERED) {
      order(files, number, drug, patient, day, kind > ORDERED);
    }
    if (kind == 11 && left > 0) {
      line(
          file,
          "{'resourceType':'MedicationAdministration','id':'w%d','status':'not-done','statusReason':[{'coding':[{'system':'%sCodeSystem/waste-reason','code':'drug-discarded'}]}],'partOf':[{'reference':'MedicationAdministration/a%d'}],'medicationReference':{'reference':'Medication/m%d'},'subject':{'reference':'Patient/p%d'},'effectiveDateTime':'%s','dosage':{'dose':{'value':%d,'unit':'mg','system':'http://unitsofmeasure.org','code':'mg'}}}"
              .formatted(number, OURS, number, drug, patient, day, left));
    }
  }

  private void order(
      Written files, long number, int drug, int patient, LocalDate day, boolean dispensed)
      throws IOException {
    line(
        files.orders(),
        "{'resourceType':'MedicationRequest','id':'q%d','status':'active','intent':'order','medicationReference':{'reference':'Medication/m%d'},'subject':{'reference':'Patient/p%d'},'requester':{'reference':'%s'}}"
            .formatted(number, drug, patient, practitioner(patient)));
    if (dispensed) {
      line(
          files.dispenses(),
          "{'resourceType':'MedicationDispense','id':'s%d','status':'completed','medicationReference':{'reference':'Medication/m%d'},'subject':{'reference':'Patient/p%d'},'authorizingPrescription':[{'reference':'MedicationRequest/q%d'}],'quantity':{'value':1,'unit':'{vial}','system':'http://unitsofmeasure.org','code':'{vial}'},'whenHandedOver':'%sT07:10:00-05:00'}"
              .formatted(number, drug, patient, number, day));
    }
  }

  private static String extensions(String container, int discarded) {
    String waste =
        discarded == 0
            ? ""
            : ",{'url':'%sStructureDefinition/discarded-amount','valueQuantity':{'value':%d,'unit':'mg','system':'http://unitsofmeasure.org','code':'mg'}}"
                .formatted(OURS, discarded);
    return "'extension':[" + container + waste + "],";
  }

  private static String container(int mg, boolean shared) {
    return "{'url':'%sStructureDefinition/container-used','extension':[{'url':'size','valueQuantity':{'value':%d,'unit':'mg','system':'http://unitsofmeasure.org','code':'mg'}},{'url':'count','valuePositiveInt':1},{'url':'kind','valueCode':'single-dose'}%s]}"
        .formatted(OURS, mg, shared ? ",{'url':'shared','valueBoolean':true}" : "");
  }

  private static void line(BufferedWriter file, String json) throws IOException {
    file.write(json.replace('\'', '"'));
    file.write('\n');
  }
}
