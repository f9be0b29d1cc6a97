package org.priceunits.x12;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the levels of one transaction (HL), and of the persons that a claim has from them;
 * see {@link ClaimRules}.
 */
final class LevelRules {
  private static final String PROVIDER = "20";
  private static final String SUBSCRIBER = "22";
  private static final String PATIENT = "23";

  /** The level below which each kind of level stands; the first stands below none. */
  private static final Map<String, String> ABOVE =
      Map.of(PROVIDER, "", SUBSCRIBER, PROVIDER, PATIENT, SUBSCRIBER);

  /** The level on which each kind of person or organization is named. */
  private static final Map<String, String> LEVEL_OF =
      Map.of("85", PROVIDER, "IL", SUBSCRIBER, "PR", SUBSCRIBER, "QC", PATIENT);

  private static final String SELF = "18";

  private final List<X12Fault> faults = new ArrayList<>();
  private final Map<String, Level> levels = new LinkedHashMap<>();
  private final Set<String> parents = new HashSet<>();

  /** The number of the last level of each kind that others can still stand below. */
  private final Map<String, String> open = new HashMap<>();

  /** The kinds of NM1 that hold for the level: its own, and those of the levels above it. */
  private final Set<String> named = new HashSet<>();

  private String kind = "";
  private String relation = "";

  /** A level, with what it says of levels below it (HL04). */
  private record Level(X12Fault.Place at, String children) {}

  /** Takes a segment that stands outside of a claim. */
  void take(Segment segment, X12Fault.Place at) {
    switch (segment.id()) {
      case "HL" -> level(segment, at);
      case "NM1" -> name(segment, at);
      case "SBR" -> relation = segment.element(2);
      case "PAT" -> {
        // Of a subscriber it tells the weight or a death, and no relation.
        if (kind.equals(PATIENT)) {
          relation = segment.element(1);
        }
      }
      default -> {
        // Other segments have no rule here.
      }
    }
  }

  /** Takes a name, which counts only on the level that is its kind's, once, and if it is one. */
  private void name(Segment segment, X12Fault.Place at) {
    String who = segment.element(1);
    String level = LEVEL_OF.get(who);
    if (level == null) {
      return;
    }
    if (!level.equals(kind)) {
      report(
          at.of("NM101"),
          "a name of kind %s stands on a level %s, not on %s".formatted(who, level, said(kind)));
    } else if (segment.element(3).isEmpty()) {
      report(at.of("NM103"), "a name of kind %s without the name".formatted(who));
    } else if (!named.add(who)) {
      report(at.of("NM101"), "a second name of kind %s on one level".formatted(who));
    }
  }

  private void level(Segment segment, X12Fault.Place at) {
    String number = segment.element(1);
    String parent = segment.element(2);
    kind = segment.element(3);
    relation = "";
    named.remove("QC");
    if (!kind.equals(PATIENT)) {
      named.removeAll(Set.of("IL", "PR"));
    }
    if (kind.equals(PROVIDER)) {
      named.remove("85");
    }
    if (!ABOVE.containsKey(kind)) {
      report(at.of("HL03"), "a level is one of 20, 22, 23, not " + said(kind));
    } else if (kind.equals(PROVIDER) && !parent.isEmpty()) {
      report(at.of("HL02"), "the level of a provider (20) stands below no other");
    } else if (!kind.equals(PROVIDER) && !isAbove(parent)) {
      report(
          at.of("HL02"),
          "a level %s stands below the last level %s before it, and %s is not that"
              .formatted(kind, ABOVE.get(kind), said(parent)));
    }
    if (!number.equals(String.valueOf(levels.size() + 1))) {
      report(at.of("HL01"), "the levels of a transaction have the numbers 1, 2, 3 and so on");
    }
    if (kind.equals(PROVIDER)) {
      open.remove(SUBSCRIBER);
    }
    open.put(kind, number);
    parents.add(parent);
    levels.putIfAbsent(number, new Level(at, segment.element(4)));
  }

  private boolean isAbove(String parent) {
    return parent.equals(open.get(ABOVE.get(kind)));
  }

  private static String said(String value) {
    return value.isEmpty() ? "nothing" : value;
  }

  /**
   * Takes the start of a claim.
   *
   * @param at place of CLM
   */
  void claim(X12Fault.Place at) {
    if (!kind.equals(SUBSCRIBER) && !kind.equals(PATIENT)) {
      report(at, "a claim that stands below no subscriber and no patient (HL 22 or 23)");
    }
    named("85", "a claim whose billing provider is not named (2010AA, NM1*85)", at);
    named("IL", "a claim whose subscriber is not named (2010BA, NM1*IL)", at);
    named("PR", "a claim whose payer is not named (2010BB, NM1*PR)", at);
    if (kind.equals(PATIENT)) {
      named("QC", "a claim whose patient is not named (2010CA, NM1*QC)", at);
      if (relation.isEmpty()) {
        report(at, "a claim that does not say what its patient is to the subscriber (PAT01)");
      }
    } else if (kind.equals(SUBSCRIBER) && !relation.equals(SELF)) {
      report(
          at,
          "a claim of the subscriber, and SBR02 does not say that the subscriber is the patient (18)");
    }
  }

  private void named(String who, String fault, X12Fault.Place at) {
    if (!named.contains(who)) {
      report(at, fault);
    }
  }

  private void report(X12Fault.Place at, String text) {
    faults.add(new X12Fault(at, text));
  }

  /** Returns what is wrong once the transaction is whole. */
  List<X12Fault> faults() {
    List<X12Fault> all = new ArrayList<>(faults);
    levels.forEach(
        (number, level) -> {
          String right = parents.contains(number) ? "1" : "0";
          if (!level.children().equals(right)) {
            all.add(
                new X12Fault(
                    level.at().of("HL04"),
                    "HL04 is %s for a level that has %s below it, not %s"
                        .formatted(
                            right,
                            right.equals("1") ? "another" : "none",
                            said(level.children()))));
          }
        });
    return all;
  }
}
