package org.priceunits.postman;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request of the collection, and the contents of its answer.
 *
 * @param path below the FHIR base, with its query
 * @param body FHIR JSON; empty for none
 * @param headers beside Accept and Content-Type
 * @param expected {@code status}, and by name the answer's lines, issues, parameters or codes
 */
record Sent(
    String name,
    String method,
    String path,
    String body,
    Map<String, String> headers,
    Map<String, Object> expected) {

  static Sent get(String name, String path, int status) {
    return new Sent(name, "GET", path, "", new LinkedHashMap<>(), status(status));
  }

  static Sent send(String name, String method, String path, String body, int status) {
    return new Sent(name, method, path, body, new LinkedHashMap<>(), status(status));
  }

  private static Map<String, Object> status(int status) {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("status", status);
    return expected;
  }

  /** Expects the first value of an output parameter: {@code result}, {@code true}. */
  Sent parameter(String parameter, Object value) {
    return with("parameter " + parameter, value);
  }

  /** Expects codes that an expansion, or the matches of a translation, must contain. */
  Sent codes(String... codes) {
    return with("codes", List.of(codes));
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

  Sent with(String what, Object value) {
    expected.put(what, value);
    return this;
  }
}
