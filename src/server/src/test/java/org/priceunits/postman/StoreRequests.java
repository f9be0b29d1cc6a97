package org.priceunits.postman;

import java.util.List;

/** What a server of FHIR resources is tested with: store, read, search, change, delete, refuse. */
final class StoreRequests {
  private static final String RECORD = "MedicationAdministration/postman-record";
  private static final String PATIENT = "Patient/postman-patient";
  private static final String TYPE = "MedicationAdministration";

  private static final String GIVEN =
      """
      {
        "resourceType": "MedicationAdministration",
        "id": "postman-record",
        "status": "completed",
        "identifier": [{"system": "http://ehr.example.org/postman", "value": "4711"}],
        "medicationCodeableConcept": {"coding": [{"system": "http://hl7.org/fhir/sid/ndc", "code": "58468-0200-01"}]},
        "subject": {"reference": "Patient/postman-patient"},
        "effectiveDateTime": "2025-08-02T10:00:00-05:00",
        "dosage": {"dose": {"value": 12, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}}
      }
      """;

  private static final String IDENTIFIER = "http://ehr.example.org/postman%7C4711";

  private static final String WITHOUT_ID = GIVEN.replace("  \"id\": \"postman-record\",\n", "");

  private static final String PERSON =
      """
      {"resourceType": "Patient", "id": "postman-patient", "gender": "female", "birthDate": "1980-05-17"}
      """;

  private static final String BOTH =
      bundle("transaction", entry("PUT", PATIENT, PERSON), entry("PUT", RECORD, GIVEN));

  private static final String BATCH =
      bundle(
          "batch",
          entry(
              "POST",
              "MedicationAdministration/$price-units",
              """
              {"resourceType": "Parameters", "parameter": [
                {"name": "payer", "valueCode": "medicare"},
                {"name": "administration", "resource": %s}]}
              """
                  .formatted(GIVEN)),
          """
          {"request": {"method": "GET", "url": "CodeSystem/$lookup?system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets&code=J9010"}}
          """);

  private StoreRequests() {}

  private static String bundle(String type, String... entries) {
    return "{\"resourceType\": \"Bundle\", \"type\": \"%s\", \"entry\": [%s]}"
        .formatted(type, String.join(",\n", entries));
  }

  private static String entry(String method, String url, String resource) {
    return "{\"request\": {\"method\": \"%s\", \"url\": \"%s\"}, \"resource\": %s}"
        .formatted(method, url, resource.strip());
  }

  static List<Sent> store() {
    return List.of(
        Sent.send("Store a record under your id", "PUT", RECORD, GIVEN, 201)
            .element("id", "postman-record")
            .before(remove("MedicationAdministration?identifier=" + IDENTIFIER))
            .before(remove(RECORD))
            .after(remove(RECORD))
            .described(
                "The id is yours. What is not there is created, with 201; what is there is"
                    + " replaced, with 200."),
        stored(Sent.send("Store it once, by its identifier", "POST", TYPE, WITHOUT_ID, 200))
            .header("If-None-Exist", "identifier=" + IDENTIFIER)
            .described(
                "A conditional create. The record is there, so nothing is stored, and the answer is"
                    + " 200, not 201."),
        stored(Sent.get("Read it", RECORD, 200))
            .element("dosage.dose.value", 12)
            .described("`ETag` and `Last-Modified` name the version."),
        stored(Sent.get("Read its history", RECORD + "/_history", 200)).element("type", "history"),
        stored(
                Sent.send(
                    "Change the dose, digits kept",
                    "PATCH",
                    RECORD,
                    "[{\"op\": \"replace\", \"path\": \"/dosage/dose/value\", \"value\": 10.50}]",
                    200))
            .header("Content-Type", "application/json-patch+json")
            .with("text", "10.50")
            .described(
                "A JSON Patch. 10.50 stays 10.50: the digits of an amount are kept on every way"
                    + " in."),
        stored(
                Sent.send(
                    "Price what is stored",
                    "POST",
                    RECORD + "/$price-units?payer=medicare",
                    "",
                    200))
            .with("lines", List.of("J0202 12"))
            .described("The instance form of the operation. It stores nothing."),
        Sent.send("Delete it", "DELETE", RECORD, "", 200)
            .before(put(RECORD, GIVEN))
            .answers("OperationOutcome"),
        Sent.get("It is gone", RECORD, 410)
            .answers("OperationOutcome")
            .before(put(RECORD, GIVEN))
            .before(remove(RECORD)));
  }

