package org.priceunits.x12;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/** Reads one item of a Claim as a service line, and reports what it lacks. */
final class LineReading {
  private static final Set<String> BILLING_UNITS = Set.of("", "UN", "UNITS", "UNIT", "EACH", "1");
  private static final int MODIFIERS = 4;
  private static final int DIAGNOSES = 12;
  private static final int POINTERS = 4;
  private static final int WORDS = 80;
  private static final int IDENTIFIER = 30;

  private final boolean institutional;
  private final X12Terms terms;
  private final LineCharge charges;
  private final LineDrug drugs;
  private final Findings findings;
  private final Set<String> numbers = new HashSet<>();
  private final Set<Integer> diagnoses = new HashSet<>();

  LineReading(
      Claim claim, boolean institutional, X12Terms terms, Sources sources, Findings findings) {
    claim.getDiagnosis().forEach(d -> diagnoses.add(d.getSequence()));
    this.institutional = institutional;
    this.terms = terms;
    this.charges = new LineCharge(terms.chargeFactor(), findings);
    this.drugs = new LineDrug(new Prescriptions(claim, terms, sources, findings), findings);
    this.findings = findings;
  }

  /**
   * Reads an item.
   *
   * @param path its FHIRPath
   * @param control identifies the claim, for lines without an identifier of their own; may be empty
   * @param positions the position among the written diagnoses of each sequence of the claim
   * @return null if the line cannot be written; the findings then say why
   */
  @Nullable ServiceLine837 read(
      ItemComponent item, String path, String control, UnaryOperator<Integer> positions) {
    String code = code(item, path);
    List<String> modifiers = modifiers(item, path);
    boolean words = terms.unclassified().test(code);
    String description = words ? words(item, path) : "";
    BigDecimal units = units(item, path);
    BigDecimal charge = charges.read(item, path);
    Days days = ServiceDays.read(item, path, terms.today(), findings);
    String revenue = institutional ? revenue(item, path) : "";
    ServiceLine837.Drug drug = drugs.read(item, path);
    String place = institutional ? "" : place(item, path);
    List<Integer> pointers = pointers(item, path, positions);
    String number = control(item, path, control);
    String note = note(item, code, modifiers, description, path);
    return units == null || charge == null || days == null
        ? null
        : new ServiceLine837(
            code,
            modifiers,
            description,
            charge,
            units,
            place,
            revenue,
            pointers,
            days,
            number,
            note,
            item.getCareTeamSequence().stream().map(PositiveIntType::getValue).toList(),
            drug);
  }

  private String code(ItemComponent item, String path) {
    String at = path + ".productOrService";
    String code =
        Codes.in(item.getProductOrService(), Canonicals.HCPCS)
            .or(() -> Codes.in(item.getProductOrService(), Canonicals.CPT))
            .map(c -> c.toUpperCase(Locale.ROOT))
            .orElse("");
    if (code.isEmpty()) {
      findings.missing(at, "An 837 needs the HCPCS code of the line. Add it.");
    } else if (!code.matches("[A-Z0-9]{5}")) {
      findings.notValid(at, "A HCPCS code has five letters or digits. Correct it.");
    }
    return code;
  }

  private List<String> modifiers(ItemComponent item, String path) {
    List<String> modifiers =
        item.getModifier().stream()
            .map(
                m ->
                    Codes.in(m, Canonicals.HCPCS)
                        .or(() -> Codes.in(m, Canonicals.CPT))
                        .orElse("")
                        .toUpperCase(Locale.ROOT))
            .toList();
    if (modifiers.size() > MODIFIERS) {
      findings.notValid(
          path + ".modifier",
          "The line has %d modifiers, and an 837 holds four. Remove the least important."
              .formatted(modifiers.size()));
    }
    if (modifiers.stream().anyMatch(m -> !m.matches("[A-Z0-9]{2}"))) {
      findings.notValid(
          path + ".modifier", "A modifier has two letters or digits of HCPCS or CPT. Correct it.");
    }
    return modifiers;
  }

  private String words(ItemComponent item, String path) {
    return findings.neededWords(
        FhirValues.name(item.getProductOrService()),
        "the drug in words, since its code names none",
        WORDS,
        path + ".productOrService.text");
  }

  private @Nullable BigDecimal units(ItemComponent item, String path) {
    String at = path + ".quantity";
    Quantity quantity = item.getQuantity();
    if (!quantity.hasValue()) {
      findings.missing(at, "An 837 needs the billing units of the line. Add them.");
      return null;
    }
    BigDecimal value = quantity.getValue().stripTrailingZeros();
    if (!areBillingUnits(quantity)) {
      findings.notValid(at, "The units of a drug line are billing units (UN). Correct the unit.");
    }
    if (value.signum() <= 0 || Syntax.isTooLong(value)) {
      findings.notValid(
          at, "The units are more than 0, with up to 8 digits and 3 decimals. Correct them.");
      return null;
    }
    return value;
  }

