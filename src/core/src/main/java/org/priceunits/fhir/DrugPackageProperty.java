package org.priceunits.fhir;

import org.hl7.fhir.r4.model.CodeSystem.PropertyType;

/**
 * What the list of drug packages says of a package beside its name. A statement of the FDA has its
 * source in the extension citation, and in the extension basis what it is about if not the package.
 */
public enum DrugPackageProperty {
  LABELER("labeler", PropertyType.STRING, "who sells it, as CMS's crosswalk prints it"),
  CONTENT_VALUE(
      "content-value",
      PropertyType.DECIMAL,
      "drug in one container: the crosswalk's billing units per item times the dosage of the code"),
  CONTENT_UNIT(
      "content-unit",
      PropertyType.CODE,
      "its unit: UCUM, [U] for units of activity, or the billing unit of a code, such as {J9298}"),
  CONTAINERS("containers", PropertyType.DECIMAL, "containers in the package; absent if it is one"),
  QUARTER(
      "quarter",
      PropertyType.STRING,
      "newest quarter whose crosswalk names it; absent if it is the version of this code system"),
  CROSSWALK_SIZE(
      "crosswalk-size",
      PropertyType.STRING,
      "PKG SIZE, and the first and last quarter that state it, such as 4, 2024Q1 to 2025Q3; with a content that those quarters state and the newest does not in front, such as 100 mg in 4, 2024Q1 to 2024Q4"),
  INGREDIENT("ingredient", PropertyType.STRING, "the drug; absent if it is the display"),
  STRENGTH("strength", PropertyType.STRING, "strength, such as 100 mg per 4 mL"),
  CONTAINER_TYPE("container-type", PropertyType.CODE, "single-dose or multi-dose"),
  DOSE_FORM("dose-form", PropertyType.STRING, "dosage form, in the words of its source"),
  CONTAINER("container", PropertyType.CODING, "the container, with the words of its source"),
  ROUTE("route", PropertyType.STRING, "route, in the FDA's words"),
  BRAND("brand", PropertyType.STRING, "name in the FDA's directory, if another"),
  LISTED("listed", PropertyType.DATETIME, "day of the FDA's directory that lists it"),
  APPLICATION("application", PropertyType.STRING, "its application at the FDA"),
  PART_OF("part-of", PropertyType.CODE, "NDC of a package that contains this one");

  private final String code;
  private final PropertyType type;
  private final String description;

  DrugPackageProperty(String code, PropertyType type, String description) {
    this.code = code;
    this.type = type;
    this.description = description;
  }

  public String code() {
    return code;
  }

  public PropertyType type() {
    return type;
  }

  public String description() {
    return description;
  }
}
