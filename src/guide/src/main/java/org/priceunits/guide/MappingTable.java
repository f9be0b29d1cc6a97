package org.priceunits.guide;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Renders the mappings of a concept map in R4's terms, with the extensions of each, such as its
 * dates of validity, which the library's table leaves out.
 */
final class MappingTable {
  private MappingTable() {}

  static List<XhtmlNode> of(ConceptMap map) {
    List<XhtmlNode> sections = new ArrayList<>();
    for (ConceptMapGroupComponent group : map.getGroup()) {
      XhtmlNode section = Markup.section("Mappings");
      XhtmlNode systems = section.para();
      systems.tx("From ");
      systems.code().tx(group.getSource());
      systems.tx(" to ");
      systems.code().tx(group.getTarget());
      XhtmlNode rows = Markup.table(section, "Code", "Equivalence", "Target", "Conditions");
      for (var element : group.getElement()) {
        for (TargetElementComponent target : element.getTarget()) {
          XhtmlNode row = rows.addTag("tr");
          row.td().code().tx(element.getCode());
          row.td().tx(target.getEquivalence().toCode());
          row.td().code().tx(target.getCode());
          row.td().tx(conditions(target));
        }
      }
      sections.add(section);
    }
    return sections;
  }

  private static String conditions(TargetElementComponent target) {
    List<String> conditions = new ArrayList<>();
    for (Extension extension : target.getExtension()) {
      String name = extension.getUrl().replaceFirst(".*/", "");
      conditions.add(name + " " + ValueText.of(extension.getValue()));
    }
    if (target.hasComment()) {
      conditions.add(target.getComment());
    }
    return String.join("; ", conditions);
  }
}
