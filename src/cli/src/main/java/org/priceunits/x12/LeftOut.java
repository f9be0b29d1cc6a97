package org.priceunits.x12;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * Names what a Claim says and the 837 has no place for, though the claim can be paid without it:
 * nothing vanishes in silence.
 */
final class LeftOut {
  private static final Set<String> PROFESSIONAL =
      Set.of("primary", "rendering", "performing", "referring", "supervisor", "supervising");
  private static final Set<String> INSTITUTIONAL = Set.of("primary", "attending", "referring");
  private static final String OWN = Canonicals.codeSystem("claim-information");

  private LeftOut() {}

  /** Names what the claim as a whole says. */
  static void check(Claim claim, boolean institutional, String path, Findings findings) {
    total(claim, path, findings);
    Set<String> roles = institutional ? INSTITUTIONAL : PROFESSIONAL;
    for (int i = 0; i < claim.getCareTeam().size(); i++) {
      CodeableConcept role = claim.getCareTeam().get(i).getRole();
      List<String> stated = codes(role);
      if (!role.isEmpty() && stated.stream().noneMatch(roles::contains)) {
        findings.leftOut(
            path + ".careTeam[" + i + "].role",
            "The 837 of this type of claim names nobody as %s. Correct the role if it is meant otherwise."
                .formatted(stated.isEmpty() ? FhirValues.name(role) : String.join(", ", stated)));
      }
    }
    for (int i = 0; i < claim.getSupportingInfo().size(); i++) {
      boolean own =
          claim.getSupportingInfo().get(i).getCode().getCoding().stream()
              .anyMatch(c -> OWN.equals(c.getSystem()));
      if (!own) {
        findings.leftOut(
            path + ".supportingInfo[" + i + "]",
            "The 837 does not say this information. Write it as a claim-note if the payer has to"
                + " read it.");
      }
    }
    if (claim.getRelated().stream().filter(r -> r.getReference().hasValue()).count() > 1) {
      findings.leftOut(
          path + ".related",
          "An 837 changes one earlier claim, and the first number alone is written. Send a claim"
              + " for each.");
    }
  }

  /** The claim is charged what its lines are. */
  private static void total(Claim claim, String path, Findings findings) {
    if (!claim.getTotal().hasValue()
        || claim.getItem().stream().anyMatch(item -> !item.getNet().hasValue())) {
      return;
    }
    BigDecimal lines =
        claim.getItem().stream()
            .map(item -> item.getNet().getValue())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (lines.compareTo(claim.getTotal().getValue()) != 0) {
      findings.leftOut(
          path + ".total",
          "The total of the claim is %s and its lines are %s together. The 837 says the lines'. Correct the one that is wrong."
              .formatted(Syntax.decimal(claim.getTotal().getValue()), Syntax.decimal(lines)));
    }
  }

  /**
   * Names what a line says.
   *
   * @param path FHIRPath of the line
   */
  static void check(ItemComponent item, String path, Findings findings) {
    leftOut(
        item.hasBodySite() || item.hasSubSite(),
        path + ".bodySite",
        "a part of the body",
        "Add the modifier that says it.",
        findings);
    leftOut(item.hasUdi(), path + ".udi", "a device", "Tell the payer otherwise.", findings);
    leftOut(
        item.getProductOrService().getCoding().stream().anyMatch(LeftOut::isNdc)
            && item.getDetail().stream()
                .noneMatch(
                    d -> d.getProductOrService().getCoding().stream().anyMatch(LeftOut::isNdc)),
        path + ".productOrService",
        "an NDC without its quantity",
        "Add a detail with the NDC and its quantity.",
        findings);
    for (int i = 0; i < item.getDetail().size(); i++) {
      leftOut(
          item.getDetail().get(i).getProductOrService().getCoding().stream()
              .noneMatch(LeftOut::isNdc),
          path + ".detail[" + i + "]",
          "another part of a line than its NDC",
          "Give it a line of its own.",
          findings);
    }
  }

  /** Names the remarks of lines that are written alone, in a guide that has none on a line. */
  static void remarks(List<ServiceLine837> lines, String path, Findings findings) {
    String notes = String.join("; ", ClaimLoop.discarded(lines));
    if (!notes.isEmpty()) {
      findings.leftOut(
          path,
          "A line of the institutional guide has no remark. Write this one as NTE*ADD of the claim:"
              + " "
              + notes);
    }
  }

  private static void leftOut(
      boolean said, String path, String what, String advice, Findings findings) {
    if (said) {
      findings.leftOut(path, "The lines of an 837 do not say %s. %s".formatted(what, advice));
    }
  }

  private static boolean isNdc(Coding coding) {
    return Canonicals.NDC.equals(Canonicals.preferred(coding.getSystem()));
  }

  private static List<String> codes(CodeableConcept concept) {
    return concept.getCoding().stream().filter(Coding::hasCode).map(Coding::getCode).toList();
  }
}
