package org.priceunits.server.security;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the access table sends. */
final class Bodies {
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

  /** Path to body, {x} for the client's letter. */
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
        "json-patch",
        "[{\"op\": \"replace\", \"path\": \"/birthDate\", \"value\": \"1971-01-01\"}]");
  }

  private Bodies() {}

  static String named(String name) {
    String body = NAMED.get(name);
    if (body == null) {
      throw new IllegalArgumentException(name);
    }
    return body;
  }

  private static String bundle(String type, String entry) {
    return "{\"resourceType\": \"Bundle\", \"type\": \"%s\", \"entry\": [%s]}"
        .formatted(type, entry);
  }

  private static String entry(String method, String url, String resource) {
    return "{%s\"request\": {\"method\": \"%s\", \"url\": \"%s\"}}"
        .formatted(resource == null ? "" : "\"resource\": " + resource + ", ", method, url);
  }
}
