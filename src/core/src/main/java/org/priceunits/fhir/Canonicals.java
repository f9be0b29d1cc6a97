package org.priceunits.fhir;

/** The canonical URLs of code systems and of this project's own definitions, each defined once. */
public final class Canonicals {
  public static final String BASE = "https://price-units.github.io/fhir";

  /** HCPCS Level II, codes and modifiers (HL7 Terminology, naming system HCPCS, preferred form). */
  public static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";

  public static final String NDC = "http://hl7.org/fhir/sid/ndc";
  public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  public static final String UCUM = "http://unitsofmeasure.org";
  public static final String CPT = "http://www.ama-assn.org/go/cpt";

  /** CMS place of service (HL7 Terminology, CMSPlaceofServiceCodes). */
  public static final String PLACE_OF_SERVICE =
      "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set";

  /** The earlier URL in HL7 Terminology of CMS's place-of-service code system. */
  public static final String PLACE_OF_SERVICE_OLD = "http://terminology.hl7.org/CodeSystem/POS";

  /** NUBC revenue codes: codes only, since the descriptors belong to the AHA. */
  public static final String REVENUE_CODES = "https://www.nubc.org/CodeSystem/RevenueCodes";

  /** The symbol for units of activity that UCUM does not define; see CodeSystem activity-unit. */
  public static final String ACTIVITY_UNIT_SYMBOL = "[U]";

  /**
   * The URL that CARIN Blue Button and CMS's own API use; accepted everywhere, answered with {@link
   * #HCPCS}.
   */
  public static final String HCPCS_HTTPS =
      "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";

  /** Claim identifiers that name the administrations it bills, one each. */
  public static final String PRICED_ADMINISTRATION = BASE + "/sid/priced-administration";

  private Canonicals() {}

  /** Returns true for either form of the HCPCS URL. */
  public static boolean isHcpcs(String system) {
    return HCPCS.equals(system) || HCPCS_HTTPS.equals(system);
  }

  /** Returns the URL of one of our own extensions. */
  public static String extension(String name) {
    return BASE + "/StructureDefinition/" + name;
  }

  /** Returns the URL of one of our own code systems. */
  public static String codeSystem(String name) {
    return BASE + "/CodeSystem/" + name;
  }
}
