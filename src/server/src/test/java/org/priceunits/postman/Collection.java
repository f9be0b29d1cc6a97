package org.priceunits.postman;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.priceunits.examples.Example;
import org.priceunits.examples.Example.Operation;
import org.priceunits.examples.Examples;

/** All requests by folder, as a Postman collection (v2.1) and as a {@code .http} file. */
final class Collection {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs after each request and compares its answer with what the request expects. */
  private static final String ASSERTIONS =
      """
      const expected = JSON.parse(pm.variables.get('expected'));
      const body = pm.response.text() ? pm.response.json() : {};
      const job = pm.response.headers.get('Content-Location')?.match(/\\$price-units-job\\/(.+)$/)?.[1];
      if (job) pm.collectionVariables.set('job', job);
      const parameters = body.parameter ?? [];
      const resources = parameters.map(p => p.resource).filter(Boolean);
      const value = element => Object.entries(element ?? {}).find(([name]) => name.startsWith('value'))?.[1];
      const codes = [...(body.expansion?.contains ?? []).map(c => c.code),
        ...parameters.filter(p => p.name === 'match').flatMap(p => p.part ?? []).filter(p => p.name === 'concept').map(p => p.valueCoding.code)];
      const found = {
        status: () => pm.response.code,
        resourceType: () => body.resourceType,
        lines: () => resources.filter(r => r.resourceType === 'Claim').flatMap(c => c.item).map(i =>
          [i.productOrService.coding?.[0]?.code, i.quantity.value, ...(i.modifier ?? []).map(m => m.coding[0].code)].join(' ')),
        charges: () => resources.filter(r => r.resourceType === 'ChargeItem').map(c =>
          [c.code.coding?.[0]?.code, c.quantity.value, ...(c.extension ?? []).filter(e => e.url.endsWith('price-units.github.io/fhir/StructureDefinition/modifier'))
            .map(e => e.valueCodeableConcept.coding[0].code)].join(' ')),
        issues: () => [...new Set((body.resourceType === 'OperationOutcome' ? [body] : resources.filter(r => r.resourceType === 'OperationOutcome'))
          .flatMap(o => o.issue).flatMap(i => i.details?.coding ?? []).map(c => c.code))].sort(),
      };
      for (const [what, right] of Object.entries(expected)) {
        pm.test(`${what}: ${JSON.stringify(right)}`, () => {
          if (what === 'codes') pm.expect(codes).to.include.members(right);
          else if (what.startsWith('parameter ')) pm.expect(value(parameters.find(p => p.name === what.slice(10)))).to.eql(right);
          else pm.expect(found[what]()).to.eql(right);
        });
      }
      """;

  private Collection() {}

  static Map<String, List<Sent>> folders() {
    Map<String, List<Sent>> folders = new LinkedHashMap<>();
    folders.put("Start here", TerminologyRequests.start());
    folders.put(
        "EHR: price what was given", ExampleRequests.of(examples(true, Operation.PRICE_UNITS)));
    folders.put("Price as a job", JobRequests.of(Examples.all()));
    folders.put("Submit files to price", SubmitRequests.all());
    folders.put("Payer connector", TerminologyRequests.connector());
    folders.put("Terminology by date", TerminologyRequests.byDate());
    folders.put(
        "Refusals, warnings and what is assumed",
        ExampleRequests.of(examples(false, Operation.PRICE_UNITS)));
    folders.put("Check a claim", ExampleRequests.of(examples(false, Operation.CHECK_UNITS)));
    folders.put("From Claim to X12", ExampleRequests.of(examples(false, Operation.TO_X12)));
    return folders;
  }

  /** Returns the examples that show a rule, or those that show an issue. */
  private static List<Example> examples(boolean rules, Operation operation) {
    return Examples.all().stream()
        .filter(e -> e.operation() == operation && rules != e.rules().isEmpty())
        .toList();
  }

  static String postman() {
    ObjectNode collection = JSON.createObjectNode();
    collection
        .putObject("info")
        .put("name", "price-units")
        .put(
            "description",
            "Every request of the guide. Set the variable base to the FHIR base of a server, such"
                + " as http://127.0.0.1:8080/fhir.")
        .put("schema", "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
    collection
        .putArray("variable")
        .addObject()
        .put("key", "base")
        .put("value", "http://127.0.0.1:8080/fhir");
    event(collection.putArray("event"), "test", ASSERTIONS);
    ArrayNode folders = collection.putArray("item");
    folders()
        .forEach(
            (name, requests) -> {
              ObjectNode folder = folders.addObject().put("name", name);
              ArrayNode items = folder.putArray("item");
              requests.forEach(request -> item(items.addObject(), request));
            });
    return pretty(collection);
  }

  private static void item(ObjectNode item, Sent sent) {
    item.put("name", sent.name());
    event(
        item.putArray("event"),
        "prerequest",
        "pm.variables.set('expected', " + text(text(sent.expected())) + ");");
    ObjectNode request = item.putObject("request").put("method", sent.method());
    ArrayNode headers = request.putArray("header");
    headers.addObject().put("key", "Accept").put("value", "application/fhir+json");
    sent.headers()
        .forEach((name, value) -> headers.addObject().put("key", name).put("value", value));
    if (!sent.body().isEmpty()) {
      headers.addObject().put("key", "Content-Type").put("value", "application/fhir+json");
      request.putObject("body").put("mode", "raw").put("raw", sent.body());
    }
    request.put("url", "{{base}}/" + sent.path());
  }

  private static void event(ArrayNode events, String when, String script) {
    ObjectNode event = events.addObject().put("listen", when);
    ArrayNode lines = event.putObject("script").put("type", "text/javascript").putArray("exec");
    script.lines().forEach(lines::add);
  }

  /** Returns the same requests for editors that send {@code .http} files. */
  static String http() {
    StringBuilder file =
        new StringBuilder(
            "@base = http://127.0.0.1:8080/fhir\n"
                + "# The end of the Content-Location that starting a job answers.\n"
                + "@job =\n");
    folders()
        .forEach(
            (folder, requests) -> {
              for (Sent sent : requests) {
                file.append("\n### ").append(folder).append(": ").append(sent.name()).append('\n');
                file.append(sent.method()).append(" {{base}}/").append(sent.path()).append('\n');
                file.append("Accept: application/fhir+json\n");
                sent.headers()
                    .forEach(
                        (name, value) -> file.append(name).append(": ").append(value).append('\n'));
                if (!sent.body().isEmpty()) {
                  file.append("Content-Type: application/fhir+json\n\n")
                      .append(sent.body())
                      .append('\n');
                }
              }
            });
    return file.toString();
  }

  static String environment() {
    ObjectNode environment = JSON.createObjectNode().put("name", "price-units on this machine");
    environment
        .putArray("values")
        .addObject()
        .put("key", "base")
        .put("value", "http://127.0.0.1:8080/fhir")
        .put("enabled", true);
    environment.put("_postman_variable_scope", "environment");
    return pretty(environment);
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pretty(ObjectNode node) {
    return node.toPrettyString() + "\n";
  }
}
