package org.priceunits.guide;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Simplifies the library's markup: no inline styles, no pictures of tree lines, icons of the
 * guide's own, anchors as ids.
 *
 * <p>The library draws a tree with a picture for each level of indentation, and refers to icons
 * that none of its jars contains.
 */
final class PlainMarkup {
  private static final Pattern ICON = Pattern.compile("icon[_-](.+)\\.(?:gif|png)");

  /** The library's sign before a version that comes from this package. */
  private static final String PACKAGE_SIGN = "\uD83D\uDCE6";

  private static final Set<String> SUPERFLUOUS =
      Set.of("style", "border", "cellpadding", "cellspacing", "no-external", "data-no-external");

  private final Set<String> anchors = new HashSet<>();

  private PlainMarkup() {}

  /** Changes the sections of one page in place. */
  static void clean(List<XhtmlNode> sections) {
    PlainMarkup page = new PlainMarkup();
    sections.forEach(page::cleanElement);
  }

  private void cleanElement(XhtmlNode element) {
    element.getAttributes().keySet().removeAll(SUPERFLUOUS);
    if ("hierarchy".equals(element.getAttribute("class"))) {
      element.getAttributes().remove("class");
    }
    raise(element);
    anchor(element);
    unlink(element);
    int depth = 0;
    for (Iterator<XhtmlNode> children = element.getChildNodes().iterator(); children.hasNext(); ) {
      XhtmlNode child = children.next();
      if (child.getNodeType() != NodeType.Element) {
        unsign(child);
        continue;
      }
      if (child.getName().equals("img") && !icon(child)) {
        depth += child.getAttribute("src").startsWith("tbl_") ? 1 : 0;
        children.remove();
      } else {
        cleanElement(child);
      }
    }
    if (depth > 0) {
      element.setAttribute("class", "tree depth-" + (depth - 1));
    }
  }

  /** Returns true if the picture is an icon of an element, after replacing it with one of ours. */
  private static boolean icon(XhtmlNode picture) {
    Matcher name = ICON.matcher(picture.getAttribute("src"));
    if (!name.matches()) {
      return false;
    }
    String hint = picture.getAttribute("title");
    picture.setAttribute("src", "icons/" + name.group(1).replace('_', '-') + ".svg");
    picture.setAttribute("class", "icon");
    picture.setAttribute("alt", hint == null ? "" : hint);
    return true;
  }

  private void anchor(XhtmlNode element) {
    String name = element.getName().equals("a") ? element.getAttributes().remove("name") : null;
    if (name != null) {
      element.setAttribute("id", name);
    }
    String id = element.getAttribute("id");
    if (id != null && !anchors.add(id)) {
      element.getAttributes().remove("id");
    }
  }

  /**
   * Removes links to the text null, which the library writes for definitions that it was not given.
   */
  private static void unlink(XhtmlNode element) {
    String address = element.getAttribute("href");
    if (address != null && address.startsWith("null")) {
      element.setName("span");
      element.getAttributes().remove("href");
    }
  }

  /** Raises headings: the library starts with the third level, below the title alone. */
  private static void raise(XhtmlNode element) {
    if (element.getName().matches("h[3-6]")) {
      element.setName("h" + (element.getName().charAt(1) - '1'));
    }
  }

  private static void unsign(XhtmlNode text) {
    if (text.getContent() != null) {
      text.setContent(text.getContent().replace(PACKAGE_SIGN, ""));
    }
  }
}
