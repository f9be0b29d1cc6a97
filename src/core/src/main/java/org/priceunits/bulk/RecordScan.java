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

  /** Records of a patient that others refer to, and that are shared if they name no patient. */
  private static final Set<String> REFERRED_TO =
      Set.of("Encounter", "Condition", "MedicationRequest", "Coverage");

  /** FHIR allows 64 characters, of which some servers take more. */
  private static final int LONGEST_ID = 1_000;

  private static final String ADMINISTRATION = "MedicationAdministration";
  private static final String CONTAINED = "#";
  private static final String URN = "urn:uuid:";

  private @Nullable String type;
  private @Nullable String id;
  private final Map<String, ReferenceScan> patients = new HashMap<>(4);
  private final List<String> wholes = new ArrayList<>(1);
  private Map<String, String> contained = Map.of();

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
   * A resource that records of any patient may refer to, such as a Medication, or an Encounter that
   * names no patient.
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
    return SHARED.contains(type) || REFERRED_TO.contains(type);
  }

  /** Returns true for a type of resource that pricing reads. */
  public static boolean isUsed(String type) {
    return PATIENT.containsKey(type) || SHARED.contains(type) || type.equals("Patient");
  }

  private Scanned scan(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return new NotReadable("The line is no JSON object. Put one resource on a line.");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "resourceType" -> type = ReferenceScan.text(json);
        case "id" -> id = ReferenceScan.text(json);
        case "contained" -> contained = ReferenceScan.contained(json);
        case "subject", "beneficiary" -> patients.put(field, ReferenceScan.of(json));
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
    if (isUsed(type) && id != null && id.length() > LONGEST_ID) {
      return new NotReadable(
          "The id has %d characters, and at most %d are read. Correct it."
              .formatted(id.length(), LONGEST_ID));
    }
    if (type.equals("Patient")) {
      return new OfPatient(type, id, id == null ? null : "Patient/" + id, null, List.of());
    }
    String element = PATIENT.get(type);
    if (element != null) {
      OfPatient record = ofPatient(type, patients.get(element));
      return record.patient() == null && id != null && REFERRED_TO.contains(type)
          ? new Shared(type + "/" + id)
          : record;
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

  private OfPatient ofPatient(String type, @Nullable ReferenceScan reference) {
    String literal = reference == null ? null : reference.literal();
    IdType target = new IdType(literal == null ? "" : literal);
    return new OfPatient(
        type,
        id,
        reference == null ? null : patient(reference, target),
        target.isAbsolute() ? target.getBaseUrl() : null,
        List.copyOf(wholes));
  }

  /**
   * Returns the patient that a reference names: its literal counts before its identifier. A patient
   * that the record contains is known by the identifier alone, since the same id within another
   * record is another patient.
   */
  private @Nullable String patient(ReferenceScan reference, IdType target) {
    String literal = reference.literal();
    if (literal == null) {
      return reference.identifier();
    }
    return literal.startsWith(CONTAINED)
        ? contained.get(literal.substring(CONTAINED.length()))
        : name(target, literal);
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
      String literal = ReferenceScan.of(json).literal();
      if (literal != null) {
        wholes.add(
            literal.startsWith(URN)
                ? literal.substring(URN.length())
                : String.valueOf(new IdType(literal).getIdPart()));
      }
    }
  }
}
