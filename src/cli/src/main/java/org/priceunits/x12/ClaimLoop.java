package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Claim;
import org.priceunits.knowledge.InstitutionalClaimRules;

/** Writes one claim, loop 2300 with 2310 and its lines; a claim with too many lines in parts. */
final class ClaimLoop {
  private static final int PROFESSIONAL_LINES = 50;
  private static final int INSTITUTIONAL_LINES = 999;
  private static final int NOTE = 80;

  private final Claim claim;
  private final String path;
  private final boolean institutional;
  private final Sources sources;
  private final ClaimInformation information;
  private final InstitutionalClaimRules rules;
  private final Findings findings;

  ClaimLoop(
      Claim claim,
      boolean institutional,
      Sources sources,
      ClaimInformation information,
      InstitutionalClaimRules rules,
      Findings findings) {
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
    persons.addAll(new OtherPayers(claim, sources, information, findings).write());
    List<List<Segment>> loops = new ArrayList<>();
    if (lines.isEmpty()) {
      return loops;
    }
    List<List<ServiceLine837>> parts = LineParts.of(lines, mostLines(institutional));
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
