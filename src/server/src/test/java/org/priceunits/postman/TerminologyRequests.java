package org.priceunits.postman;

import java.util.List;

/** Requests that testers and payer connectors send beside pricing. */
final class TerminologyRequests {
  private static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
  private static final String HTTPS = HCPCS.replace("http:", "https:");
  private static final String NDC = "http://hl7.org/fhir/sid/ndc";
  private static final String OWN = "https://price-units.github.io/fhir";

  private TerminologyRequests() {}

  static List<Sent> start() {
    return List.of(
        Sent.get("What the server can do", "metadata", 200)
            .with("resourceType", "CapabilityStatement"),
        Sent.get("What its terminology can do", "metadata?mode=terminology", 200)
            .with("resourceType", "TerminologyCapabilities"),
        Sent.get("What J9010 is", "CodeSystem/$lookup?system=" + HCPCS + "&code=J9010", 200)
            .parameter("display", "Injection, alemtuzumab, 10 mg"));
  }

  static List<Sent> connector() {
    return List.of(
        Sent.get("Codes of alemtuzumab", expand("alemtuzumab-codes"), 200).codes("J0202"),
        Sent.get("Search a drug by brand", expand("drugs") + "&filter=lemtrada", 200)
            .codes("58468020001"),
        Sent.get("Two codes of a page", expand("antibody-drug-codes") + "&count=2&offset=2", 200)
            .with("resourceType", "ValueSet"),
        Sent.get(
                "Is a code in the set",
                "ValueSet/$validate-code?url="
                    + OWN
                    + "/ValueSet/alemtuzumab-codes&system="
                    + HCPCS
                    + "&code=J0202",
                200)
            .parameter("result", true),
        Sent.get(
                "The https form of HCPCS",
                "CodeSystem/$validate-code?url=" + HTTPS + "&code=J0202",
                200)
            .parameter("result", true),
        Sent.get(
                "A wrong display",
                "CodeSystem/$validate-code?url=" + HCPCS + "&code=J0202&display=Rituximab",
                200)
            .parameter("result", false),
        Sent.get("The code of a package", translate(NDC, "58468-0200-1"), 200)
            .parameter("result", true)
            .codes("J0202"),
        Sent.get(
                "What followed J9010",
                "ConceptMap/$translate?url="
                    + OWN
                    + "/ConceptMap/hcpcs-successors&system="
                    + HCPCS
                    + "&code=J9010",
                200)
            .codes("J0202"),
        Sent.get("The payers", expand("payers"), 200).codes("medicare", "cigna"),
        Sent.get(
                "Prices of a code",
                "ChargeItemDefinition?code=" + HCPCS + "%7CJ0202&_count=50",
                200)
            .with("resourceType", "Bundle"),
        Sent.get("A payer's rules", "ChargeItemDefinition/policy-medicare", 200)
            .with("resourceType", "ChargeItemDefinition"),
        Sent.get("A set whose codes are not hosted", expand("alemtuzumab-diagnoses"), 422)
            .with("resourceType", "OperationOutcome"),
        Sent.get(
                "A code system that is not here",
                "CodeSystem/$lookup?system=urn:nowhere&code=1",
                422)
            .with("resourceType", "OperationOutcome"));
  }

  static List<Sent> byDate() {
    return List.of(
        Sent.get("J9010 on its last day", onDay("J9010", "2015-12-31"), 200)
            .parameter("result", true),
        Sent.get("J9010 the day after: true, and inactive", onDay("J9010", "2016-01-01"), 200)
            .parameter("result", true)
            .parameter("inactive", true),
        Sent.get("J9010 before it began", onDay("J9010", "2002-12-31"), 200)
            .parameter("result", false),
        Sent.get(
                "Looked up before it began",
                "CodeSystem/$lookup?system=" + HCPCS + "&code=J9010&date=2002-12-31",
                404)
            .with("resourceType", "OperationOutcome"),
        Sent.get(
                "The set at the end of 2015",
                expand("alemtuzumab-codes") + "&date=2015-12-31&activeOnly=true",
                200)
            .codes("J9010", "Q9979"),
        Sent.get(
                "The set in 2016",
                expand("alemtuzumab-codes") + "&date=2016-01-01&activeOnly=true",
                200)
            .codes("J0202"),
        Sent.get(
                "Lemtrada in November 2015",
                translate(NDC, "58468020001") + "&date=2015-11-02",
                200)
            .codes("Q9979"),
        Sent.get("Lemtrada in 2024", translate(NDC, "58468020001") + "&date=2024-05-01", 200)
            .codes("J0202"));
  }

  private static String expand(String set) {
    return "ValueSet/$expand?url=" + OWN + "/ValueSet/" + set;
  }

  private static String onDay(String code, String day) {
    return "CodeSystem/$validate-code?url=" + HCPCS + "&code=" + code + "&date=" + day;
  }

  private static String translate(String system, String code) {
    return "ConceptMap/$translate?url="
        + OWN
        + "/ConceptMap/ndc-hcpcs&system="
        + system
        + "&code="
        + code;
  }
}
