package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.PlainMessage;

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
   * What a document holds.
   *
   * @param body of one call
   * @param lines of the file, from 1, in which the entries of the body stand; empty unless NDJSON
   * @param notRead a sentence for each line that cannot be read
   */
  record Read(Resource body, List<Integer> lines, List<String> notRead) {
    Read {
      lines = List.copyOf(lines);
      notRead = List.copyOf(notRead);
    }
  }

  /**
   * Reads a file; lines of an NDJSON file that cannot be read are left out and named.
   *
   * @param file a path, or {@code -} for standard input
   * @throws DataFormatException if nothing of it is FHIR JSON
   */
  Read read(String file, InputStream standardInput) throws IOException {
    String text = text(file, standardInput);
    List<String> lines = text.lines().toList();
    return isNdjson(lines)
        ? together(lines)
        : new Read((Resource) parser.parseResource(text), List.of(), List.of());
  }

  /** Returns the text of a file, without a byte order mark. */
  private String text(String file, InputStream standardInput) throws IOException {
    return withoutByteOrderMark(new String(bytes(file, standardInput), StandardCharsets.UTF_8));
  }

  /** Returns the bytes of a file, or of standard input. */
  byte[] bytes(String file, InputStream standardInput) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? standardInput.readAllBytes()
        : Files.readAllBytes(Path.of(file));
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
   * Returns true if the second line starts an object that the first does not announce; a resource
   * over several lines goes on with an element.
   */
  private static boolean isNdjson(List<String> lines) {
    List<String> first =
        lines.stream().filter(line -> !line.isBlank()).map(String::strip).limit(2).toList();
    return first.size() == 2
        && first.stream().allMatch(line -> line.startsWith("{"))
        && !first.get(0).matches(".*[\\[:,]");
  }

  private Read together(List<String> lines) {
    Bundle all = new Bundle().setType(Bundle.BundleType.COLLECTION);
    List<Integer> places = new ArrayList<>();
    List<String> notRead = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          add(parser.parseResource(lines.get(i)), all);
        } catch (DataFormatException e) {
          notRead.add(
              "Line %d is left out: %s"
                  .formatted(i + 1, PlainMessage.of(e).replaceAll("\\s+", " ")));
        }
        while (places.size() < all.getEntry().size()) {
          places.add(i + 1);
        }
      }
    }
    if (all.getEntry().isEmpty()) {
      throw new DataFormatException(notRead.get(0));
    }
    return new Read(all, places, notRead);
  }

  private static void add(IBaseResource resource, Bundle all) {
    if (resource instanceof Parameters) {
      throw new DataFormatException(
          "Parameters are a call of their own. Put them in a file of their own.");
    }
    if (resource instanceof Bundle bundle) {
      bundle.getEntry().forEach(all::addEntry);
      bundle.getLink().forEach(all::addLink);
    } else {
      all.addEntry().setResource((Resource) resource);
    }
  }
}
