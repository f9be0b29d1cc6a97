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
  private static final Pattern ELEVEN_DIGITS = Pattern.compile("\\d{11}");
  private static final int FIRST_MODIFIER = 3;
  private static final int LAST_MODIFIER = 6;
  private static final int DESCRIPTION = 7;

  private final X12Fault.@Nullable Place at;
  private final List<X12Fault> faults;
  private boolean served;
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
      case "DTP" -> dated |= segment.element(1).equals("472");
      case "LIN" -> {
        endOfDrug();
        drug = place;
        quantified = false;
        if (segment.element(2).equals("N4")
            && !ELEVEN_DIGITS.matcher(segment.element(3)).matches()) {
          report(place.of("LIN03"), "an NDC has eleven digits without hyphens");
        }
      }
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
    served = true;
    boolean professional = segment.id().equals("SV1");
    int unit = professional ? 3 : 4;
    procedure(segment, professional ? 1 : 2, place);
    among(
        segment.element(unit),
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
    if (segment.component(position, 1).equals("HC")
        && !HCPCS.matcher(segment.component(position, 2)).matches()) {
      report(place.of(element + "-2"), "a HCPCS code has five letters or digits");
    }
    int modifiers = 0;
    for (int part = FIRST_MODIFIER; part <= LAST_MODIFIER; part++) {
      String modifier = segment.component(position, part);
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
    for (String pointer : pointers) {
      if (pointer.matches("\\d{1,2}") && Integer.parseInt(pointer) > diagnoses) {
        report(
            place,
            "a pointer to diagnosis %s of a claim that has %d".formatted(pointer, diagnoses));
      }
    }
  }

  private void quantity(Segment segment, X12Fault.Place place) {
    quantified = true;
    if (drug == null) {
      report(place, "the quantity of an NDC without its LIN");
    }
    if (segment.element(4).isEmpty()) {
      report(place.of("CTP04"), "the quantity of the NDC lacks");
    }
    among(segment.component(5, 1), "CTP0501", place.of("CTP05"));
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
