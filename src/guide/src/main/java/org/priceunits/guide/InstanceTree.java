package org.priceunits.guide;

import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Renders an instance as a tree of its elements. An extension appears under its own name, since in
 * policies and claims the extensions are the content.
 */
final class InstanceTree {

  /** Elements already in the head of the page of a canonical resource. */
  private static final Set<String> IN_HEAD =
      Set.of(
          "url",
          "version",
          "name",
          "title",
          "status",
          "date",
          "publisher",
          "description",
          "experimental");

  private static final Set<String> NOT_SHOWN = Set.of("id", "text");

  /** The model lists extensions among the children of some resources only. */
  private static final String EXTENSIONS = "extension";

  private final XhtmlNode rows;

  private InstanceTree(XhtmlNode rows) {
    this.rows = rows;
  }

  static XhtmlNode of(Resource resource) {
    XhtmlNode section = Markup.section("Content");
    InstanceTree tree = new InstanceTree(Markup.table(section, "Element", "Value"));
    tree.addParts(resource, resource instanceof MetadataResource ? IN_HEAD : Set.of(), 0);
    return section;
  }

  private void addParts(Resource resource, Set<String> without, int depth) {
    if (resource instanceof DomainResource whole) {
      whole.getExtension().forEach(extension -> add("", extension, depth));
    }
    for (Property property : resource.children()) {
      if (!property.getName().equals(EXTENSIONS) && !without.contains(property.getName())) {
        add(property, depth);
      }
    }
  }

  private void add(Property property, int depth) {
    if (!NOT_SHOWN.contains(property.getName())) {
      for (Base value : property.getValues()) {
        if (!value.isEmpty()) {
          add(property.getName().replace("[x]", ""), value, depth);
        }
      }
    }
  }

  private void add(String name, Base value, int depth) {
    if (value instanceof Extension extension) {
      String ownName = extension.getUrl().replaceFirst(".*/", "");
      if (extension.hasValue()) {
        add(ownName, extension.getValue(), depth);
      } else {
        row(ownName, "", depth);
        extension.getExtension().forEach(part -> add("", part, depth + 1));
      }
      return;
    }
    String text = ValueText.of(value);
    row(name, text == null ? "" : text, depth);
    if (value instanceof Resource part) {
      addParts(part, Set.of(), depth + 1);
    } else if (text == null) {
      value.children().forEach(property -> add(property, depth + 1));
    } else if (value instanceof Element element) {
      element.getExtension().forEach(extension -> add("", extension, depth + 1));
    }
  }

  private void row(String name, String text, int depth) {
    XhtmlNode row = rows.addTag("tr");
    row.td().setAttribute("class", "tree depth-" + depth).tx(name);
    row.td().tx(text);
  }
}
