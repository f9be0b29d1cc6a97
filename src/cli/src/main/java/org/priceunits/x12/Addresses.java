package org.priceunits.x12;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.StringType;

/**
 * Writes addresses, N3 and N4: state and ZIP code for the United States and Canada, and the country
 * for any other.
 */
final class Addresses {
  private static final int LINE = 55;
  private static final int LEAST_CITY = 2;
  private static final int CITY = 30;
  private static final int LEAST_FOREIGN = 3;
  private static final int FOREIGN = 15;
  private static final String HOME = "US";
  private static final String CANADA = "CA";

  /** Countries of ISO 3166 that the postal service of the United States has as states. */
  private static final Set<String> TERRITORIES = Set.of("AS", "GU", "MP", "PR", "VI");

  private static final Pattern BOX =
      Pattern.compile(
          "\\b(P\\.?\\s*O\\.?\\s*BOX|POST\\s+OFFICE\\s+BOX|LOCK\\s?BOX)\\b",
          Pattern.CASE_INSENSITIVE);

  /** ISO 3166 codes of two and three letters, and the English names, to those of two letters. */
  private static final Map<String, String> COUNTRIES = countries();

  private final Findings findings;

  Addresses(Findings findings) {
    this.findings = findings;
  }

  private static Map<String, String> countries() {
    Map<String, String> countries = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale country = new Locale("", code);
      countries.put(code, code);
      countries.put(country.getISO3Country(), code);
      countries.put(country.getDisplayCountry(Locale.US).toUpperCase(Locale.ROOT), code);
    }
    countries.put("UNITED STATES OF AMERICA", HOME);
    return countries;
  }

  /** Returns true for a post-office box, or a lockbox of a bank. */
  static boolean isBox(Address address) {
    return address.getLine().stream()
        .anyMatch(line -> BOX.matcher(Syntax.stripped(line.getValue())).find());
  }

  /**
   * Writes an address.
   *
   * @param at FHIRPath of the address
   * @param nineDigits true where the guides want the full ZIP code
   */
  List<Segment> write(Address address, String at, String whose, boolean nineDigits) {
    List<String> lines = lines(address, whose, at);
    String stated = country(address, whose, at);
    boolean territory = TERRITORIES.contains(stated);
    String country = territory ? HOME : stated;
    boolean postal = country.equals(HOME) || country.equals(CANADA);
    String state = territory ? stated : postal ? state(address, whose, at) : "";
    String zip = country.equals(HOME) ? zip(address, whose, nineDigits, at) : foreign(address, at);
    String city =
        findings.neededWords(
            Syntax.stripped(address.getCity()), "the city of " + whose, CITY, at + ".city");
    if (!city.isEmpty() && city.length() < LEAST_CITY) {
      findings.notValid(at + ".city", "A city has two letters or more. Correct it.");
    }
    return List.of(
        Segment.of("N3", lines.toArray()),
        Segment.of("N4", city, state, zip, country.equals(HOME) ? "" : country));
  }

  private List<String> lines(Address address, String whose, String at) {
    List<String> lines = new ArrayList<>();
    for (StringType line : address.getLine()) {
      if (Syntax.stripped(line.getValue()).isEmpty()) {
        continue;
      }
      lines.add(
          findings.words(
              Syntax.stripped(line.getValue()), "the address of " + whose, LINE, at + ".line"));
    }
    if (lines.isEmpty()) {
      findings.missing(at + ".line", "An 837 needs the street of %s. Add it.".formatted(whose));
    } else if (lines.size() > 2) {
      findings.notValid(
          at + ".line", "An 837 holds two lines of the address of %s. Join them.".formatted(whose));
    }
    return lines;
  }

  private String country(Address address, String whose, String at) {
    String stated = Syntax.stripped(address.getCountry()).toUpperCase(Locale.ROOT);
    String country = stated.isEmpty() ? HOME : COUNTRIES.getOrDefault(stated, "");
    if (country.isEmpty()) {
      findings.notValid(
          at + ".country",
          "An 837 needs the country of %s as its code of two letters (ISO 3166), such as US. Correct it."
              .formatted(whose));
      return HOME;
    }
    return country;
  }

  private String state(Address address, String whose, String at) {
    String state = Syntax.stripped(address.getState()).toUpperCase(Locale.ROOT);
    if (state.isEmpty()) {
      findings.missing(
          at + ".state", "An 837 needs the state of %s in two letters. Add it.".formatted(whose));
    } else if (!Schema837.codes("N402").contains(state)) {
      findings.notValid(
          at + ".state",
          "An 837 needs the state of %s as the two letters of a state or a province. Correct it."
              .formatted(whose));
    }
    return state;
  }

  private String zip(Address address, String whose, boolean nineDigits, String at) {
    String zip = Syntax.stripped(address.getPostalCode()).replace("-", "").replace(" ", "");
    if (!zip.matches(nineDigits ? "\\d{9}" : "\\d{5}(\\d{4})?")) {
      findings.missing(
          at + ".postalCode",
          "An 837 needs the ZIP code of %s, %s digits. Add it."
              .formatted(whose, nineDigits ? "nine" : "five or nine"));
    } else if (zip.startsWith("00000") || zip.length() > 5 && zip.endsWith("0000")) {
      findings.notValid(
          at + ".postalCode",
          "The ZIP code of %s has zeros where its digits are not known, and payers reject it. Look it up and correct it."
              .formatted(whose));
    }
    return zip;
  }

  private String foreign(Address address, String at) {
    String code =
        Syntax.stripped(address.getPostalCode()).replace(" ", "").toUpperCase(Locale.ROOT);
    if (!code.isEmpty() && (code.length() < LEAST_FOREIGN || code.length() > FOREIGN)) {
      findings.notValid(
          at + ".postalCode", "A postal code has 3 to 15 letters or digits. Correct it.");
    }
    return findings.optional(code, "the postal code", FOREIGN, at + ".postalCode");
  }
}
