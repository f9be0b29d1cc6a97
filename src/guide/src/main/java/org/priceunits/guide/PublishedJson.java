package org.priceunits.guide;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50;
import org.hl7.fhir.r4.model.StructureDefinition;

/** Encodes the JSON of artifacts as published: as in the sources, and with snapshots. */
final class PublishedJson {
  private final Definitions definitions;

  PublishedJson(Definitions definitions) {
    this.definitions = definitions;
  }

  String of(Artifact artifact) throws IOException {
    if (artifact.resource() instanceof StructureDefinition source) {
      StructureDefinition complete = source.copy();
      complete.setSnapshot(
          ((StructureDefinition)
                  VersionConvertorFactory_40_50.convertResource(definitions.of(artifact)))
              .getSnapshot());
      return FhirContext.forR4Cached()
          .newJsonParser()
          .setPrettyPrint(true)
          .encodeResourceToString(complete);
    }
    return Files.readString(artifact.file());
  }
}
