package org.priceunits.postman;

import java.util.List;
import org.priceunits.examples.Example;

/** The asynchronous form of {@code $price-units}: start a job, look at it, remove it. */
final class JobRequests {
  /** Inputs about one drug or patient, which a job does not take. */
  private static final List<String> OF_ONE =
      List.of("\"billingCode\"", "\"coverage\"", "\"statement\"", "\"asTransaction\"");

  /** The job that a request before has started. */
  static final String JOB = "$price-units-job/{{job}}";

  /** The first file of the manifest of the job that was started last. */
  private static final String FILE = "$price-units-job/{{file}}";

  private static final String NDJSON = "application/fhir+ndjson";
  private static final String CALL = "MedicationAdministration/$price-units";
  private static final String CRITERIA = "status=completed&patient=Patient/postman-patient";

  /** A Medication and an administration, each on a line. */
  private static final String LINES =
      """
      {"resourceType":"Medication","id":"m1","code":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"58468-0200-01"}]}}
      {"resourceType":"MedicationAdministration","id":"a1","status":"completed","identifier":[{"system":"http://ehr.example.org/postman","value":"4712"}],"medicationReference":{"reference":"Medication/m1"},"subject":{"reference":"Patient/p1"},"effectiveDateTime":"2025-08-02T10:00:00-05:00","dosage":{"dose":{"value":12,"system":"http://unitsofmeasure.org","code":"mg"}}}
      """
          .strip();

  private static final String OF_STORED =
      """
      {"resourceType": "Parameters", "parameter": [
        {"name": "criteria", "valueString": "%s"},
        {"name": "payer", "valueCode": "medicare"}]}\
      """
          .formatted(CRITERIA);

  private JobRequests() {}

  /** Makes them of the first example that is priced from its body alone. */
  static List<Sent> of(List<Example> examples) {
    Sent first =
        ExampleRequests.of(
                examples.stream()
                    .filter(example -> example.operation() == Example.Operation.PRICE_UNITS)
                    .filter(example -> example.stored().isEmpty() && example.status() == 200)
                    .toList())
            .stream()
            .filter(sent -> OF_ONE.stream().noneMatch(sent.body()::contains))
            .findFirst()
            .orElseThrow();
    return List.of(
        start(first)
            .after(remove())
            .described(
                "`Prefer: respond-async` makes a job of the call. `Content-Location` is its"
                    + " address, kept here as `{{job}}`."),
        Sent.get("Look at the job", JOB, 200)
            .whateverStatus()
            .before(start(first))
            .after(remove())
            .described(
                "202 with `X-Progress` and `Retry-After` while it works; then 200 with the"
                    + " manifest: an address for each file of Claims and of OperationOutcomes."),
        lines()
            .after(remove())
            .described(
                "`application/fhir+ndjson`: a resource on each line, of any size up to the"
                    + " operator's limit, and gzip too. Other inputs stand in the query."),
        StoreRequests.stored(ofStored())
            .after(remove())
            .described(
                "`criteria` is a search on stored administrations. Add `store` (boolean) to put the"
                    + " Claims into the store by conditional update: the same job again stores"
                    + " nothing twice."),
        Sent.get("Read a file of its answer", FILE, 200)
            .header("Accept", NDJSON)
            .with("text", "J0202")
            .before(lines())
            .before(done())
            .after(remove())
            .described(
                "The manifest names each file with its count. Here it is the first: a Claim on"
                    + " each line. `Accept-Encoding: gzip` is taken."),
        Sent.send("Cancel the job, or remove it with its files", "DELETE", JOB, "", 202)
            .before(start(first)),
        Sent.get("The job is gone", JOB, 404)
            .answers("OperationOutcome")
            .before(start(first))
            .before(remove()));
  }

  private static Sent lines() {
    return Sent.send("Start a job of lines", "POST", CALL + "?payer=medicare", LINES, 202)
        .header("Content-Type", NDJSON)
        .header("Prefer", "respond-async");
  }

  private static Sent ofStored() {
    return Sent.send("Start a job of what is stored", "POST", CALL, OF_STORED, 202)
        .header("Prefer", "respond-async");
  }

  private static Sent done() {
    return Sent.get("Wait for the job", JOB, 200).untilDone();
  }

  private static Sent start(Sent first) {
    return Sent.send("Start a job", "POST", first.path(), first.body(), 202)
        .header("Prefer", "respond-async");
  }

  /** Removes the job that was started last. */
  static Sent remove() {
    return Sent.send("Remove the job", "DELETE", JOB, "", 202);
  }
}
