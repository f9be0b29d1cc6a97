package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Patient;

/**
 * Who of the records' patients is that of a claim: by the reference of a FHIR Claim; by name and
 * birth date for a claim that states these alone, as an 837 does.
 *
 * @param keys of the patients of the records that the claim may be of, as {@link References#key}
 *     names them; empty if it is of none of them
 * @param compared false if no record tells name or birth date of its patient, so that the claim may
 *     be of another
 */
public record ClaimPatient(Set<String> keys, boolean compared) {
  private static final Pattern BORN = Pattern.compile("(?:^|\\s)(\\d{4}-\\d{2}-\\d{2})$");

  public ClaimPatient {
    keys = Set.copyOf(keys);
  }

  /** What a claim says of its patient beside a reference. */
  private record Stated(PersonName name, String born, boolean isOfForm) {
    static Stated of(String display) {
      Matcher birth = BORN.matcher(display.strip());
      String born = birth.find() ? birth.group(1) : "";
      String name = born.isEmpty() ? display : display.strip().substring(0, birth.start());
      int comma = name.indexOf(',');
      return new Stated(
          comma < 0
              ? PersonName.of(name, "")
              : PersonName.of(name.substring(0, comma), name.substring(comma + 1)),
          born,
          comma >= 0 || !born.isEmpty());
    }
  }

  /**
   * Compares a claim with its records.
   *
   * @param references the same resolver that pricing reads with
   */
  public static ClaimPatient of(
      Claim claim, List<MedicationAdministration> records, References references) {
    String key = references.key(claim, claim.getPatient());
    if (!key.isEmpty()) {
      return new ClaimPatient(Set.of(key), true);
    }
    Map<String, Optional<Patient>> known = new LinkedHashMap<>();
    records.forEach(
        record ->
            known.putIfAbsent(
                references.key(record, record.getSubject()),
                references.resolve(record, record.getSubject(), Patient.class)));
    String display = Objects.requireNonNullElse(claim.getPatient().getDisplay(), "");
    return display.isBlank()
        ? new ClaimPatient(known.keySet(), true)
        : byName(Stated.of(display), known);
  }

  private static ClaimPatient byName(Stated stated, Map<String, Optional<Patient>> known) {
    Map<PersonName.Match, Set<String>> matched = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    known.forEach(
        (key, patient) -> {
          Optional<PersonName.Match> match = patient.flatMap(p -> match(stated, p));
          if (match.isEmpty()) {
            unknown.add(key);
          } else {
            matched.computeIfAbsent(match.get(), m -> new LinkedHashSet<>()).add(key);
          }
        });
    for (PersonName.Match best : List.of(PersonName.Match.WHOLE, PersonName.Match.FIRST_WORD)) {
      Set<String> keys = matched.get(best);
      if (keys != null) {
        return new ClaimPatient(keys, true);
      }
    }
    return new ClaimPatient(Set.copyOf(unknown), unknown.isEmpty());
  }

  /**
   * Returns how well a patient agrees; empty if nothing can be compared: the resource says neither
   * name nor birth date, or the claim names its patient in a form of its own.
   */
  private static Optional<PersonName.Match> match(Stated stated, Patient patient) {
    String born = Objects.requireNonNullElse(patient.getBirthDateElement().getValueAsString(), "");
    List<PersonName> names =
        patient.getName().stream().map(PersonName::of).filter(n -> !n.isEmpty()).toList();
    boolean bothBorn = !born.isEmpty() && !stated.born().isEmpty();
    if (!stated.isOfForm() || names.isEmpty() && !bothBorn) {
      return Optional.empty();
    }
    // A birth date may be a year alone.
    if (bothBorn && !born.startsWith(stated.born()) && !stated.born().startsWith(born)) {
      return Optional.of(PersonName.Match.NONE);
    }
    return names.isEmpty()
        ? Optional.empty()
        : names.stream().map(stated.name()::match).max(Comparator.naturalOrder());
  }

  /**
   * Returns the one key that a check compares with; empty if all patients of the records may be
   * meant.
   *
   * @param otherwise what to return if it is none of them
   */
  public String only(String otherwise) {
    return switch (keys.size()) {
      case 0 -> otherwise;
      case 1 -> keys.iterator().next();
      default -> "";
    };
  }
}
