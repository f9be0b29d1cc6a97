package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;

/** Returns the package that the build wrote beside the classes. */
class PublishedGuideIT {

  @Test
  void thePackageSaysWhatItIs() throws IOException {
    NpmPackage guide = guide();

    assertThat(guide.name()).isEqualTo("io.github.price-units");
    assertThat(guide.canonical()).isEqualTo("https://price-units.github.io/fhir");
    assertThat(guide.fhirVersion()).isEqualTo("4.0.1");
    assertThat(guide.dependencies()).containsExactly("hl7.fhir.r4.core#4.0.1");
  }

  @Test
  void everyStructureDefinitionHasASnapshot() throws IOException {
    NpmPackage guide = guide();
    List<String> files = guide.listResources("StructureDefinition");

    assertThat(files).isNotEmpty();
    for (String file : files) {
      try (InputStream json = guide.loadResource(file)) {
        StructureDefinition definition =
            FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(StructureDefinition.class, json);
        assertThat(definition.getSnapshot().getElement())
            .as(file)
            .hasSizeGreaterThanOrEqualTo(definition.getDifferential().getElement().size());
      }
    }
  }

  private static NpmPackage guide() throws IOException {
    try (InputStream archive = PublishedGuideIT.class.getResourceAsStream("/ig/package.tgz")) {
      return NpmPackage.fromPackage(new ByteArrayInputStream(archive.readAllBytes()));
    }
  }
}
