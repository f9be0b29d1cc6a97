package org.priceunits.x12;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of one service line, from LX to the end of its loops; see {@link ClaimRules}. */
final class LineRules {
  /** Takes what stands outside of a line, and asks nothing of it. */
  static final LineRules NONE = new LineRules(null, List.of());

  private static final Pattern TWO = Pattern.compile("[A-Z0-9]{2}");
  private static final Pattern HCPCS = Pattern.compile("[A-Z0-9]{5}");
  private static final int FIRST_MODIFIER = 3;
  private static final int LAST_MODIFIER = 6;
  private static final int DESCRIPTION = 7;
  private static final int POINTERS = 4;

  static final String TWO_OF_PLACE = "a place of service has two digits";

  private final X12Fault.@Nullable Place at;
  private final List<X12Fault> faults;
  private boolean served;
  private boolean dated;
  private final ValueRules values;
  private final DrugRules drug;

  /**
   * @param at place of LX; null for what stands outside of a line
   * @param faults gets what is wrong
   */
  LineRules(X12Fault.@Nullable Place at, List<X12Fault> faults) {
    this.at = at;
    this.faults = faults;
    this.values = new ValueRules(faults);
    this.drug = new DrugRules(faults);
  }

  void take(Segment segment, X12Fault.Place place) {
    if (at == null) {
      return;
    }
    switch (segment.id()) {
      case "DTP" -> date(segment, place);
      case "LIN" -> drug.product(segment, place);
      case "CTP" -> drug.quantity(segment, place);
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
      values.report(place, "a second service in one line (LX)");
    }
    served = true;
    boolean professional = segment.id().equals("SV1");
    int unit = professional ? 3 : 4;
    procedure(segment, professional ? 1 : 2, place);
    if (segment.element(unit - 1).isEmpty()) {
      values.report(place.of(segment.id() + "0" + (unit - 1)), "a line without its charge");
    }
    if (!ValueRules.isPositive(segment.element(unit + 1))) {
      values.report(
          place.of(segment.id() + "0" + (unit + 1)), "the units of a line are more than 0");
    }
    if (professional && !segment.element(5).isEmpty() && !isPlace(segment.element(5))) {
      values.report(place.of("SV105"), TWO_OF_PLACE);
    }
    if (!professional && !segment.element(1).matches("\\d{4}")) {
      values.report(place.of("SV201"), "a revenue code has four digits");
    }
    values.among(
        ValueRules.capitals(segment.element(unit)),
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
    values.inCapitals(
        parts.stream().limit(LAST_MODIFIER).toList(), place.of(element), "codes and modifiers");
    boolean stated = position == 1 || parts.stream().anyMatch(part -> !part.isEmpty());
    if (stated && segment.component(position, 1).isEmpty()) {
      values.report(place.of(element + "-1"), "a code without its qualifier (HC)");
    }
    if (ValueRules.capitals(segment.component(position, 1)).equals("HC")
        && !HCPCS.matcher(ValueRules.capitals(segment.component(position, 2))).matches()) {
      values.report(place.of(element + "-2"), "a HCPCS code has five letters or digits");
    }
    int modifiers = 0;
    for (int part = FIRST_MODIFIER; part <= LAST_MODIFIER; part++) {
      String modifier = ValueRules.capitals(segment.component(position, part));
      modifiers += modifier.isEmpty() ? 0 : 1;
      if (!modifier.isEmpty() && !TWO.matcher(modifier).matches()) {
        values.report(place.of(element + "-" + part), "a modifier has two letters or digits");
      }
    }
    String words = segment.component(position, DESCRIPTION);
    if (modifiers == LAST_MODIFIER - FIRST_MODIFIER + 1 && TWO.matcher(words).matches()) {
      values.report(
          place.of(element + "-" + DESCRIPTION),
          "a fifth modifier (%s) where the words of the code stand; a line holds four"
              .formatted(words));
    }
    if (parts.size() > DESCRIPTION) {
      values.report(
          place.of(element), "a line holds a code, four modifiers and its words, no more");
    }
  }

  private void pointers(List<String> pointers, int diagnoses, X12Fault.Place place) {
    if (pointers.stream().allMatch(String::isEmpty)) {
      values.report(place, "a professional line points to a diagnosis of the claim");
    }
    if (pointers.stream().filter(p -> !p.isEmpty()).count() > POINTERS) {
      values.report(place, "a line points to four diagnoses at most");
    }
    for (String pointer : pointers) {
      if (!pointer.isEmpty() && !pointer.matches("[1-9]|1[0-2]")) {
        values.report(place, "a pointer is a number from 1 to 12, not " + pointer);
      } else if (pointer.matches("\\d{1,2}") && Integer.parseInt(pointer) > diagnoses) {
        values.report(
            place,
            "a pointer to diagnosis %s of a claim that has %d".formatted(pointer, diagnoses));
      }
    }
  }

  private void date(Segment segment, X12Fault.Place place) {
    if (segment.element(1).equals("472")) {
      if (dated) {
        values.report(place, "a second date of service (DTP 472) in one line");
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

  /** Returns true for the form of a place of service. */
  static boolean isPlace(String code) {
    return TWO.matcher(code).matches();
  }

  /** Returns true within a line. */
  boolean isOpen() {
    return at != null;
  }

  /**
   * @param withDate true where the guide wants a date of each line
   */
  void end(boolean withDate) {
    if (at == null) {
      return;
    }
    drug.end();
    if (!served) {
      values.report(at, "a line without SV1 or SV2");
    }
    if (withDate && !dated) {
      values.report(at, "a line without its date of service (DTP 472)");
    }
  }
}
