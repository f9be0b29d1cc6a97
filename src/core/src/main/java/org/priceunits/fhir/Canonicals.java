package org.priceunits.fhir;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The canonical URLs of code systems and of this project's own definitions, each defined once. */
public final class Canonicals {
  public static final String BASE = "https://price-units.github.io/fhir";

  /** This project's guide. */
  public static final String GUIDE = BASE + "/ImplementationGuide/price-units";

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

  /**
   * Other addresses that records and published interfaces use for the systems of drugs, with the
   * preferred one. HCPCS: HL7 Terminology's naming systems (Level II, and the retired one of all
   * levels), and those of CMS's Blue Button. NDC and RxNorm: their OIDs, as C-CDA has them. An OID
   * without its scheme is no URI, but records have it. MIMIC-IV on FHIR has two addresses for NDC.
   */
  private static final Map<String, String> PREFERRED =
      Map.ofEntries(
          Map.entry(HCPCS_HTTPS, HCPCS),
          Map.entry("http://terminology.hl7.org/CodeSystem/HCPCS", HCPCS),
          Map.entry("http://terminology.hl7.org/CodeSystem/HCPCS-all-codes", HCPCS),
          Map.entry("http://terminology.hl7.org/CodeSystem/hcpcs-Level-II", HCPCS),
          Map.entry("http://terminology.hl7.org/NamingSystem/hcpcs-Level-II", HCPCS),
          Map.entry("http://www.cms.gov/Medicare/Coding/MedHCPCSGenInfo", HCPCS),
          Map.entry("https://www.cms.gov/Medicare/Coding/MedHCPCSGenInfo", HCPCS),
          Map.entry("https://www.cms.gov/Medicare/Coding/MedHCPCSGenInfo/index.html", HCPCS),
          Map.entry("https://bluebutton.cms.gov/resources/codesystem/hcpcs", HCPCS),
          Map.entry("urn:oid:2.16.840.1.113883.6.285", HCPCS),
          Map.entry("urn:oid:2.16.840.1.113883.6.14", HCPCS),
          Map.entry("2.16.840.1.113883.6.285", HCPCS),
          Map.entry("2.16.840.1.113883.6.14", HCPCS),
          Map.entry("https://hl7.org/fhir/sid/ndc", NDC),
          Map.entry("urn:oid:2.16.840.1.113883.6.69", NDC),
          Map.entry("2.16.840.1.113883.6.69", NDC),
          Map.entry("http://fhir.mimic.mit.edu/CodeSystem/mimic-medication-ndc", NDC),
          Map.entry("http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-medication-ndc", NDC),
          Map.entry("https://www.nlm.nih.gov/research/umls/rxnorm", RXNORM),
          Map.entry("urn:oid:2.16.840.1.113883.6.88", RXNORM),
          Map.entry("2.16.840.1.113883.6.88", RXNORM));

  /** Identifiers of Claims and ChargeItems that name the administrations they bill, one each. */
  public static final String PRICED_ADMINISTRATION = BASE + "/sid/priced-administration";

  /**
   * Identifiers of ChargeItems: the administration billed, a hyphen, and the position of the line
   * among the lines of the administration, from 1.
   */
  public static final String PRICED_LINE = BASE + "/sid/priced-line";

  /** On a code system: the regular expression that each of its codes matches as a whole. */
  public static final String CODE_FORM = extension("code-form");

  /**
   * On a property of a code system: the regular expression {@code form} that each code with the
   * value {@code value} matches as a whole.
   */
  public static final String VALUE_FORM = extension("value-form");

  /** On a fragment: the regular expression of the codes of which it holds all. */
  public static final String COMPLETE_FOR = extension("complete-for");

  private Canonicals() {}

  /** Returns the preferred address of a code system; any other address as it is. */
  public static String preferred(@Nullable String system) {
    return system == null ? "" : PREFERRED.getOrDefault(system, system);
  }

  /** Returns true if two addresses name one code system: http and https, OIDs, earlier names. */
  public static boolean isSame(@Nullable String one, @Nullable String other) {
    return spelled(one).equals(spelled(other));
  }

  private static String spelled(@Nullable String system) {
    String preferred = preferred(system);
    return preferred.startsWith("https:") ? "http:" + preferred.substring(6) : preferred;
  }

  /** Returns all addresses in use of a code system, the given one first; it alone if it has one. */
  public static List<String> addresses(String system) {
    String preferred = preferred(system);
    return Stream.concat(
            Stream.of(system, preferred),
            PREFERRED.entrySet().stream()
                .filter(other -> other.getValue().equals(preferred))
                .map(Map.Entry::getKey)
                .sorted())
        .distinct()
        .toList();
  }

  /** Returns true for every address in use of HCPCS. */
  public static boolean isHcpcs(@Nullable String system) {
    return HCPCS.equals(preferred(system));
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
