package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Resource;

/** A folder of FHIR JSON, one file per resource, named {@code Type-id.json}. */
final class ResourceFolder {
  private static final IParser JSON =
      FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true);

  private final Path folder;

  ResourceFolder(Path folder) {
    this.folder = folder;
  }

  void write(Resource resource) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(resource.fhirType() + "-" + resource.getIdPart() + ".json"),
        JSON.encodeResourceToString(resource).stripTrailing() + "\n");
  }
}
