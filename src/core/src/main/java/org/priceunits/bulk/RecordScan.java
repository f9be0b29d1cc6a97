package org.priceunits.bulk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.BoundedJson.OutOfBounds;

/**
 * Tells what a line is and whose record it is, from a few of its elements. Costs a tenth of parsing
 * the resource, so that a file can be sorted by patient before anything is parsed.
 */
public final class RecordScan {
  /** The element that names the patient, for each type of record that belongs to one. */
  private static final Map<String, String> PATIENT =
      Map.of(
          "MedicationAdministration", "subject",
          "MedicationRequest", "subject",
          "MedicationDispense", "subject",
          "Encounter", "subject",
          "Condition", "subject",
          "Coverage", "beneficiary");

  private static final Set<String> SHARED =
      Set.of("Medication", "Organization", "Location", "Practitioner", "PractitionerRole");

  private static final String ADMINISTRATION = "MedicationAdministration";
  private static final String URN = "urn:uuid:";

  private @Nullable String type;
  private @Nullable String id;
  private @Nullable String server;
  private final Map<String, String> patients = new HashMap<>(4);
  private final List<String> wholes = new ArrayList<>(1);

  private RecordScan() {}

  /** What a line is. */
  public sealed interface Scanned {}

  /**
   * A record of one patient.
   *
   * @param type of the resource
   * @param id of the resource; null if it has none
   * @param patient {@code Patient/id} or {@code system|value}; null if the record names none
   * @param server base URL of an absolute reference to the patient; null for a relative one
   * @param partOf ids of the administrations that it is a part of
   */
  public record OfPatient(
      String type,
      @Nullable String id,
      @Nullable String patient,
      @Nullable String server,
      List<String> partOf)
      implements Scanned {
    /** Returns true for a record that is priced, and not only referred to. */
    public boolean isAdministration() {
      return type.equals(ADMINISTRATION);
    }
  }

  /**
   * A resource that records of any patient may refer to, such as a Medication.
   *
   * @param name {@code type/id}
   */
  public record Shared(String name) implements Scanned {}

  /** A resource of a type that pricing does not read. */
  public record NotUsed(String type) implements Scanned {}

  /** A line that cannot be used; the sentence says why. */
  public record NotReadable(String reason) implements Scanned {}

  /**
   * @param line a JSON object in UTF-8
   */
  public static Scanned of(byte[] line) {
    try (JsonParser json = BoundedJson.of(line)) {
      return new RecordScan().scan(json);
    } catch (OutOfBounds e) {
      return new NotReadable(Objects.requireNonNull(e.getMessage()));
    } catch (JsonProcessingException e) {
      return new NotReadable(
          "The line is not JSON from column %d on. Correct it."
              .formatted(e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
    } catch (IOException e) {
      return new NotReadable("The line is not text in UTF-8. Correct it.");
    }
  }

  /** Returns true for a type of resource that records of any patient may refer to. */
  public static boolean isShared(String type) {
    return SHARED.contains(type);
  }

  /** Returns true for a type of resource that pricing reads. */
  public static boolean isUsed(String type) {
    return PATIENT.containsKey(type) || isShared(type) || type.equals("Patient");
  }

  private Scanned scan(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return new NotReadable("The line is no JSON object. Put one resource on a line.");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "resourceType" -> type = text(json, value);
        case "id" -> id = text(json, value);
        case "subject", "beneficiary" -> patient(field, json);
        case "partOf" -> wholes(json);
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      return new NotReadable(
          "More than one resource is on the line. Put each on a line of its own.");
    }
    return scanned();
  }

  private Scanned scanned() {
    if (type == null) {
      return new NotReadable("The line has no resourceType. Send FHIR R4 resources.");
    }
    if (type.equals("Patient")) {
      return new OfPatient(type, id, id == null ? null : "Patient/" + id, null, List.of());
    }
    String element = PATIENT.get(type);
    if (element != null) {
      return new OfPatient(type, id, patients.get(element), server, List.copyOf(wholes));
    }
    if (SHARED.contains(type)) {
      return id == null
          ? new NotReadable("The %s has no id, so that nothing can refer to it.".formatted(type))
          : new Shared(type + "/" + id);
    }
    return type.equals("Bundle") || type.equals("Parameters")
        ? new NotReadable(
            "A %s stands on the line. Put each of its resources on a line of its own."
                .formatted(type))
        : new NotUsed(type);
  }

  private static @Nullable String text(JsonParser json, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }

  /** Reads a reference: its literal counts before its identifier. */
  private void patient(String element, JsonParser json) throws IOException {
    Reference reference = reference(json);
    if (reference.literal != null) {
      IdType target = new IdType(reference.literal);
      server = target.isAbsolute() ? target.getBaseUrl() : null;
      patients.put(element, name(target, reference.literal));
    } else if (reference.value != null) {
      patients.put(
          element, (reference.system == null ? "" : reference.system) + "|" + reference.value);
    }
  }

  private static String name(IdType target, String literal) {
    if (literal.startsWith(URN)) {
      return "Patient/" + literal.substring(URN.length());
    }
    return target.hasResourceType() && target.hasIdPart()
        ? target.getResourceType() + "/" + target.getIdPart()
        : literal;
  }

  private void wholes(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Reference reference = reference(json);
      if (reference.literal != null) {
        IdType target = new IdType(reference.literal);
        wholes.add(
            reference.literal.startsWith(URN)
                ? reference.literal.substring(URN.length())
                : String.valueOf(target.getIdPart()));
      }
    }
  }

  /** The parts of a FHIR Reference that can name a resource. */
  private record Reference(
      @Nullable String literal, @Nullable String system, @Nullable String value) {}

  private static Reference reference(JsonParser json) throws IOException {
    String literal = null;
    String system = null;
    String value = null;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return new Reference(null, null, null);
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      if (field.equals("reference")) {
        literal = text(json, token);
      } else if (field.equals("identifier") && token == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String part = json.currentName();
          JsonToken partToken = json.nextToken();
          if (part.equals("system")) {
            system = text(json, partToken);
          } else if (part.equals("value")) {
            value = text(json, partToken);
          } else {
            json.skipChildren();
          }
        }
      } else {
        json.skipChildren();
      }
    }
    return new Reference(literal, system, value);
  }
}
