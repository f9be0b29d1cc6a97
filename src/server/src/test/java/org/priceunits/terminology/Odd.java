package org.priceunits.terminology;

import java.util.stream.Stream;

/** Resources that FHIR's parser takes and that the terminology cannot read, as JSON. */
public final class Odd {
  private static final String SET =
      """
      {"resourceType": "ValueSet", "id": "odd-%s", "url": "http://example.org/odd-%s", "version": "1", "status": "active",
       "compose": {"include": [%s]}}
      """;
  private static final String CODES =
      """
      {"resourceType": "CodeSystem", "id": "odd-%s", "url": "http://example.org/odd-%s", "version": "1", "status": "active",
       "content": "complete", "property": [{"code": "added", "type": "dateTime"}],
       "concept": [{"code": "a", "property": [{"code": "added"%s}]}]}
      """;
  private static final String CONCEPTS =
      """
      {"resourceType": "CodeSystem", "id": "odd-%s", "url": "http://example.org/odd-%s", "version": "1", "status": "active",
       "content": "complete", "concept": [%s]}
      """;
  private static final String R5_OPERATOR =
      "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.compose.include.filter.op";

  private Odd() {}

  /** Returns each with what the refusal says of it. */
  public static Stream<String[]> resources() {
    return Stream.of(
        set(
            "no-code",
            "has no code",
            "{\"system\": \"http://hl7.org/fhir/sid/ndc\", \"concept\": [{\"display\": \"x\"}]}"),
        set("operator", "'nearly'", filter("\"valueCode\": \"nearly\"")),
        set(
            "no-operator",
            "''",
            filter("\"extension\": [{\"url\": \"http://x\", \"valueCode\": \"y\"}]")),
        set(
            "operator-left-out",
            "states no operator",
            "{\"system\": \"http://hl7.org/fhir/sid/ndc\", \"filter\": [{\"property\": \"code\", \"value\": \"x\"}]}"),
        concepts("concept-without-code", "{\"display\": \"x\"}"),
        concepts("child-without-code", "{\"code\": \"a\", \"concept\": [{\"display\": \"x\"}]}"),
        codes("word", ", \"valueString\": \"unknown\""),
        codes("coding", ", \"valueCoding\": {\"code\": \"x\"}"),
        codes("month", ", \"valueString\": \"2025-13\""));
  }

  private static String filter(String operator) {
    return """
    {"system": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "filter": [{"property": "code", "value": "J0202",
     "op": "=", "_op": {"extension": [{"url": "%s", %s}]}}]}
    """
        .formatted(R5_OPERATOR, operator);
  }

  private static String[] set(String name, String said, String include) {
    return new String[] {said, SET.formatted(name, name, include)};
  }

  private static String[] concepts(String name, String concept) {
    return new String[] {"has no code", CONCEPTS.formatted(name, name, concept)};
  }

  private static String[] codes(String name, String value) {
    return new String[] {"states no day", CODES.formatted(name, name, value)};
  }
}
