package org.priceunits.guide;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r5.utils.NPMPackageGenerator;
import org.hl7.fhir.r5.utils.NPMPackageGenerator.Category;
import org.hl7.fhir.utilities.npm.PackageGenerator.PackageType;

/** Writes the FHIR package that other servers and validators install. */
final class GuidePackage {
  private static final String CANONICAL_SUFFIX = "/ImplementationGuide/";

  private GuidePackage() {}

  /**
   * Writes the package; examples are in {@code package/example}, everything else in {@code
   * package}.
   *
   * @param built the timestamp of the package, so that equal sources give equal bytes
   */
  static void write(Guide guide, PublishedJson published, Instant built, Path file)
      throws IOException {
    ImplementationGuide definition = guide.definition();
    String canonical =
        definition.getUrl().substring(0, definition.getUrl().indexOf(CANONICAL_SUFFIX));
    Path draft = Files.createTempFile("package", ".tgz");
    NPMPackageGenerator generator =
        new NPMPackageGenerator(
            definition.getPackageId(),
            draft.toString(),
            canonical,
            canonical,
            PackageType.IG,
            (org.hl7.fhir.r5.model.ImplementationGuide)
                VersionConvertorFactory_40_50.convertResource(definition),
            Date.from(built),
            Map.of(),
            false);
    generator.addFile(
        Category.RESOURCE,
        "ImplementationGuide-" + definition.getIdElement().getIdPart() + ".json",
        bytes(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(definition)));
    for (Artifact artifact : guide.artifacts()) {
      generator.addFile(
          artifact.example() ? Category.EXAMPLE : Category.RESOURCE,
          artifact.json(),
          bytes(published.of(artifact)));
    }
    generator.finish();
    Files.write(file, dated(Files.readAllBytes(draft), built));
    Files.delete(draft);
    Files.deleteIfExists(Path.of(draft.toString().replace(".tgz", ".manifest.json")));
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** The generator dates each file with the current time; this sets the same time for all. */
  private static byte[] dated(byte[] archive, Instant time) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveInputStream from =
            new TarArchiveInputStream(
                new GzipCompressorInputStream(new ByteArrayInputStream(archive)));
        TarArchiveOutputStream to =
            new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
      for (TarArchiveEntry entry = from.getNextEntry();
          entry != null;
          entry = from.getNextEntry()) {
        entry.setModTime(Date.from(time));
        to.putArchiveEntry(entry);
        from.transferTo(to);
        to.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
