package org.priceunits.fhir;

/** Property names of the HCPCS supplements that hold unit ceilings, shared by writer and reader. */
public final class MedicallyUnlikelyEditProperties {
  /** Most units. */
  public static final String CEILING = "unit-ceiling";

  /** CMS's adjudication indicator (MAI). */
  public static final String INDICATOR = "unit-ceiling-indicator";

  /** CMS's rationale, as published. */
  public static final String RATIONALE = "unit-ceiling-rationale";

  /** Last day of the ceiling; absent if the next table goes on with the code. */
  public static final String LAST = "unit-ceiling-last";

  /** Use context of the supplement: the type of claim that its ceilings apply to. */
  public static final String CLAIM_TYPE = "claim-type";

  public static final String INSTITUTIONAL = "institutional";
  public static final String PROFESSIONAL = "professional";

  private MedicallyUnlikelyEditProperties() {}
}
