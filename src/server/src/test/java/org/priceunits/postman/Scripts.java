package org.priceunits.postman;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Postman runs before and after a request, readable at the request itself. */
final class Scripts {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Gets a token where the environment names an issuer (RFC 6749, section 4.4). */
  static final String TOKEN =
      """
      // With a token issuer: fill tokenUrl, clientId and clientSecret of the environment. Without one, nothing is asked.
      const issuer = pm.variables.get('tokenUrl');
      if (issuer && Number(pm.variables.get('tokenUntil') || 0) < Date.now()) {
        const client = `${pm.variables.get('clientId')}:${pm.variables.get('clientSecret')}`;
        pm.sendRequest({
          url: issuer,
          method: 'POST',
          header: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: 'Basic ' + btoa(client) },
          body: { mode: 'urlencoded', urlencoded: [{ key: 'grant_type', value: 'client_credentials' }, { key: 'scope', value: pm.variables.get('scope') }] },
        }, (error, response) => {
          if (error || response.code !== 200) throw new Error(`the issuer gave no token: ${error ?? response.text()}`);
          const { access_token, expires_in } = response.json();
          pm.collectionVariables.set('token', access_token);
          pm.collectionVariables.set('tokenUntil', Date.now() + ((expires_in ?? 60) - 10) * 1000);
        });
      }
      """;

  private static final String STEPS =
      """
      const token = pm.variables.get('token');
      (function next() {
        const step = steps.shift();
        if (!step) return;
        pm.sendRequest({
          url: pm.variables.replaceIn('{{base}}/' + step.path),
          method: step.method,
          header: { 'Content-Type': 'application/fhir+json', ...step.headers, ...(token ? { Authorization: 'Bearer ' + token } : {}) },
          body: { mode: 'raw', raw: step.body },
        }, (error, response) => {
          if (step.untilDone && response?.code === 202) {
            steps.unshift(step);
            setTimeout(next, 500);
            return;
          }
          if (error || !step.status.includes(response.code)) throw new Error(`${step.method} ${step.path}: ${error ?? response.code}`);
          const job = response.headers.get('Content-Location')?.match(/\\$price-units-job\\/(.+)$/)?.[1];
          if (job) pm.collectionVariables.set('job', job);
          const file = step.untilDone && response.json().output[0].url.match(/\\$price-units-job\\/(.+)$/)[1];
          if (file) pm.collectionVariables.set('file', file);
          next();
        });
      })();
      """;

  private static final String CLAIMS =
      """
      const lines = body.parameter.filter(p => p.resource?.resourceType === 'Claim').flatMap(p => p.resource.item).map(i =>
        [i.productOrService.coding?.[0].code, i.quantity.value, ...(i.modifier ?? []).map(m => m.coding[0].code)].join(' '));
      """;

  private static final String CHARGES =
      """
      const modifiers = c => (c.extension ?? []).filter(e => e.url.endsWith('/modifier')).map(e => e.valueCodeableConcept.coding[0].code);
      const charges = body.parameter.filter(p => p.resource?.resourceType === 'ChargeItem').map(p => p.resource).map(c =>
        [c.code.coding?.[0].code, c.quantity.value, ...modifiers(c)].join(' '));
      """;

  private static final String ISSUES =
      """
      const outcomes = body.resourceType === 'OperationOutcome' ? [body] : body.parameter.map(p => p.resource).filter(r => r?.resourceType === 'OperationOutcome');
      const issues = [...new Set(outcomes.flatMap(o => o.issue).flatMap(i => i.details?.coding ?? []).map(c => c.code))].sort();
      """;

  private static final String CODES =
      """
      const codes = body.expansion?.contains.map(c => c.code)
        ?? body.parameter.filter(p => p.name === 'match').map(m => m.part.find(p => p.name === 'concept').valueCoding.code);
      """;

  private Scripts() {}

  /** Returns the script before a request; empty if it needs nothing. */
  static String before(Sent sent) {
    return sent.before().isEmpty() ? "" : "// What this request needs.\n" + steps(sent.before());
  }

  /** Returns a test for each expectation, and what removes the rest. */
  static String after(Sent sent) {
    StringBuilder script = new StringBuilder();
    Map<String, Object> expected = sent.expected();
    if (expected.containsKey("status")) {
      script.append(
          test("status " + expected.get("status"), "pm.response.code", expected.get("status")));
    }
    if (expected.keySet().stream().anyMatch(what -> !List.of("status", "text").contains(what))) {
      script.append("const body = pm.response.json();\n");
    }
    expected.forEach((what, right) -> script.append(of(what, right)));
    if ("respond-async".equals(sent.headers().get("Prefer"))) {
      script.append(
          "pm.collectionVariables.set('job',"
              + " pm.response.headers.get('Content-Location').split('/').pop());\n");
    }
    if (!sent.after().isEmpty()) {
      script.append("// What it leaves is removed.\n").append(steps(sent.after()));
    }
    return script.toString();
  }

  private static String of(String what, Object right) {
    if (what.startsWith("parameter ")) {
      String name = what.substring("parameter ".length());
      return "const %s = Object.entries(body.parameter.find(p => p.name === '%s')).find(([key]) => key.startsWith('value'))[1];\n"
              .formatted(name, name)
          + test(name + " is " + text(right), name, right);
    }
    if (what.startsWith("element ")) {
      String element = what.substring("element ".length());
      return test(element + " is " + text(right), "body." + element, right);
    }
    return switch (what) {
      case "status" -> "";
      case "text" ->
          "pm.test(%s, () => pm.expect(pm.response.text()).to.include(%s));\n"
              .formatted(text("contains " + right), text(right));
      case "resourceType" -> test("answers a " + right, "body.resourceType", right);
      case "lines" -> CLAIMS + test("lines: " + shown(right), "lines", right);
      case "charges" -> CHARGES + test("charges: " + shown(right), "charges", right);
      case "issues" -> ISSUES + test("issues: " + shown(right), "issues", right);
      case "codes" ->
          CODES
              + "pm.test(%s, () => pm.expect(codes).to.include.members(%s));\n"
                  .formatted(text("codes: " + shown(right)), text(right));
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static String shown(Object values) {
    return values instanceof List<?> list
        ? list.stream().map(String::valueOf).reduce((a, b) -> a + ", " + b).orElse("none")
        : String.valueOf(values);
  }

  private static String test(String name, String found, Object right) {
    return "pm.test(%s, () => pm.expect(%s).to.eql(%s));\n"
        .formatted(text(name), found, text(right));
  }

  private static String steps(List<Sent> steps) {
    List<Map<String, Object>> written = new ArrayList<>();
    for (Sent step : steps) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("method", step.method());
      one.put("path", step.path());
      one.put("headers", step.headers());
      one.put("body", step.body());
      one.put("status", statuses(step));
      if (step.isRepeated()) {
        one.put("untilDone", true);
      }
      written.add(one);
    }
    return "const steps = " + text(written) + ";\n" + STEPS;
  }

  /** What a run before left is replaced; what is gone is gone. */
  private static List<Object> statuses(Sent step) {
    Object status = step.expected().get("status");
    return switch (step.method()) {
      case "PUT" -> List.of(200, 201);
      case "DELETE" -> List.of(200, 202, 204, 404);
      default -> status == null ? List.of(200) : List.of(status);
    };
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
