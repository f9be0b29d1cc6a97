package org.priceunits.guide;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** Renders the invariants that a profile adds. */
final class ConstraintTable {
  private ConstraintTable() {}

  /** Returns the table; empty if the profile adds none. */
  static Optional<XhtmlNode> of(StructureDefinition profile) {
    List<ElementDefinition> constrained =
        profile.getDifferential().getElement().stream()
            .filter(ElementDefinition::hasConstraint)
            .toList();
    if (constrained.isEmpty()) {
      return Optional.empty();
    }
    XhtmlNode section = Markup.section("Constraints");
    XhtmlNode rows = Markup.table(section, "Id", "Grade", "Path", "What must hold", "Expression");
    for (ElementDefinition element : constrained) {
      for (var constraint : element.getConstraint()) {
        XhtmlNode row = rows.addTag("tr");
        row.td().code().tx(constraint.getKey());
        row.td().tx(constraint.getSeverity().toCode());
        row.td().tx(element.getPath());
        row.td().tx(constraint.getHuman());
        row.td().code().tx(constraint.getExpression());
      }
    }
    return Optional.of(section);
  }
}
