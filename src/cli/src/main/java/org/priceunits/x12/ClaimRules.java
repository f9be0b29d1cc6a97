package org.priceunits.x12;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of claims and lines that no order, length or code list tells, for files of anyone.
 *
 * <p>Source: the guides 005010X222A1 and 005010X223A2, loops 2300 to 2410, in own words.
 */
final class ClaimRules {
  private final List<X12Fault> faults = new ArrayList<>();
  private final X12Places places;
  private LineRules line = LineRules.NONE;
  private String group = "";

  /** False within a transaction of another guide; true for lines that stand alone. */
  private boolean read = true;

  private boolean institutional;

  /** True if the claims of the transaction ask for payment (BHT06), and do not only report. */
  private boolean chargeable;

  private boolean inClaim;

  private LevelRules levels = new LevelRules();
  private @Nullable HeadRules head;
  private X12Fault.Place claim = X12Fault.Place.FILE;
  private Optional<BigDecimal> charge = Optional.empty();
  private BigDecimal charged = BigDecimal.ZERO;
  private int lines;
  private DiagnosisRules diagnoses = new DiagnosisRules();
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> identifiers = new HashSet<>();

  private ClaimRules(X12Places places) {
    this.places = places;
  }

  /**
   * Returns what is wrong with the claims and lines of a file, or with lines that stand alone.
   *
   * @param segments in their order; without CLM, nothing of a claim as a whole is asked for
   */
  static List<X12Fault> faults(List<Segment> segments) {
    ClaimRules rules = new ClaimRules(new X12Places(segments));
    for (int i = 0; i < segments.size(); i++) {
      rules.take(segments.get(i), rules.places.of(i + 1));
    }
    rules.endOfTransaction();
    return rules.faults;
  }

  private void take(Segment segment, X12Fault.Place at) {
    switch (segment.id()) {
      case "GS" -> group = segment.element(8);
      case "ST" -> {
        endOfTransaction();
        Optional<Guide> guide = Guide.of(segment, group);
        read = guide.isPresent();
        institutional = guide.equals(Optional.of(Guide.INSTITUTIONAL));
        chargeable = false;
      }
      case "BHT" -> chargeable = segment.element(6).equals("CH");
      case "SE" -> endOfTransaction();
      default -> {
        if (read) {
          ofClaim(segment, at);
        }
      }
    }
  }

  private void ofClaim(Segment segment, X12Fault.Place at) {
    if (segment.id().equals("HL")) {
      endOfClaim();
    }
    if (head == null) {
      levels.take(segment, at);
    } else if (!line.isOpen()) {
      head.take(segment, at);
    }
    switch (segment.id()) {
      case "CLM" -> {
        endOfClaim();
        inClaim = true;
        claim = at;
        charge = number(segment.element(2));
        levels.claim(at);
        head = new HeadRules(segment, at, institutional, faults);
      }
      case "SBR" -> InsuranceType.check(segment, at, institutional, faults);
      case "HI" -> diagnoses.take(segment, at);
      case "LX" -> {
        endOfLine();
        lines++;
        line = new LineRules(at, faults);
        once(numbers, segment.element(1), at.of("LX01"), "number");
      }
      case "SV1", "SV2" -> service(segment, at);
      case "REF" -> {
        if (segment.element(1).equals("6R")) {
          once(identifiers, segment.element(2), at.of("REF02"), "identifier (REF 6R)");
        }
      }
      case "DTP" -> {
        if (head != null && line.isOpen()) {
          head.day(segment, at);
        }
        line.take(segment, at);
      }
      default -> line.take(segment, at);
    }
  }

  private void once(Set<String> known, String value, X12Fault.Place at, String what) {
    if (inClaim && !known.add(value)) {
      faults.add(new X12Fault(at, "a second line with the %s %s".formatted(what, value)));
    }
  }

  private void service(Segment segment, X12Fault.Place at) {
    boolean ofHospital = segment.id().equals("SV2");
    if (inClaim && ofHospital != institutional) {
      faults.add(
          new X12Fault(
              at,
              ofHospital
                  ? "an institutional line in a professional claim"
                  : "a professional line in an institutional claim"));
    }
    if (!line.isOpen()) {
      faults.add(new X12Fault(at, "a service without its line (LX)"));
    }
    line.service(segment, at, inClaim ? diagnoses.count() : -1);
    charged = charged.add(number(segment.element(ofHospital ? 3 : 2)).orElse(BigDecimal.ZERO));
  }

  private void endOfLine() {
    line.end(inClaim && !institutional);
    line = LineRules.NONE;
  }

  private void endOfTransaction() {
    endOfClaim();
    faults.addAll(levels.faults());
    levels = new LevelRules();
  }

  private void endOfClaim() {
    endOfLine();
    if (head != null) {
      head.end();
      faults.addAll(diagnoses.faults(claim, institutional));
      if (lines == 0) {
        faults.add(new X12Fault(claim, "a claim without lines (LX)"));
      }
      if (lines > ClaimLoop.mostLines(institutional)) {
        faults.add(
            new X12Fault(
                claim,
                "a claim of %d lines, and the guide takes %d"
                    .formatted(lines, ClaimLoop.mostLines(institutional))));
      }
      if (lines > 0) {
        charge.ifPresent(this::total);
      }
    }
    inClaim = false;
    head = null;
    charged = BigDecimal.ZERO;
    lines = 0;
    diagnoses = new DiagnosisRules();
    numbers.clear();
    identifiers.clear();
  }

  /** Single lines of 0 are right: the guides take them, and payers do. */
  private void total(BigDecimal stated) {
    if (stated.compareTo(charged) != 0) {
      faults.add(
          new X12Fault(
              claim.of("CLM02"),
              "the claim charges %s, and its lines together %s"
                  .formatted(Syntax.decimal(stated), Syntax.decimal(charged))));
    } else if (chargeable && stated.signum() == 0) {
      faults.add(
          new X12Fault(claim.of("CLM02"), "a claim that asks for payment (BHT06 CH) charges 0"));
    }
  }

  /** What is no number is found where values are read. */
  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(Syntax.number(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
