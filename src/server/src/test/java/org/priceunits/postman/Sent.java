package org.priceunits.postman;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request of the collection, and the contents of its answer. It can be sent alone and in any
 * order: what it needs is sent before it, and what that left is removed after it.
 */
final class Sent {
  private final String name;
  private final String method;
  private final String path;
  private final String body;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, Object> expected = new LinkedHashMap<>();
  private final List<Sent> before = new ArrayList<>();
  private final List<Sent> after = new ArrayList<>();
  private boolean repeated;
  private String description = "";
  private String answer = "";

  private Sent(String name, String method, String path, String body, int status) {
    this.name = name;
    this.method = method;
    this.path = path;
    this.body = body;
    expected.put("status", status);
  }

  /**
   * @param path below the FHIR base, with its query
   */
  static Sent get(String name, String path, int status) {
    return new Sent(name, "GET", path, "", status);
  }

  /**
   * @param path below the FHIR base, with its query
   * @param body FHIR JSON; empty for none
   */
  static Sent send(String name, String method, String path, String body, int status) {
    return new Sent(name, method, path, body, status);
  }

  /** Expects the first value of an output parameter: {@code result}, {@code true}. */
  Sent parameter(String parameter, Object value) {
    return with("parameter " + parameter, value);
  }

  /** Expects codes that an expansion, or the matches of a translation, must contain. */
  Sent codes(String... codes) {
    return with("codes", List.of(codes));
  }

  /** Expects the value of an element of the answer: {@code name[0].family}. */
  Sent element(String element, Object value) {
    return with("element " + element, value);
  }

  /** Expects the type of the answer. */
  Sent answers(String resourceType) {
    return with("resourceType", resourceType);
  }

  Sent header(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Expects nothing of the status, which depends on the time. */
  Sent whateverStatus() {
    expected.remove("status");
    return this;
  }

  /** As a step before or after another: is sent again until its status is no longer 202. */
  Sent untilDone() {
    repeated = true;
    return this;
  }

  Sent with(String what, Object value) {
    expected.put(what, value);
    return this;
  }

  Sent before(Sent needed) {
    before.add(needed);
    return this;
  }

  Sent after(Sent removal) {
    after.add(removal);
    return this;
  }

  /** Says what the request shows, in Markdown. */
  Sent described(String text) {
    description = text;
    return this;
  }

  /**
   * Saves an answer beside the request.
   *
   * @param json as the server gave it
   */
  Sent answered(String json) {
    answer = json;
    return this;
  }

  String name() {
    return name;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  String body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }

  /**
   * Returns {@code status}, and by name the answer's lines, issues, parameters, elements or codes.
   */
  Map<String, Object> expected() {
    return expected;
  }

  List<Sent> before() {
    return before;
  }

  List<Sent> after() {
    return after;
  }

  boolean isRepeated() {
    return repeated;
  }

  String description() {
    return description;
  }

  String answer() {
    return answer;
  }
}
