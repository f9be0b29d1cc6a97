package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads a document into the body of one call, so that administrations that belong together are
 * priced together: a JSON resource as it is, the lines of an NDJSON file as one Bundle.
 */
final class InputDocument {
  private static final String STANDARD_INPUT = "-";
  private static final int X12_START = 64;

  private final IParser parser;

  InputDocument(FhirContext fhir) {
    this.parser = fhir.newJsonParser();
  }

  /**
   * @param file a path, or {@code -} for standard input
   * @throws DataFormatException if it is not FHIR JSON, naming the line of an NDJSON file
   */
  Resource read(String file, InputStream standardInput) throws IOException {
    String text = text(file, standardInput);
    List<String> lines = text.lines().toList();
    return isNdjson(lines) ? together(lines) : (Resource) parser.parseResource(text);
  }

  /** Returns the text of a file, without a byte order mark. */
  String text(String file, InputStream standardInput) throws IOException {
    byte[] bytes =
        file.equals(STANDARD_INPUT)
            ? standardInput.readAllBytes()
            : Files.readAllBytes(Path.of(file));
    return withoutByteOrderMark(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Returns true if a file starts as an X12 interchange does; false for standard input. */
  boolean isX12(String file) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] start = in.readNBytes(X12_START);
      return new String(start, StandardCharsets.ISO_8859_1)
          .replace("\u00EF\u00BB\u00BF", "")
          .strip()
          .startsWith("ISA");
    }
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * Returns true for several lines of which the first is a complete object; a resource over several
   * lines starts with an incomplete one.
   */
  private static boolean isNdjson(List<String> lines) {
    List<String> first = lines.stream().filter(line -> !line.isBlank()).limit(2).toList();
    return first.size() == 2
        && first.get(0).strip().startsWith("{")
        && first.get(0).strip().endsWith("}");
  }

  private Bundle together(List<String> lines) {
    Bundle all = new Bundle().setType(Bundle.BundleType.COLLECTION);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        add(parsed(lines.get(i), i + 1), i + 1, all);
      }
    }
    return all;
  }

  private IBaseResource parsed(String line, int number) {
    try {
      return parser.parseResource(line);
    } catch (DataFormatException e) {
      throw new DataFormatException("Line " + number + ": " + e.getMessage(), e);
    }
  }

  private static void add(IBaseResource resource, int line, Bundle all) {
    if (resource instanceof Parameters) {
      throw new DataFormatException(
          "Line "
              + line
              + ": Parameters are a call of their own. Put them in a file of their own.");
    }
    if (resource instanceof Bundle bundle) {
      bundle.getEntry().forEach(all::addEntry);
      bundle.getLink().forEach(all::addLink);
    } else {
      all.addEntry().setResource((Resource) resource);
    }
  }
}
