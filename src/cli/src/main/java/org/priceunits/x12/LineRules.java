package org.priceunits.x12;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of one service line, from LX to the end of its loops; see {@link ClaimRules}. */
final class LineRules {
  /** Takes what stands outside of a line, and asks nothing of it. */
  static final LineRules NONE = new LineRules(null, List.of());

  private static final Pattern TWO = Pattern.compile("[A-Z0-9]{2}");
  private static final Pattern HCPCS = Pattern.compile("[A-Z0-9]{5}");
  private static final Pattern ELEVEN_DIGITS = Pattern.compile("\\d{11}");
  private static final int FIRST_MODIFIER = 3;
  private static final int LAST_MODIFIER = 6;
  private static final int DESCRIPTION = 7;
  private static final int POINTERS = 4;

  /** The kinds of product numbers that LIN02 takes; all but N4 name devices and supplies. */
  private static final Set<String> PRODUCTS = Set.of("EN", "EO", "HI", "N4", "ON", "UK", "UP");

  static final String TWO_OF_PLACE = "a place of service has two digits";

  private final X12Fault.@Nullable Place at;
  private final List<X12Fault> faults;
  private boolean served;
  private boolean identified;
  private boolean dated;
  private X12Fault.@Nullable Place drug;
  private boolean quantified;

  /**
   * @param at place of LX; null for what stands outside of a line
   * @param faults gets what is wrong
   */
  LineRules(X12Fault.@Nullable Place at, List<X12Fault> faults) {
    this.at = at;
    this.faults = faults;
  }

  void take(Segment segment, X12Fault.Place place) {
    if (at == null) {
      return;
    }
    switch (segment.id()) {
      case "DTP" -> date(segment, place);
      case "LIN" -> product(segment, place);
      case "CTP" -> quantity(segment, place);
      default -> {
        // Other segments of a line have no rule here.
      }
    }
  }

  /**
   * @param diagnoses how many the claim has, which pointers may name; -1 where none is asked for
   */
  void service(Segment segment, X12Fault.Place place, int diagnoses) {
    if (at == null) {
      return;
    }
    if (served) {
      report(place, "a second service in one line (LX)");
    }
    served = true;
    boolean professional = segment.id().equals("SV1");
    int unit = professional ? 3 : 4;
    procedure(segment, professional ? 1 : 2, place);
    if (segment.element(unit - 1).isEmpty()) {
      report(place.of(segment.id() + "0" + (unit - 1)), "a line without its charge");
    }
    if (!isPositive(segment.element(unit + 1))) {
      report(place.of(segment.id() + "0" + (unit + 1)), "the units of a line are more than 0");
    }
    if (professional && !segment.element(5).isEmpty() && !isPlace(segment.element(5))) {
      report(place.of("SV105"), TWO_OF_PLACE);
    }
    if (!professional && !segment.element(1).matches("\\d{4}")) {
      report(place.of("SV201"), "a revenue code has four digits");
    }
    among(
        capitals(segment.element(unit)),
        professional ? "SV103" : "SV204",
        place.of(segment.id() + "0" + unit));
    if (professional && diagnoses >= 0) {
      pointers(segment.components(7), diagnoses, place.of("SV107"));
    }
  }

  /** A fifth modifier would stand where the words of an unclassified code do. */
  private void procedure(Segment segment, int position, X12Fault.Place place) {
    List<String> parts = segment.components(position);
    String element = segment.id() + "0" + position;
    inCapitals(
        parts.stream().limit(LAST_MODIFIER).toList(), place.of(element), "codes and modifiers");
    boolean stated = position == 1 || parts.stream().anyMatch(part -> !part.isEmpty());
    if (stated && segment.component(position, 1).isEmpty()) {
      report(place.of(element + "-1"), "a code without its qualifier (HC)");
    }
    if (capitals(segment.component(position, 1)).equals("HC")
        && !HCPCS.matcher(capitals(segment.component(position, 2))).matches()) {
      report(place.of(element + "-2"), "a HCPCS code has five letters or digits");
    }
    int modifiers = 0;
    for (int part = FIRST_MODIFIER; part <= LAST_MODIFIER; part++) {
      String modifier = capitals(segment.component(position, part));
      modifiers += modifier.isEmpty() ? 0 : 1;
      if (!modifier.isEmpty() && !TWO.matcher(modifier).matches()) {
        report(place.of(element + "-" + part), "a modifier has two letters or digits");
      }
    }
    String words = segment.component(position, DESCRIPTION);
    if (modifiers == LAST_MODIFIER - FIRST_MODIFIER + 1 && TWO.matcher(words).matches()) {
      report(
          place.of(element + "-" + DESCRIPTION),
          "a fifth modifier (%s) where the words of the code stand; a line holds four"
              .formatted(words));
    }
    if (parts.size() > DESCRIPTION) {
      report(place.of(element), "a line holds a code, four modifiers and its words, no more");
    }
  }

