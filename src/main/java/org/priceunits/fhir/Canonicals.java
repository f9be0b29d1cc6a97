package org.priceunits.fhir;

/** Addresses of code systems, and of what this project defines itself. Each stands here once. */
public final class Canonicals {
  public static final String BASE = "https://price-units.github.io/fhir";

  /** HCPCS Level II, codes and modifiers (HL7 Terminology, naming system HCPCS, preferred form). */
  public static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";

  public static final String NDC = "http://hl7.org/fhir/sid/ndc";
  public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  public static final String UCUM = "http://unitsofmeasure.org";
  public static final String CPT = "http://www.ama-assn.org/go/cpt";

  private Canonicals() {}

  /** One of our own extensions. */
  public static String extension(String name) {
    return BASE + "/StructureDefinition/" + name;
  }

  /** One of our own code systems. */
  public static String codeSystem(String name) {
    return BASE + "/CodeSystem/" + name;
  }
}
