package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.priceunits.fhir.Canonicals;

/** Reads what one claim says whatever is written of it: its guide, number, diagnoses and lines. */
final class ClaimReading {
  private static final int CONTROL = 20;
  private static final int MADE_CONTROL = 17;

  private final Claim claim;
  private final Sources sources;
  private final X12Terms terms;
  private final Findings findings;
  private final Guide guide;

  ClaimReading(Claim claim, Sources sources, X12Terms terms, Findings findings) {
    this.claim = claim;
    this.sources = sources;
    this.terms = terms;
    this.findings = findings;
    this.guide = readGuide();
  }

  Guide guide() {
    return guide;
  }

  private boolean isInstitutional() {
    return guide == Guide.INSTITUTIONAL;
  }

  ClaimInformation information() {
    return new ClaimInformation(claim, terms.information(), sources.path(claim, ""), findings);
  }

  private Guide readGuide() {
    boolean institutional = isType("institutional");
    if (!institutional && !isType("professional")) {
      findings.notValid(
          sources.path(claim, ".type"),
          "An 837 is professional or institutional. Correct the type.");
    }
    return Guide.of(institutional);
  }

  private boolean isType(String code) {
    return claim.getType().getCoding().stream().anyMatch(c -> code.equals(c.getCode()));
  }

  /**
   * Returns the patient control number: an identifier of the claim's own, its id, or the start of
   * the hash that names its first administration; empty if it has none of them.
   */
  String control() {
    String id = claim.getIdElement().getIdPart();
    return claim.getIdentifier().stream()
        .filter(i -> i.hasValue() && !Canonicals.PRICED_ADMINISTRATION.equals(i.getSystem()))
        .map(Identifier::getValue)
        .filter(value -> value.length() <= CONTROL)
        .findFirst()
        .or(() -> Optional.ofNullable(id).filter(i -> i.length() <= CONTROL))
        .or(
            () ->
                claim.getIdentifier().stream()
                    .filter(Identifier::hasValue)
                    .map(Identifier::getValue)
                    .map(v -> v.substring(0, Math.min(MADE_CONTROL, v.length())))
                    .findFirst())
        .orElse("");
  }

  /**
   * Reports a number that lacks, is too long, or that another claim has.
   *
   * @param numbers of the claims before; gets that of this one
   */
  void checkNumber(Set<String> numbers) {
    String at = sources.path(claim, ".identifier");
    String number = findings.needed(control(), "a number of the claim", CONTROL, at);
    if (!number.isEmpty() && !numbers.add(number)) {
      findings.notValid(at, "Two claims have the number %s. Give each its own.".formatted(number));
    }
  }

  Diagnoses diagnoses() {
    return Diagnoses.of(
        claim, isInstitutional(), sources.path(claim, ""), findings, !terms.linesOnly());
  }

  /** A hospital's lines have no places. */
  private void withoutPlace(ServiceLine837 line) {
    findings.missing(
        sources.path(claim, ".item.location"),
        "Line %s has no place of service and others have, so that it would be billed with theirs. Add it."
            .formatted(line.control()));
  }

  /** Returns the lines that can be written, and reports what the others lack. */
  List<ServiceLine837> lines(Diagnoses diagnoses) {
    LineReading reading = new LineReading(claim, isInstitutional(), terms, sources, findings);
    List<ServiceLine837> lines = new ArrayList<>();
    String path = sources.path(claim, "");
    for (int i = 0; i < claim.getItem().size(); i++) {
      ItemComponent item = claim.getItem().get(i);
      ServiceLine837 line =
          reading.read(item, path + ".item[" + i + "]", control(), diagnoses::position);
      if (line != null) {
        LeftOut.check(item, path + ".item[" + i + "]", findings);
        lines.add(line);
      }
    }
    if (!terms.linesOnly() && lines.stream().anyMatch(line -> !line.place().isEmpty())) {
      lines.stream().filter(line -> line.place().isEmpty()).forEach(this::withoutPlace);
    }
    if (claim.getItem().isEmpty()) {
      findings.missing(path + ".item", "The claim has no lines. Add them.");
    }
    return lines;
  }
}
