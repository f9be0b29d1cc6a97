package org.priceunits.pricing;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;

/**
 * The constraints of a national profile of MedicationAdministration, from {@code
 * national-profiles.csv}. The packages of the profiles are on no registry that a build without FHIR
 * servers can ask, so their constraints stand there as a table; the guide's page names the sources.
 */
record NationalProfile(String name, List<Row> rows) {
  private static final Path TABLE = Path.of("src/core/src/test/resources/ig/national-profiles.csv");
  private static final IFhirPath PATHS = FhirContext.forR4Cached().newFhirPath();

  /**
   * What a profile says of an element.
   *
   * @param element FHIRPath below the resource
   * @param types of the value, or of the target of a reference; none if the profile leaves R4's
   * @param values allowed; none if any is
   */
  record Row(String element, int min, int max, List<String> types, List<String> values) {
    private static Row of(String[] cells) {
      return new Row(
          cells[1],
          Integer.parseInt(cells[2]),
          cells[3].equals("*") ? Integer.MAX_VALUE : Integer.parseInt(cells[3]),
          words(cells[4]),
          words(cells[5]));
    }

    private static List<String> words(String cell) {
      return cell.isEmpty() ? List.of() : List.of(cell.split(" "));
    }

    private List<String> violations(MedicationAdministration record) {
      List<Base> found = PATHS.evaluate(record, "MedicationAdministration." + element, Base.class);
      List<String> violations = new ArrayList<>();
      if (found.size() < min || found.size() > max) {
        violations.add(element + " occurs " + found.size() + " times");
      }
      found.stream()
          .filter(value -> !types.isEmpty() && !types.contains(type(value)))
          .forEach(value -> violations.add(element + " is a " + type(value)));
      found.stream()
          .filter(value -> !values.isEmpty() && !values.contains(value.primitiveValue()))
          .forEach(value -> violations.add(element + " is " + value.primitiveValue()));
      return violations;
    }

    private List<String> contradictions(ElementDefinition other) {
      List<String> found = new ArrayList<>();
      if (other.hasMin() && other.getMin() > max) {
        found.add("%s: %d or more, and %s allows %d".formatted(element, other.getMin(), this, max));
      }
      if (other.hasMax() && !other.getMax().equals("*") && Integer.parseInt(other.getMax()) < min) {
        found.add("%s: at most %s, and %s needs %d".formatted(element, other.getMax(), this, min));
      }
      List<String> others = other.getType().stream().flatMap(Row::types).toList();
      if (!others.isEmpty() && !types.isEmpty() && Collections.disjoint(others, types)) {
        found.add("%s: %s, and not one of %s".formatted(element, others, types));
      }
      String value = other.hasPattern() ? other.getPattern().primitiveValue() : null;
      if (value != null && !values.isEmpty() && !values.contains(value)) {
        found.add("%s: %s, and not one of %s".formatted(element, value, values));
      }
      return found;
    }

    private static Stream<String> types(TypeRefComponent type) {
      return type.hasTargetProfile()
          ? type.getTargetProfile().stream()
              .map(profile -> profile.getValue().replaceFirst(".*/", ""))
          : Stream.of(type.getCode());
    }

    private static String type(Base value) {
      return value instanceof Reference reference
          ? reference.getReferenceElement().getResourceType()
          : value.fhirType();
    }
  }

  static NationalProfile of(String name) {
    try {
      List<Row> rows =
          Files.readAllLines(TABLE).stream()
              .map(line -> line.split(";", -1))
              .filter(cells -> cells[0].equals(name))
              .map(Row::of)
              .toList();
      return new NationalProfile(name, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what a record violates; empty if it conforms. */
  List<String> violations(MedicationAdministration record) {
    return rows.stream().flatMap(row -> row.violations(record).stream()).toList();
  }

  /**
   * Returns why no record can satisfy an element of another profile and this one; empty if one can.
   */
  List<String> contradictions(ElementDefinition other) {
    String path =
        other.getPath().replaceFirst("MedicationAdministration\\.?", "").replace("[x]", "");
    return rows.stream()
        .filter(row -> row.element().equals(path))
        .flatMap(row -> row.contradictions(other).stream())
        .toList();
  }
}
