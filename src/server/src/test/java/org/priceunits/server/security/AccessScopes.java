package org.priceunits.server.security;

import java.util.Set;

/** The scopes that the test clients may request. */
final class AccessScopes {
  static final String EVERYTHING = "system/*.cruds";
  static final String EHR =
      "system/Patient.cruds system/MedicationAdministration.cruds system/Claim.cruds"
          + " system/Encounter.cruds system/ChargeItem.cruds";
  static final String TERMINOLOGY =
      "system/CodeSystem.rs system/ValueSet.rs system/ConceptMap.rs"
          + " system/ChargeItemDefinition.rs";
  static final String PATIENTS_READ_ONLY = "system/Patient.rs";
  static final String ADMINISTRATIONS_READ_ONLY = "system/MedicationAdministration.rs";
  static final String VERSION_1_READ = "system/Patient.read";
  static final String READ_WITHOUT_SEARCH = "system/Patient.r";
  static final String CONDITIONED = "system/Patient.rs?name=x";

  static final Set<String> ALL =
      Set.of(
          String.join(
                  " ",
                  EVERYTHING,
                  EHR,
                  TERMINOLOGY,
                  PATIENTS_READ_ONLY,
                  ADMINISTRATIONS_READ_ONLY,
                  VERSION_1_READ,
                  READ_WITHOUT_SEARCH,
                  CONDITIONED)
              .split(" "));

  private AccessScopes() {}
}
