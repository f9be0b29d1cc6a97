package org.priceunits.loading.write;

import java.time.LocalDate;
import java.util.Comparator;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The properties of a concept, as the code system declares them. */
enum HcpcsProperty {
  KIND("kind", PropertyType.CODE, "code, or modifier (two characters)"),
  STATUS(
      "status",
      PropertyType.CODE,
      "active, or retired when the last day of use lies before this release"),
  INACTIVE("inactive", PropertyType.BOOLEAN, "true for a retired code"),
  SHORT_DESCRIPTION(
      "short-description",
      PropertyType.STRING,
      "CMS's short description (28 characters; carries no dosage)"),
  ADDED("added", PropertyType.DATETIME, "first day on which the code may be used"),
  TERMINATED("terminated", PropertyType.DATETIME, "last day on which the code may be used"),
  ACTION_EFFECTIVE(
      "action-effective", PropertyType.DATETIME, "day on which CMS's last change took effect"),
  RELEASE(
      "release",
      PropertyType.STRING,
      "newest loaded release that lists the code, such as 2016-01; absent if it is the version of this code system"),
  LISTED_UNTIL(
      "listed-until",
      PropertyType.DATETIME,
      "last day of that release; the code is not known to be valid after it, for CMS's later releases here do not list it and state no last day of use"),
  SUCCESSOR("successor", PropertyType.CODE, "code to use after the last day of use"),
  COVERAGE("coverage", PropertyType.CODE, "CMS coverage code"),
  PRICING("pricing", PropertyType.CODE, "CMS pricing indicator"),
  BETOS("betos", PropertyType.CODE, "Berenson-Eggers type of service"),
  TOS("tos", PropertyType.STRING, "CMS type of service"),
  DOSAGE_VALUE(
      "dosage-value", PropertyType.DECIMAL, "amount of drug that one billing unit stands for"),
  DOSAGE_UNIT("dosage-unit", PropertyType.CODE, "its unit: UCUM, or [U] for units of activity"),
  DOSAGE_TEXT(
      "dosage-text",
      PropertyType.STRING,
      "the words that state the dosage; alone where no single amount is certain"),
  SERVICE_UNIT(
      "service-unit",
      PropertyType.CODE,
      "service that one billing unit stands for in place of an amount: dose (each administration is one) or treatment (its parts on a day are one)"),
  SERVICE_MOST_VALUE(
      "service-most-value",
      PropertyType.DECIMAL,
      "the most drug that one service-unit stands for, where the description bounds it"),
  SERVICE_MOST_UNIT("service-most-unit", PropertyType.CODE, "its unit: UCUM"),
  DOSAGE_FROM(
      "dosage-from",
      PropertyType.DATETIME,
      "first day known to have this dosage, if an older release knows one before action-effective; extension earlier-dosage has the dosages before it");

  final String code;
  final PropertyType type;
  final String meaning;

  HcpcsProperty(String code, PropertyType type, String meaning) {
    this.code = code;
    this.type = type;
    this.meaning = meaning;
  }

  /** Returns the day that a concept has for this property; null if it has none. */
  @Nullable LocalDate day(ConceptDefinitionComponent concept) {
    return concept.getProperty().stream()
        .filter(property -> code.equals(property.getCode()))
        .map(property -> LocalDate.parse(property.getValue().primitiveValue()))
        .findFirst()
        .orElse(null);
  }

  boolean isIn(ConceptDefinitionComponent concept) {
    return concept.getProperty().stream().anyMatch(property -> code.equals(property.getCode()));
  }

  /** Adds the value in the order of the declared properties. */
  void addTo(ConceptDefinitionComponent concept, Type value) {
    concept.addProperty().setCode(code).setValue(value);
    sort(concept);
  }

  /** Brings the properties of a concept into the order in which they are declared. */
  static void sort(ConceptDefinitionComponent concept) {
    concept.getProperty().sort(Comparator.comparing(property -> place(property.getCode())));
  }

  void removeFrom(ConceptDefinitionComponent concept) {
    concept.getProperty().removeIf(property -> code.equals(property.getCode()));
  }

  /** Returns true if the concept states what one unit stands for, certain or not. */
  static boolean hasDosage(ConceptDefinitionComponent concept) {
    return DOSAGE_VALUE.isIn(concept) || DOSAGE_TEXT.isIn(concept);
  }

  private static int place(String code) {
    for (HcpcsProperty property : values()) {
      if (property.code.equals(code)) {
        return property.ordinal();
      }
    }
    return values().length;
  }
}
