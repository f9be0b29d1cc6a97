package org.priceunits.postman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.priceunits.examples.Example;
import org.priceunits.examples.Example.Operation;
import org.priceunits.examples.Examples;

/** All requests by folder, as a Postman collection (v2.1) and as a {@code .http} file. */
final class Collection {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FHIR = "application/fhir+json";

  private Collection() {}

  /**
   * Requests of one task.
   *
   * @param description in Markdown
   */
  record Folder(String name, String description, List<Sent> requests) {}

  static List<Folder> folders() {
    return List.of(
        new Folder(
            "Start here",
            "Three requests that tell whether the server answers, and what it can do.",
            TerminologyRequests.start()),
        new Folder(
            "EHR: price what was given",
            "A MedicationAdministration in, draft Claims out: `$price-units`. Each request shows a"
                + " rule; its answer is saved beside it.",
            ExampleRequests.of(examples(true, Operation.PRICE_UNITS))),
        new Folder(
            "Price as a job",
            "The same call with `Prefer: respond-async`, for a night's work.",
            JobRequests.of(Examples.all())),
        new Folder(
            "Submit files to price",
            "Bulk Submit: a source of data names its files, and the server fetches and prices them.",
            SubmitRequests.all()),
        new Folder(
            "Refusals, warnings and what is assumed",
            "What cannot be billed is refused with a sentence that says what to send. Each request"
                + " shows an issue.",
            ExampleRequests.of(examples(false, Operation.PRICE_UNITS))),
        new Folder(
            "Check a claim",
            "A Claim, or an X12 837, against what was administered: `$check-units`. Each request"
                + " has one fault.",
            ExampleRequests.of(examples(false, Operation.CHECK_UNITS))),
        new Folder(
            "From Claim to X12",
            "Claims as 837 files: `$to-x12`.",
            Stream.concat(
                    ExampleRequests.of(examples(false, Operation.TO_X12)).stream(),
                    Stream.of(StoredClaimRequests.toX12(Examples.all())))
                .toList()),
        new Folder(
            "Payer connector",
            "Codes, packages, policies and fees: `$expand`, `$validate-code`, `$translate`,"
                + " searches.",
            TerminologyRequests.connector()),
        new Folder(
            "Terminology by date",
            "The same questions on different days: J9010 ended on 2015-12-31, Q9979 lived a"
                + " quarter, J0202 followed.",
            TerminologyRequests.byDate()),
        new Folder(
            "Store, read, change, delete",
            "The REST interactions on one record. What a request needs is stored before it and"
                + " removed after it.",
            StoreRequests.store()),
        new Folder("Search", "The searches that EHRs and payers use most.", StoreRequests.search()),
        new Folder(
            "Transactions and batches",
            "Several requests in one Bundle.",
            StoreRequests.transaction()),
        new Folder(
            "What a server must refuse",
            "Requests that cannot be right, each with the status that FHIR gives it.",
            StoreRequests.refused()));
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
            "Every request of the guide, by task. Each can be sent alone, in any order, and leaves"
                + " nothing behind.\n\n"
                + "Choose the environment *price-units on this machine*, or *price-units with a"
                + " token issuer*, and set `base` to the FHIR base of your server.")
        .put("schema", "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
    ArrayNode variables = collection.putArray("variable");
    Environment.LOCAL.forEach(
        (key, value) -> variables.addObject().put("key", key).put("value", value));
    variables.addObject().put("key", "token").put("value", "");
    variables.addObject().put("key", "job").put("value", "");
    variables.addObject().put("key", "file").put("value", "");
    ObjectNode auth = collection.putObject("auth").put("type", "bearer");
    auth.putArray("bearer")
        .addObject()
        .put("key", "token")
        .put("value", "{{token}}")
        .put("type", "string");
    event(collection.putArray("event"), "prerequest", Scripts.TOKEN);
    ArrayNode folders = collection.putArray("item");
    for (Folder folder : folders()) {
      ObjectNode node =
          folders.addObject().put("name", folder.name()).put("description", folder.description());
      ArrayNode items = node.putArray("item");
      folder.requests().forEach(request -> item(items.addObject(), folder.name(), request));
    }
    return pretty(collection);
  }

  private static void item(ObjectNode item, String folder, Sent sent) {
    item.put("name", sent.name());
    ArrayNode events = item.putArray("event");
    String before = Scripts.before(sent);
    if (!before.isEmpty()) {
      event(events, "prerequest", before);
    }
    event(events, "test", Scripts.after(sent));
    request(item.putObject("request"), folder, sent);
    ArrayNode answers = item.putArray("response");
    JsonNode kept = Kept.answer(folder, sent);
    if (!sent.answer().isEmpty()) {
      answer(answers.addObject(), sent, (int) sent.expected().get("status"), FHIR, sent.answer());
    } else if (!kept.isMissingNode()) {
      answer(
          answers.addObject(),
          sent,
          kept.path("status").asInt(),
          kept.path("type").asText(),
          kept.path("body").asText());
    }
  }

  private static void answer(ObjectNode answer, Sent sent, int status, String type, String body) {
    answer.put("name", "The answer");
    answer
        .putObject("originalRequest")
        .put("method", sent.method())
        .put("url", "{{base}}/" + sent.path());
    answer.put("code", status);
    answer.put("_postman_previewlanguage", "json");
    ArrayNode headers = answer.putArray("header");
    if (!type.isEmpty()) {
      header(headers, "Content-Type", type);
    }
    answer.put("body", body);
  }

  private static void request(ObjectNode request, String folder, Sent sent) {
    request.put("method", sent.method());
    ArrayNode headers = request.putArray("header");
    headers(sent).forEach((name, value) -> header(headers, name, value));
    if (!sent.body().isEmpty()) {
      request.putObject("body").put("mode", "raw").put("raw", sent.body());
    }
    request.put("url", "{{base}}/" + sent.path());
    request.put(
        "description",
        sent.description().isEmpty() ? Kept.description(folder, sent) : sent.description());
  }

  private static void header(ArrayNode headers, String name, String value) {
    headers.addObject().put("key", name).put("value", value);
  }

  private static Map<String, String> headers(Sent sent) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", FHIR);
    if (!sent.body().isEmpty()) {
      headers.put("Content-Type", FHIR);
    }
    headers.putAll(sent.headers());
    return headers;
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
                + "@job =\n"
                + "# The end of the address of a file in the job's manifest, after $price-units-job/.\n"
                + "@file =\n");
    for (Folder folder : folders()) {
      for (Sent sent : folder.requests()) {
        sent.before().forEach(needed -> http(folder, needed, file));
        http(folder, sent, file);
        sent.after().forEach(removal -> http(folder, removal, file));
      }
    }
    return file.toString();
  }

  private static void http(Folder folder, Sent sent, StringBuilder file) {
    file.append("\n### ").append(folder.name()).append(": ").append(sent.name()).append('\n');
    file.append(sent.method()).append(" {{base}}/").append(sent.path()).append('\n');
    headers(sent)
        .forEach((name, value) -> file.append(name).append(": ").append(value).append('\n'));
    if (!sent.body().isEmpty()) {
      file.append('\n').append(sent.body()).append('\n');
    }
  }

  private static String pretty(ObjectNode node) {
    return node.toPrettyString() + "\n";
  }
}
