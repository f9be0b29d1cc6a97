package org.priceunits.server.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The request bodies of the access table. */
final class Bodies {
  private static final String BILLED_ONCE = "SearchParameter/Claim-priced-administration-once";
  private static final String PATIENT =
      """
      {"resourceType": "Patient", "id": "p-{x}", "identifier": [{"system": "urn:mrn", "value": "Planted-mrn-{x}"}],
       "name": [{"family": "Planted-{x}"}], "birthDate": "1970-01-01"}""";
  private static final String ENCOUNTER =
      """
      {"resourceType": "Encounter", "id": "e-{x}", "status": "finished", "subject": {"reference": "Patient/p-{x}"},
       "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}}""";
  private static final String ADMINISTRATION =
      """
      {"resourceType": "MedicationAdministration", "id": "m-{x}", "status": "completed",
       "identifier": [{"system": "urn:given", "value": "{x}"}],
       "medicationCodeableConcept": {"text": "alemtuzumab"}, "subject": {"reference": "Patient/p-{x}"},
       "context": {"reference": "Encounter/e-{x}"}, "effectiveDateTime": "2012-03-02T10:00:00-05:00",
       "dosage": {"dose": {"value": 10, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}}}""";
  private static final String CLAIM =
      """
      {"resourceType": "Claim", "id": "c-{x}", "status": "draft", "use": "claim", "created": "2012-03-03",
       "identifier": [{"system": "urn:claim", "value": "{x}"}],
       "type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": "professional"}]},
       "patient": {"reference": "Patient/p-{x}"}, "provider": {"display": "none"},
       "priority": {"coding": [{"code": "normal"}]}, "insurance": [{"sequence": 1, "focal": true, "coverage": {"display": "none"}}]}""";

  /** Body by path, with {x} for the client's letter. */
  static final Map<String, String> STORED = new LinkedHashMap<>();

  private static final Map<String, String> NAMED = new LinkedHashMap<>();

