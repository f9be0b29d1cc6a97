package org.priceunits.guide;

import java.nio.file.Path;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource that the guide publishes, with its title and description as the guide lists it.
 *
 * @param description Markdown; empty if the guide gives none
 * @param example true for an instance that shows the use of a profile, as opposed to a definition
 * @param file the JSON file that it was read from
 */
record Artifact(Resource resource, String title, String description, boolean example, Path file) {

  String type() {
    return resource.fhirType();
  }

  String id() {
    return resource.getIdElement().getIdPart();
  }

  /** Returns the file name of its page. */
  String page() {
    return type() + "-" + id() + ".html";
  }

  /** Returns the file name of its JSON, on the site and in the package. */
  String json() {
    return file(".json");
  }

  /** Returns the file name of one of its formats. */
  String file(String ending) {
    return type() + "-" + id() + ending;
  }
}