  private void pointers(List<String> pointers, int diagnoses, X12Fault.Place place) {
    if (pointers.stream().allMatch(String::isEmpty)) {
      report(place, "a professional line points to a diagnosis of the claim");
    }
    if (pointers.stream().filter(p -> !p.isEmpty()).count() > POINTERS) {
      report(place, "a line points to four diagnoses at most");
    }
    for (String pointer : pointers) {
      if (!pointer.isEmpty() && !pointer.matches("[1-9]|1[0-2]")) {
        report(place, "a pointer is a number from 1 to 12, not " + pointer);
      } else if (pointer.matches("\\d{1,2}") && Integer.parseInt(pointer) > diagnoses) {
        report(
            place,
            "a pointer to diagnosis %s of a claim that has %d".formatted(pointer, diagnoses));
      }
    }
  }

  /** A product may be named by other numbers than an NDC; their quantity is not asked for. */
  private void product(Segment segment, X12Fault.Place place) {
    if (identified) {
      report(place, "a second product (LIN) in one line");
    }
    identified = true;
    String kind = segment.element(2);
    if (!PRODUCTS.contains(kind)) {
      report(
          place.of("LIN02"),
          "an NDC has the qualifier N4" + (kind.isEmpty() ? "" : ", not " + kind));
    }
    if (kind.equals("N4")) {
      drug = place;
      if (!ELEVEN_DIGITS.matcher(segment.element(3)).matches()) {
        report(place.of("LIN03"), "an NDC has eleven digits without hyphens");
      }
    }
  }

  private void date(Segment segment, X12Fault.Place place) {
    if (segment.element(1).equals("472")) {
      if (dated) {
        report(place, "a second date of service (DTP 472) in one line");
      }
      dated = true;
      faults.addAll(days(segment, place));
    }
  }

  /** Returns what is wrong with the days of a DTP: one for D8, two in their order for RD8. */
  static List<X12Fault> days(Segment segment, X12Fault.Place place) {
    String form = segment.element(2);
    String value = segment.element(3);
    String fault = "";
    if (!form.equals("D8") && !form.equals("RD8")) {
      fault = "a date is of the form D8 or RD8";
    } else if (form.equals("D8") == value.contains("-")) {
      fault = "D8 has one day, and RD8 two";
    } else if (form.equals("RD8")
        && value.substring(0, value.indexOf('-')).compareTo(value.substring(value.indexOf('-') + 1))
            > 0) {
      fault = "the period ends before it starts";
    }
    return fault.isEmpty() ? List.of() : List.of(new X12Fault(place.of("DTP03"), fault));
  }

  private void quantity(Segment segment, X12Fault.Place place) {
    if (quantified) {
      report(place, "a second quantity (CTP) in one line");
    }
    quantified = true;
    if (!identified) {
      report(place, "the quantity of an NDC without its LIN");
    }
    if (segment.element(4).isEmpty()) {
      report(place.of("CTP04"), "the quantity of the NDC lacks");
    } else if (!isPositive(segment.element(4))) {
      report(place.of("CTP04"), "the quantity of the NDC is more than 0");
    }
    inCapitals(segment.components(5), place.of("CTP05"), "units");
    among(capitals(segment.component(5, 1)), "CTP0501", place.of("CTP05"));
  }

  /** Reports small letters once for a part of a line; they are read as capital ones. */
  private void inCapitals(List<String> codes, X12Fault.Place place, String what) {
    if (codes.stream().anyMatch(code -> !code.equals(capitals(code)))) {
      report(place, what + " are written in capital letters");
    }
  }

  private static String capitals(String code) {
    return code.toUpperCase(Locale.ROOT);
  }

  /** What is no number is found where values are read. */
  private static boolean isPositive(String number) {
    try {
      return Syntax.number(number).signum() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns true for the form of a place of service. */
  static boolean isPlace(String code) {
    return TWO.matcher(code).matches();
  }

  /** Returns true within a line. */
  boolean isOpen() {
    return at != null;
  }

  private void among(String code, String type, X12Fault.Place place) {
    if (!Schema837.codes(type).contains(code)) {
      report(
          place,
          code.isEmpty()
              ? "the unit lacks; it is one of " + String.join(", ", Schema837.codes(type))
              : "a unit is one of %s, not %s"
                  .formatted(String.join(", ", Schema837.codes(type)), code));
    }
  }

  private void endOfDrug() {
    if (drug != null && !quantified) {
      report(drug, "an NDC without its quantity and unit (CTP)");
    }
  }

  /**
   * @param withDate true where the guide wants a date of each line
   */
  void end(boolean withDate) {
    if (at == null) {
      return;
    }
    endOfDrug();
    if (!served) {
      report(at, "a line without SV1 or SV2");
    }
    if (withDate && !dated) {
      report(at, "a line without its date of service (DTP 472)");
    }
  }

  private void report(X12Fault.Place place, String text) {
    faults.add(new X12Fault(place, text));
  }
}