  /** Either of text and code may say that a measure of drug is counted. */
  private static boolean areBillingUnits(Quantity quantity) {
    return Stream.of(quantity.getUnit(), quantity.getCode())
        .map(text -> Syntax.stripped(text).replaceAll("[{}]", "").toUpperCase(Locale.ROOT))
        .allMatch(BILLING_UNITS::contains);
  }

  private String place(ItemComponent item, String path) {
    String place =
        item.hasLocationCodeableConcept() ? place(item.getLocationCodeableConcept()) : "";
    if (!place.isEmpty() && !place.matches("[0-9A-Z]{2}")) {
      findings.notValid(path + ".location", "A place of service has two digits. Correct it.");
    }
    return place;
  }

  private static String place(CodeableConcept concept) {
    return Codes.in(concept, Canonicals.PLACE_OF_SERVICE)
        .or(() -> Codes.in(concept, Canonicals.PLACE_OF_SERVICE_OLD))
        .orElse("");
  }

  private String revenue(ItemComponent item, String path) {
    String revenue = Codes.in(item.getRevenue(), Canonicals.REVENUE_CODES).orElse("");
    if (!revenue.matches("\\d{4}")) {
      findings.missing(
          path + ".revenue", "An institutional 837 needs the revenue code of four digits. Add it.");
    }
    return revenue;
  }

  private List<Integer> pointers(
      ItemComponent item, String path, UnaryOperator<Integer> positions) {
    List<Integer> pointers =
        item.getDiagnosisSequence().stream()
            .map(s -> positions.apply(s.getValue()))
            .filter(position -> position > 0)
            .distinct()
            .toList();
    checkPointers(item, path, pointers);
    if (pointers.isEmpty() && !institutional && !terms.linesOnly()) {
      findings.missing(
          path + ".diagnosisSequence",
          "A professional 837 needs a diagnosis for each line. Add it to the claim and point to"
              + " it.");
    }
    return pointers.stream().limit(POINTERS).toList();
  }

  private void checkPointers(ItemComponent item, String path, List<Integer> pointers) {
    String at = path + ".diagnosisSequence";
    if (institutional) {
      return;
    }
    if (!terms.linesOnly()
        && item.getDiagnosisSequence().stream().anyMatch(s -> !diagnoses.contains(s.getValue()))) {
      findings.notValid(
          at, "The line points to a diagnosis that the claim does not have. Correct it.");
    }
    if (pointers.stream().limit(POINTERS).anyMatch(position -> position > DIAGNOSES)) {
      findings.notValid(
          at,
          "A professional 837 points to the first %d diagnoses of a claim. Put this one among them."
              .formatted(DIAGNOSES));
    }
    if (pointers.size() > POINTERS) {
      findings.leftOut(
          at,
          "A line of an 837 points to four diagnoses, and this one to %d: the first four are written. Put those first that the payer has to see."
              .formatted(pointers.size()));
    }
  }

  private String control(ItemComponent item, String path, String ofClaim) {
    // A longer id is an internal one, such as a UUID.
    String own = item.hasId() && item.getId().length() <= IDENTIFIER ? item.getId() : "";
    String made = (ofClaim.isEmpty() ? "" : ofClaim + "-") + item.getSequence();
    String number = own.isEmpty() ? made : own;
    if (!numbers.add(number)) {
      findings.notValid(
          path + (own.isEmpty() ? ".sequence" : ".id"),
          "Another line of the claim has the identifier %s too, and a payer's answer could not be told apart. Give each its own."
              .formatted(number));
    }
    return findings.optional(number, "the identifier of the line", IDENTIFIER, path + ".id");
  }

  /** A line of the institutional guide has no remark, so the claim says it, and of which code. */
  private String note(
      ItemComponent item, String code, List<String> modifiers, String description, String path) {
    LineWorking working = LineWorking.of(item);
    boolean wanted = modifiers.contains("JW") && terms.discardNotes().test(working.policy(), code);
    String discarded = wanted ? working.discarded() : "";
    if (wanted && discarded.isEmpty()) {
      findings.leftOut(
          path,
          "The payer or the call wants the discarded drug in words, and the line does not say its"
              + " amount (extension working), so that the 837 says nothing. Send the claim as"
              + " priced, or say it in a claim-note.");
    }
    if (institutional) {
      return discarded.isEmpty() ? "" : code + " " + discarded;
    }
    return findings.words(
        discarded.isEmpty() ? description : discarded, "the remark of the line", WORDS, path);
  }
}
