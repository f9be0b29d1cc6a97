package org.priceunits.x12;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** Writes names, addresses and identifiers of persons and organizations, and reports what lacks. */
final class PartySegments {
  static final String NPI = "http://hl7.org/fhir/sid/us-npi";

  /** An NPI is the end of a card number that begins so: health, United States. */
  private static final String NPI_PREFIX = "80840";

  private static final String EIN = "urn:oid:2.16.840.1.113883.4.4";
  private static final String SSN = "http://hl7.org/fhir/sid/us-ssn";
  private static final String SSN_OID = "urn:oid:2.16.840.1.113883.4.1";
  private static final Set<String> TAX_TYPES = Set.of("TAX", "EN");

  private static final Set<HumanName.NameUse> NOT_OF_TODAY =
      EnumSet.of(
          HumanName.NameUse.OLD,
          HumanName.NameUse.MAIDEN,
          HumanName.NameUse.NICKNAME,
          HumanName.NameUse.ANONYMOUS);

  private static final int NAME = 60;
  private static final int GIVEN = 35;
  private static final int MIDDLE = 25;
  private static final int LEAST_ID = 2;
  private static final int ID = 80;

  private final Sources sources;
  private final Findings findings;

  PartySegments(Sources sources, Findings findings) {
    this.sources = sources;
    this.findings = findings;
  }

  /**
   * Writes a person.
   *
   * @param kind what the person is to the claim, such as {@code IL}
   * @param whose for the sentences: "the patient"
   * @param idKind qualifier of the identifier; empty without one
   */
  Segment person(
      String kind, Resource of, List<HumanName> names, String whose, String idKind, String id) {
    HumanName name =
        names.stream()
            .filter(n -> n.getUse() == HumanName.NameUse.OFFICIAL)
            .findFirst()
            .or(() -> names.stream().filter(n -> !NOT_OF_TODAY.contains(n.getUse())).findFirst())
            .orElseGet(HumanName::new);
    List<StringType> given = name.getGiven();
    return Segment.of(
        "NM1",
        kind,
        "1",
        findings.neededWords(
            Syntax.stripped(name.getFamily()),
            "the last name of " + whose,
            NAME,
            path(of, ".name.family")),
        given.isEmpty() ? "" : given(of, given.get(0), "the first name of " + whose, GIVEN),
        given.size() < 2 ? "" : given(of, given.get(1), "the middle name of " + whose, MIDDLE),
        "",
        findings.words(
            name.hasSuffix() ? Syntax.stripped(name.getSuffix().get(0).getValue()) : "",
            "the suffix of " + whose,
            10,
            path(of, ".name.suffix")),
        idKind,
        id);
  }

  private String given(Resource of, StringType value, String what, int most) {
    return findings.words(Syntax.stripped(value.getValue()), what, most, path(of, ".name.given"));
  }

  Segment organization(
      String kind, Resource of, String name, String whose, String idKind, String id) {
    return Segment.of(
        "NM1",
        kind,
        "2",
        findings.neededWords(name, "the name of " + whose, NAME, path(of, ".name")),
        "",
        "",
        "",
        "",
        idKind,
        id);
  }

  /**
   * Writes an address.
   *
   * @param nineDigits true where the guides want the full ZIP code
   */
  List<Segment> address(Resource of, Address address, String whose, boolean nineDigits) {
    return new Addresses(findings).write(address, path(of, ".address"), whose, nineDigits);
  }

  /** Returns the NPI; reports one that is missing, has not ten digits, or fails its check digit. */
  String npi(Resource of, List<Identifier> identifiers, String whose) {
    String npi =
        identifiers.stream()
            .filter(i -> NPI.equals(i.getSystem()) && i.hasValue())
            .map(Identifier::getValue)
            .findFirst()
            .orElse("");
    String at = path(of, ".identifier");
    if (!npi.matches("\\d{10}")) {
      findings.missing(
          at, "An 837 needs the NPI of %s: ten digits, system %s. Add it.".formatted(whose, NPI));
    } else if (!checks(NPI_PREFIX + npi)) {
      findings.notValid(
          at,
          "The NPI of %s is mistyped: its last digit does not fit the others. Correct it."
              .formatted(whose));
    }
    return npi;
  }

  /**
   * Returns true if the last digit is the check digit of the others (Luhn, ISO/IEC 7812).
   *
   * <p>Source: CMS, "Requirements for National Provider Identifier (NPI) and NPI Check Digit".
   */
  private static boolean checks(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : 2 * digit;
      sum += weighed / 10 + weighed % 10;
    }
    return sum % 10 == 0;
  }

  /**
   * Writes the tax identifier of the billing provider: an employer's, or a person's.
   *
   * @param employerAlone true where the guide takes no person's
   */
  Segment taxId(Resource of, List<Identifier> identifiers, boolean employerAlone) {
    for (Identifier identifier : identifiers) {
      String digits = Syntax.stripped(identifier.getValue()).replace("-", "");
      boolean social = SSN.equals(identifier.getSystem()) || SSN_OID.equals(identifier.getSystem());
      boolean employer =
          EIN.equals(identifier.getSystem())
              || identifier.getType().getCoding().stream()
                  .anyMatch(c -> c.hasCode() && TAX_TYPES.contains(c.getCode()));
      if ((social && !employerAlone || employer && !social) && digits.matches("\\d{9}")) {
        return Segment.of("REF", social ? "SY" : "EI", digits);
      }
    }
    findings.missing(
        path(of, ".identifier"),
        "An 837 needs the tax id of the billing provider: nine digits, system %s. Add it."
            .formatted(EIN));
    return Segment.of("REF", "EI", "");
  }

  /** Returns an identifier without a fixed form. */
  String id(String value, String what, Resource of, String element) {
    return findings.needed(value, what, LEAST_ID, ID, path(of, element));
  }

  String path(Resource of, String element) {
    return sources.path(of, element);
  }

  Findings findings() {
    return findings;
  }
}
