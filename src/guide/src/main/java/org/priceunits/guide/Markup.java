package org.priceunits.guide;

import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlComposer;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** Creates and writes HTML elements. */
final class Markup {
  private Markup() {}

  static XhtmlNode element(String name) {
    return new XhtmlNode(NodeType.Element, name);
  }

  /** Creates a section under a second-level heading. */
  static XhtmlNode section(String heading) {
    XhtmlNode section = element("section");
    section.h2().setAttribute("id", Anchors.of(heading)).tx(heading);
    return section;
  }

  /** Adds to the section a table with these column headings, without rows. */
  static XhtmlNode table(XhtmlNode section, String... headings) {
    XhtmlNode table = section.addTag("table");
    XhtmlNode row = table.addTag("thead").addTag("tr");
    for (String heading : headings) {
      row.addTag("th").setAttribute("scope", "col").tx(heading);
    }
    return table.addTag("tbody");
  }

  static String html(XhtmlNode node) {
    return new XhtmlComposer(XhtmlComposer.HTML).compose(node);
  }
}
