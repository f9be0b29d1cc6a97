package org.priceunits.fhir;

/**
 * Names of what a supplement to HCPCS says of unit ceilings, for those who write it and those who
 * read it.
 */
public final class UnitCeilingProperties {
  /** Most units. */
  public static final String CEILING = "unit-ceiling";

  /** CMS's adjudication indicator (MAI). */
  public static final String INDICATOR = "unit-ceiling-indicator";

  /** CMS's rationale, in its words. */
  public static final String RATIONALE = "unit-ceiling-rationale";

  /** Use context of the supplement: the type of claim whose lines are held against it. */
  public static final String CLAIM_TYPE = "claim-type";

  public static final String INSTITUTIONAL = "institutional";
  public static final String PROFESSIONAL = "professional";

  private UnitCeilingProperties() {}
}
