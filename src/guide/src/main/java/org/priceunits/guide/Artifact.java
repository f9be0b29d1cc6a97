package org.priceunits.guide;

import java.nio.file.Path;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource that the guide publishes, with its title and description as the guide lists it.
 *
 * @param description Markdown; empty where the guide gives none
 * @param example an instance that shows how a profile is used, not a definition
 * @param file the JSON that it was read from
 */
record Artifact(Resource resource, String title, String description, boolean example, Path file) {

  String type() {
    return resource.fhirType();
  }

  String id() {
    return resource.getIdElement().getIdPart();
  }

  /** The page that shows it. */
  String page() {
    return type() + "-" + id() + ".html";
  }

  /** Its JSON, on the site and in the package. */
  String json() {
    return type() + "-" + id() + ".json";
  }
}
