package org.priceunits.postman;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environments of the collection: an open server on this machine, and one that wants tokens.
 */
final class Environment {
  /** Variables of a server that asks for no token. */
  static final Map<String, String> LOCAL = Map.of("base", "http://127.0.0.1:8080/fhir");

  private static final String SECRET = "clientSecret";

  private Environment() {}

  static String local() {
    return environment("price-units on this machine", LOCAL);
  }

  /** Returns the variables from which the collection gets its tokens. */
  static String withIssuer() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("base", "https://price-units.example.org/fhir");
    values.put("tokenUrl", "https://issuer.example.org/oauth2/token");
    values.put("clientId", "");
    values.put(SECRET, "");
    values.put("scope", "system/*.cruds");
    return environment("price-units with a token issuer", values);
  }

  private static String environment(String name, Map<String, String> values) {
    ObjectNode environment = new ObjectMapper().createObjectNode().put("name", name);
    ArrayNode variables = environment.putArray("values");
    values.forEach(
        (key, value) ->
            variables
                .addObject()
                .put("key", key)
                .put("value", value)
                .put("type", key.equals(SECRET) ? "secret" : "default")
                .put("enabled", true));
    environment.put("_postman_variable_scope", "environment");
    return environment.toPrettyString() + "\n";
  }
}
