package org.priceunits.pricing.write;

import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * The roles of a care team that a record states, as CARIN Blue Button codes them. A claim has those
 * that its form has a place for.
 */
public enum CareTeamRole {
  /** Who is in charge of the care, on the claim of a facility. */
  ATTENDING("ATND", true, false),
  /** Who gave the service as the principal performer, on a professional claim. */
  RENDERING("PPRF", false, true),
  /** Who sent the patient. */
  REFERRING("REF", true, true),
  /** Who gave the drug, as its administration says. */
  PERFORMING(null, false, true);

  private static final String SYSTEM =
      "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBClaimCareTeamRole";
  private static final String PARTICIPATION =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

  private final @Nullable String participation;
  private final boolean institutional;
  private final boolean professional;

  CareTeamRole(@Nullable String participation, boolean institutional, boolean professional) {
    this.participation = participation;
    this.institutional = institutional;
    this.professional = professional;
  }

  /** Returns the role of a participant of an Encounter; empty if a claim has none for its type. */
  public static Optional<CareTeamRole> of(CodeableConcept type) {
    for (CareTeamRole role : values()) {
      if (role.participation != null && type.hasCoding(PARTICIPATION, role.participation)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  boolean isOn(boolean institutionalClaim) {
    return institutionalClaim ? institutional : professional;
  }

  CodeableConcept concept() {
    return new CodeableConcept(new Coding(SYSTEM, name().toLowerCase(Locale.ROOT), null));
  }
}
