package org.priceunits.guide;

import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.utilities.Utilities;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Renders a large code system: its properties, then one line for each code, with the anchors that
 * rendered codings link to. A supplement has no code names, so its properties take their place.
 */
final class ConceptTable {
  private ConceptTable() {}

  static List<XhtmlNode> of(CodeSystem codes) {
    return List.of(properties(codes), concepts(codes));
  }

  private static XhtmlNode properties(CodeSystem codes) {
    XhtmlNode section = Markup.section("Properties");
    XhtmlNode rows = Markup.table(section, "Code", "Type", "Description");
    for (PropertyComponent property : codes.getProperty()) {
      XhtmlNode row = rows.addTag("tr");
      row.td().code().tx(property.getCode());
      row.td().tx(property.getType().toCode());
      row.td().tx(property.getDescription());
    }
    return section;
  }

  private static XhtmlNode concepts(CodeSystem codes) {
    List<ConceptDefinitionComponent> concepts = codes.getConcept();
    boolean named = concepts.stream().anyMatch(ConceptDefinitionComponent::hasDisplay);
    XhtmlNode section = Markup.section(String.format("%,d codes", concepts.size()));
    if (named) {
      section.para().tx("The JSON, and the answer of $lookup, has the properties of each code.");
    }
    XhtmlNode rows = Markup.table(section, "Code", named ? "Display" : "Properties");
    String prefix = codes.getIdElement().getIdPart() + "-";
    for (ConceptDefinitionComponent concept : concepts) {
      XhtmlNode row = rows.addTag("tr");
      row.setAttribute("id", prefix + Utilities.nmtokenize(concept.getCode()));
      row.td().code().tx(concept.getCode());
      row.td().tx(named ? concept.getDisplay() : values(concept));
    }
    return section;
  }

  private static String values(ConceptDefinitionComponent concept) {
    return concept.getProperty().stream()
        .map(property -> property.getCode() + " " + ValueText.of(property.getValue()))
        .collect(Collectors.joining("; "));
  }
}