  static {
    STORED.put("Patient/p-{x}", PATIENT);
    STORED.put("Encounter/e-{x}", ENCOUNTER);
    STORED.put("MedicationAdministration/m-{x}", ADMINISTRATION);
    STORED.put("Claim/c-{x}", CLAIM);
    STORED.forEach(
        (path, body) -> {
          NAMED.put(path.replace("{x}", "a"), body.replace("{x}", "a"));
          NAMED.put(path.replace("{x}", "b"), body.replace("{x}", "b"));
        });
    NAMED.put("new-patient", "{\"resourceType\": \"Patient\", \"active\": true}");
    NAMED.put("patient-new", "{\"resourceType\": \"Patient\", \"id\": \"new\"}");
    NAMED.put("administration", ADMINISTRATION.replace("{x}", "a"));
    NAMED.put(
        "administration-of-b", ADMINISTRATION.replace("{x}", "b").replace("\"id\": \"m-b\",", ""));
    NAMED.put("claim", CLAIM.replace("{x}", "a"));
    NAMED.put("parameters", "{\"resourceType\": \"Parameters\"}");
    NAMED.put(
        "code-system",
        """
        {"resourceType": "CodeSystem", "url": "urn:x", "status": "draft", "content": "complete"}""");
    NAMED.put("batch-read-a", bundle("batch", entry("GET", "Patient/p-a", null)));
    NAMED.put("batch-search-claims", bundle("batch", entry("GET", "Claim?_id=c-a", null)));
    NAMED.put(
        "batch-search-patients", bundle("batch", entry("GET", "Patient?family=Planted-a", null)));
    NAMED.put("batch-operation", bundle("batch", entry("GET", "Patient/p-a/$everything", null)));
    NAMED.put(
        "batch-lookup",
        bundle(
            "batch",
            entry(
                "GET",
                "CodeSystem/$lookup?code=J9010&system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
                null)));
    String own = ADMINISTRATION.replace("{x}", "a").replace("\"id\": \"m-a\",", "");
    String price = "MedicationAdministration/$price-units?billingCode=J9010&payer=medicare";
    NAMED.put("batch-price", bundle("batch", entry("POST", price, own)));
    NAMED.put("transaction-price", bundle("transaction", entry("POST", price, own)));
    NAMED.put(
        "batch-price-stored-a",
        bundle(
            "batch",
            entry("GET", "MedicationAdministration/m-a/$price-units?payer=medicare", null)));
    NAMED.put(
        "batch-validate",
        bundle("batch", entry("POST", "Patient/$validate", NAMED.get("new-patient"))));
    NAMED.put("batch-history", bundle("batch", entry("GET", "Patient/p-a/_history", null)));
    NAMED.put("batch-create", bundle("batch", entry("POST", "Patient", NAMED.get("new-patient"))));
    NAMED.put(
        "batch-update-a", bundle("batch", entry("PUT", "Patient/p-a", NAMED.get("Patient/p-a"))));
    NAMED.put("batch-delete-a", bundle("batch", entry("DELETE", "Patient/p-a", null)));
    NAMED.put("transaction-read-a", bundle("transaction", entry("GET", "Patient/p-a", null)));
    NAMED.put(
        "transaction-create",
        bundle("transaction", entry("POST", "Patient", NAMED.get("new-patient"))));
    NAMED.put(
        "transaction-update-a",
        bundle("transaction", entry("PUT", "Patient/p-a", NAMED.get("Patient/p-a"))));
    NAMED.put(
        "transaction-by-match",
        bundle(
            "transaction",
            entry(
                "PUT",
                "Patient?identifier=urn:mrn|Planted-mrn-a",
                NAMED.get("Patient/p-a").replace("\"id\": \"p-a\",", ""))));
    NAMED.put(
        "code-system-x", NAMED.get("code-system").replace("\"url\"", "\"id\": \"x\", \"url\""));
    NAMED.put("batch-create-code-system", bundle("batch", creation("code-system")));
    NAMED.put("transaction-create-code-system", bundle("transaction", creation("code-system")));
    NAMED.put(
        "batch-update-code-system",
        bundle("batch", entry("PUT", "CodeSystem/x", NAMED.get("code-system-x"))));
    NAMED.put("batch-delete-code-system", deletion("batch", "CodeSystem/claim-information"));
    NAMED.put("transaction-delete-codes", deletion("transaction", "CodeSystem?url=urn:x"));
    NAMED.put(
        "audit-event",
        """
        {"resourceType": "AuditEvent", "id": "forged", "recorded": "2026-01-01T00:00:00Z",
         "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-event-type", "code": "rest"},
         "agent": [{"requestor": true}], "source": {"observer": {"display": "x"}}}""");
    NAMED.put("batch-create-audit-event", bundle("batch", creation("audit-event")));
    NAMED.put("transaction-create-audit-event", bundle("transaction", creation("audit-event")));
    NAMED.put("batch-search-audit-events", bundle("batch", entry("GET", "AuditEvent", null)));
    NAMED.put(
        "batch-include-audit-events",
        bundle("batch", entry("GET", "Patient?_revinclude=AuditEvent:patient", null)));
    String once = shipped("SearchParameter-Claim-priced-administration-once");
    NAMED.put("billed-once", once);
    NAMED.put("billed-once-described", once.replace("One live claim", "A single live claim"));
    NAMED.put("billed-once-retired", once.replace("\"active\"", "\"retired\""));
    NAMED.put(
        "billed-once-not-unique",
        once.replace("\"valueBoolean\": true", "\"valueBoolean\": false"));
    NAMED.put(
        "billed-once-elsewhere",
        once.replace("\"base\": [\n    \"Claim\"", "\"base\": [\n    \"Patient\""));
    NAMED.put("batch-delete-billed-once", deletion("batch", BILLED_ONCE));
    NAMED.put("transaction-delete-billed-once", deletion("transaction", BILLED_ONCE));
    NAMED.put(
        "transaction-retire-billed-once",
        bundle("transaction", entry("PUT", BILLED_ONCE, NAMED.get("billed-once-retired"))));
    NAMED.put(
        "retiring-patch", "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": \"retired\"}]");
    NAMED.put("parameter-of-own", parameter("urn:own", "own", "Patient"));
    NAMED.put(
        "parameter-with-code-of-ours", parameter("urn:own", "priced-administration", "Claim"));
    NAMED.put(
        "parameter-with-code-of-ours-on-all",
        parameter("urn:own", "priced-administration", "Resource"));
    NAMED.put("parameter-with-code-of-a-component", parameter("urn:own", "use", "Claim"));
    NAMED.put(
        "parameter-with-code-of-ours-elsewhere",
        parameter("urn:own-2", "priced-administration", "Patient"));
    NAMED.put(
        "parameter-with-code-of-ours-by-extension",
        parameter("urn:own-3", "priced-administration", "Patient")
            .replaceFirst(
                "\\{",
                "{\"extension\": [{\"url\": \"http://hl7.org/fhir/tools/CustomBaseResource\", \"valueString\": \"Claim\"}], "));
    NAMED.put(
        "batch-create-if-no-audit-event",
        bundle(
            "batch",
            entry("POST", "Patient", "{\"resourceType\": \"Patient\"}")
                .replace(
                    "\"method\"",
                    "\"ifNoneExist\": \"_has:AuditEvent:patient:action=R\", \"method\"")));
    NAMED.put(
        "parameter-with-url-of-a-component",
        parameter("http://hl7.org/fhir/SearchParameter/Claim-use", "own", "Claim"));
    NAMED.put(
        "json-patch",
        "[{\"op\": \"replace\", \"path\": \"/birthDate\", \"value\": \"1971-01-01\"}]");
  }

  private Bodies() {}

  private static String parameter(String url, String code, String base) {
    return """
        {"resourceType": "SearchParameter", "url": "%s", "name": "Own", "status": "retired", "description": "x",
         "code": "%s", "base": ["%s"], "type": "token", "expression": "%3$s.identifier"}"""
        .formatted(url, code, base);
  }

  private static String creation(String body) {
    String resource = NAMED.get(body);
    return entry("POST", resource.split("\"")[3], resource);
  }

  private static String shipped(String file) {
    try (InputStream json = Bodies.class.getResourceAsStream("/fhir-resources/" + file + ".json")) {
      return new String(json.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a Bundle with a delete entry. */
  static String deletion(String type, String url) {
    return bundle(type, entry("DELETE", url, null));
  }

  static String named(String name) {
    String body = NAMED.get(name);
    if (body == null) {
      throw new IllegalArgumentException(name);
    }
    return body;
  }

  static String bundle(String type, String entry) {
    return "{\"resourceType\": \"Bundle\", \"type\": \"%s\", \"entry\": [%s]}"
        .formatted(type, entry);
  }

  static String entry(String method, String url, String resource) {
    return "{%s\"request\": {\"method\": \"%s\", \"url\": \"%s\"}}"
        .formatted(resource == null ? "" : "\"resource\": " + resource + ", ", method, url);
  }
}
