package org.priceunits.loading.codes;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hl7.fhir.r4.model.Resource;

/** Reads and writes the pack of public data: a zip of NDJSON, whose entries are its parts. */
final class PublicPack {
  /** A zip states when it was made; the same content is to give the same bytes. */
  private static final LocalDateTime ALWAYS = LocalDateTime.of(2024, 1, 1, 0, 0);

  private PublicPack() {}

  /** Returns the lines of each part. */
  static Map<String, String> lines(Map<String, List<Resource>> parts) {
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    Map<String, String> lines = new LinkedHashMap<>();
    parts.forEach(
        (name, resources) ->
            lines.put(
                name,
                resources.stream()
                    .map(resource -> parser.encodeResourceToString(resource) + "\n")
                    .collect(Collectors.joining())));
    return lines;
  }

  static void write(Path pack, Map<String, String> lines) throws IOException {
    try (OutputStream file = Files.newOutputStream(pack);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, String> part : lines.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }

  static Map<String, String> read(Path pack) throws IOException {
    Map<String, String> lines = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(pack)))) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        lines.put(part.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return lines;
  }
}
