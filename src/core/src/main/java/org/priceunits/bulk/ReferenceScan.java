package org.priceunits.bulk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a FHIR Reference that can name a resource.
 *
 * @param identifier {@code system|value}; null if it has no value
 */
record ReferenceScan(@Nullable String literal, @Nullable String identifier) {
  /** Reads the reference that the parser stands at; whatever else stands there names nothing. */
  static ReferenceScan of(JsonParser json) throws IOException {
    String literal = null;
    String identifier = null;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return new ReferenceScan(null, null);
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "reference" -> literal = text(json);
        case "identifier" -> identifier = identifier(json);
        default -> json.skipChildren();
      }
    }
    return new ReferenceScan(literal, identifier);
  }

  /**
   * Reads contained resources.
   *
   * @return the first identifier of each that has one, by its id without the hash
   */
  static Map<String, String> contained(JsonParser json) throws IOException {
    Map<String, String> contained = new HashMap<>(2);
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return contained;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        resource(json, contained);
      } else {
        json.skipChildren();
      }
    }
    return contained;
  }

  private static void resource(JsonParser json, Map<String, String> contained) throws IOException {
    String id = null;
    String identifier = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "id" -> id = text(json);
        case "identifier" -> identifier = first(json);
        default -> json.skipChildren();
      }
    }
    if (id != null && identifier != null) {
      contained.putIfAbsent(id.startsWith("#") ? id.substring(1) : id, identifier);
    }
  }

  /** Reads a list of identifiers, of which the first with a value counts. */
  private static @Nullable String first(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return identifier(json);
    }
    String first = null;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String next = identifier(json);
      first = first == null ? next : first;
    }
    return first;
  }

  private static @Nullable String identifier(JsonParser json) throws IOException {
    String system = null;
    String value = null;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "system" -> system = text(json);
        case "value" -> value = text(json);
        default -> json.skipChildren();
      }
    }
    return value == null ? null : (system == null ? "" : system) + "|" + value;
  }

  /** Reads a text; null for any other value. */
  static @Nullable String text(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }
}
