package org.priceunits.loading.write;

import org.hl7.fhir.r4.model.CodeSystem.PropertyType;

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
      "the words that state the dosage; alone where no single amount is certain");

  final String code;
  final PropertyType type;
  final String meaning;

  HcpcsProperty(String code, PropertyType type, String meaning) {
    this.code = code;
    this.type = type;
    this.meaning = meaning;
  }
}
