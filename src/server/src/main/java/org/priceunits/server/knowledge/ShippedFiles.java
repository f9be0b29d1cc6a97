package org.priceunits.server.knowledge;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The FHIR JSON files in the jar: one resource each, or a collection Bundle of resources of one
 * kind.
 */
final class ShippedFiles {
  private static final List<String> PLACES =
      List.of("classpath*:fhir-resources/", "classpath*:ig-resources/");

  private final SortedMap<String, byte[]> files;

  /**
   * @param files contents by file name
   */
  ShippedFiles(Map<String, byte[]> files) {
    this.files = new TreeMap<>(files);
  }

  static ShippedFiles onClassPath() {
    return named("*.json");
  }

  /** Returns the files of one type that contain one resource each. */
  static ShippedFiles onClassPath(String type) {
    return named(type + "-*.json");
  }

  private static ShippedFiles named(String pattern) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
    try {
      for (String place : PLACES) {
        for (org.springframework.core.io.Resource file : resolver.getResources(place + pattern)) {
          files.put(String.valueOf(file.getFilename()), file.getContentAsByteArray());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The FHIR resources in the jar cannot be read.", e);
    }
    return new ShippedFiles(files);
  }

  /** Returns the digest of all names and bytes: equal digests mean that nothing needs parsing. */
  String digest() {
    Digest digest = new Digest();
    files.forEach((name, bytes) -> digest.add(name).add(bytes));
    return digest.hex();
  }

  /**
   * Returns all resources, with Bundles unpacked, in the order of the file names. An unknown
   * element is a defect and prevents the start.
   */
  List<Resource> resources(FhirContext fhir) {
    IParser parser = fhir.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    List<Resource> resources = new ArrayList<>();
    for (byte[] file : files.values()) {
      Resource resource = (Resource) parser.parseResource(new ByteArrayInputStream(file));
      if (resource instanceof Bundle bundle && bundle.getType() == Bundle.BundleType.COLLECTION) {
        bundle.getEntry().forEach(entry -> resources.add(entry.getResource()));
      } else {
        resources.add(resource);
      }
    }
    return resources;
  }
}