  static List<Sent> search() {
    return List.of(
        stored(Sent.get("By identifier", TYPE + "?identifier=" + IDENTIFIER, 200))
            .element("total", 1),
        stored(
                Sent.get(
                    "By patient and day",
                    TYPE + "?patient=" + PATIENT + "&effective-time=2025-08-02",
                    200))
            .element("total", 1),
        stored(
                Sent.get(
                    "By NDC, with hyphens or without",
                    TYPE + "?code=58468-0200-01&patient=" + PATIENT,
                    200))
            .element("total", 1)
            .described(
                "An NDC finds its other spelling too: ten digits with hyphens, and eleven"
                    + " without."),
        stored(
                Sent.get(
                    "With the patient",
                    TYPE
                        + "?identifier="
                        + IDENTIFIER
                        + "&_include=MedicationAdministration:patient",
                    200))
            .element("entry[1].search.mode", "include"),
        stored(Sent.get("How many", TYPE + "?patient=" + PATIENT + "&_summary=count", 200))
            .element("total", 1),
        Sent.get(
                "The fees of a code, newest first",
                "ChargeItemDefinition?code=J0202&_sort=-effective&_count=5",
                200)
            .answers("Bundle"));
  }

  static List<Sent> transaction() {
    return List.of(
        Sent.send("Patient and record together", "POST", "", BOTH, 200)
            .element("type", "transaction-response")
            .before(remove(RECORD))
            .before(remove(PATIENT))
            .after(remove(RECORD))
            .after(remove(PATIENT))
            .described("All or nothing: one entry that is refused refuses the Bundle."),
        Sent.send("Two operations in one batch", "POST", "", BATCH, 200)
            .element("entry[0].response.status", "200 OK")
            .element("entry[0].resource.resourceType", "Parameters")
            .element("entry[1].resource.resourceType", "Parameters")
            .described(
                "The entries of a batch run as if they were sent alone, with the same rights and"
                    + " limits."),
        Sent.send(
                "A transaction with a record that cannot be",
                "POST",
                "",
                BOTH.replace("\"completed\"", "\"done\""),
                400)
            .answers("OperationOutcome")
            .described(
                "`done` is no status of a MedicationAdministration. Nothing of the Bundle is"
                    + " stored."));
  }

  static List<Sent> refused() {
    return List.of(
        stored(Sent.send("A version that is no longer current", "PUT", RECORD, GIVEN, 412))
            .header("If-Match", "W/\"0\"")
            .answers("OperationOutcome")
            .described("`If-Match` protects what another client wrote in between."),
        Sent.get("A search modifier that is mistyped", TYPE + "?code:nott=58468020001", 400)
            .answers("OperationOutcome")
            .described(
                "A question that is not understood is refused, since another question would be"
                    + " answered."),
        Sent.get("The same, leniently", TYPE + "?code:nott=58468020001&_count=1", 200)
            .header("Prefer", "handling=lenient")
            .answers("Bundle")
            .described("The parameter is dropped. The self link names what was searched for."),
        Sent.get("A parameter that no resource has", TYPE + "?colour=red", 400)
            .answers("OperationOutcome"),
        Sent.get("A day that is none", TYPE + "?effective-time=2025-02-30", 400)
            .answers("OperationOutcome"),
        Sent.send("JSON that ends too early", "POST", TYPE, GIVEN.substring(0, 60), 400)
            .answers("OperationOutcome"),
        Sent.send("A resource of another type", "POST", TYPE, PERSON, 400)
            .answers("OperationOutcome"),
        Sent.get("A type that is not served", "Slot/1", 404).answers("OperationOutcome"),
        Sent.get("An id that is not there", TYPE + "/postman-nowhere", 404)
            .answers("OperationOutcome"),
        Sent.send(
                "A dose with an exponent of a million",
                "POST",
                TYPE,
                GIVEN.replace("\"value\": 12,", "\"value\": 1e1000000,"),
                400)
            .answers("OperationOutcome")
            .described("Written out, the number would have a million digits."));
  }

  /** Puts patient and record there before the request, and removes them after it. */
  static Sent stored(Sent sent) {
    return sent.before(put(PATIENT, PERSON))
        .before(put(RECORD, GIVEN))
        .after(remove(RECORD))
        .after(remove(PATIENT));
  }

  private static Sent put(String path, String body) {
    return Sent.send("Store " + path, "PUT", path, body, 201);
  }

  private static Sent remove(String path) {
    return Sent.send("Delete " + path, "DELETE", path, "", 200);
  }
}
