package org.priceunits.server.guard;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Property;

/** The children of an element, whatever its type. */
final class Children {
  private static final String EXTENSION = "extension";

  private Children() {}

  /**
   * Returns the children of an element, each once. HL7's library lists extensions for most types,
   * but not for such as ElementDefinition, Dosage and Timing.
   */
  static List<Property> of(Base element) {
    List<Property> children = element.children();
    if (!(element instanceof Element extended)
        || children.stream().anyMatch(child -> EXTENSION.equals(child.getName()))) {
      return children;
    }
    List<Property> all = new ArrayList<>(children);
    all.add(
        new Property(EXTENSION, "Extension", "", 0, Integer.MAX_VALUE, extended.getExtension()));
    return all;
  }
}
