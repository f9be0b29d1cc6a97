package org.priceunits.x12;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Claim;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.knowledge.InstitutionalClaimRules;

/**
 * Writes one claim, loop 2300 with 2310 and its lines; one with too many lines or too high a charge
 * in parts.
 */
final class ClaimLoop {
  private static final int PROFESSIONAL_LINES = 50;
  private static final int INSTITUTIONAL_LINES = 999;
  private static final int NOTE = 80;

  /** What is left of a number of 20 characters beside that of its part. */
  private static final int SPLIT_CONTROL = 17;

  private final Claim claim;
  private final String path;
  private final boolean institutional;
  private final Sources sources;
  private final ClaimInformation information;
  private final InstitutionalClaimRules rules;
  private final Findings findings;
  private final @Nullable BigDecimal limit;

  /**
   * @param limit the most USD that the payer takes on one claim; null for any amount
   */
  ClaimLoop(
      Claim claim,
      boolean institutional,
      Sources sources,
      ClaimInformation information,
      InstitutionalClaimRules rules,
      @Nullable BigDecimal limit,
      Findings findings) {
    this.limit = limit;
    this.claim = claim;
    this.path = sources.path(claim, "");
    this.institutional = institutional;
    this.sources = sources;
    this.information = information;
    this.rules = rules;
    this.findings = findings;
  }

  /**
   * Returns the claim's loops: one, or a part each if it has more lines than the guide allows.
   *
   * @param control the patient control number
   * @param lines all lines of the claim that can be written
   */
  List<List<Segment>> write(String control, List<ServiceLine837> lines, Diagnoses diagnoses) {
    ClaimHead head = new ClaimHead(claim, path, institutional, information, rules, findings);
    List<Segment> diagnosed = diagnoses.segments();
    List<Segment> replaced = head.replaced();
    ClaimPersons people = new ClaimPersons(claim, institutional, sources, findings);
    List<Segment> persons = new ArrayList<>(people.write(lines));
    persons.addAll(new OtherPayers(claim, institutional, sources, information, findings).write());
    List<List<Segment>> loops = new ArrayList<>();
    if (lines.isEmpty()) {
      return loops;
    }
    List<List<ServiceLine837>> parts = new LineParts(mostLines(institutional), limit).of(lines);
    checkParts(parts, control, head.isChange());
    for (int i = 0; i < parts.size(); i++) {
      boolean alone = parts.size() == 1;
      List<Segment> loop = new ArrayList<>();
      loop.addAll(head.write(alone ? control : control + "-" + (i + 1), parts.get(i)));
      loop.addAll(replaced);
      loop.addAll(note(alone ? "" : "Claim %d of %d".formatted(i + 1, parts.size()), parts.get(i)));
      loop.addAll(diagnosed);
      loop.addAll(persons);
      int number = 1;
      for (ServiceLine837 line : parts.get(i)) {
        loop.addAll(LineLoop.write(number++, line, institutional));
        loop.addAll(people.ofLine(line));
      }
      loops.add(loop);
    }
    return loops;
  }

  static int mostLines(boolean institutional) {
    return institutional ? INSTITUTIONAL_LINES : PROFESSIONAL_LINES;
  }

  private void checkParts(List<List<ServiceLine837>> parts, String control, boolean isChange) {
    checkCharges(parts);
    if (parts.size() == 1) {
      return;
    }
    if (isChange) {
      findings.notValid(
          path + ".item",
          "A claim that replaces or voids another is one claim, and this one has more lines or a higher charge than fit on one and would become %d. Write each part with the number of the claim that it changes, or ask the payer."
              .formatted(parts.size()));
    }
    if (control.length() > SPLIT_CONTROL) {
      findings.notValid(
          path + ".identifier",
          "A claim that is split needs a number of up to %d characters. Shorten it."
              .formatted(SPLIT_CONTROL));
    }
  }

  private void checkCharges(List<List<ServiceLine837>> parts) {
    BigDecimal most = limit;
    if (most == null) {
      return;
    }
    parts.stream()
        .map(LineParts::charge)
        .filter(charge -> charge.compareTo(most) > 0)
        .forEach(
            charge ->
                findings.warn(
                    IssueCode.LINE_EXCEEDS_CLAIM_LIMIT,
                    path + ".item",
                    "A line with its discarded part is charged %s USD, and the payer takes %s on one claim. It is written on a claim of its own; ask the payer how to send it."
                        .formatted(Syntax.decimal(charge), Syntax.decimal(most))));
  }

  /** A remark that lines of one day repeat is of one discard; of two days, it is of two. */
  static List<String> discarded(List<ServiceLine837> lines) {
    return lines.stream()
        .filter(line -> !line.note().isEmpty())
        .map(line -> Map.entry(line.days(), line.note()))
        .distinct()
        .map(Map.Entry::getValue)
        .toList();
  }

  private List<Segment> note(String part, List<ServiceLine837> lines) {
    List<String> notes = new ArrayList<>(information.all("claim-note"));
    List<String> discarded = institutional ? discarded(lines) : List.of();
    notes.addAll(discarded);
    if (!part.isEmpty()) {
      notes.add(part);
    }
    String all = String.join(discarded.isEmpty() ? " " : "; ", notes);
    if (!discarded.isEmpty() && all.length() > NOTE) {
      findings.notValid(
          path + ".supportingInfo",
          "The remark of an institutional claim holds %d characters, and what was discarded needs %d: %s. Split the claim, or say it in a claim-note of your own and send discardNote false."
              .formatted(NOTE, all.length(), all));
      return List.of();
    }
    String text = findings.words(all, "the remark of the claim", NOTE, path + ".supportingInfo");
    return text.isEmpty() ? List.of() : List.of(Segment.of("NTE", "ADD", text));
  }
}
