package org.priceunits.ig;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** A file that the project publishes, with its resources: one, or the entries of a Bundle. */
record PublishedFile(Path path, Resource content) {

  private static final List<Path> FOLDERS =
      List.of(
          Path.of("fhir-resources"),
          Path.of("ig", "fsh-generated", "resources"),
          Path.of("ig", "input", "capabilities"));

  /**
   * Returns every file, the folder maintained by hand first, each folder in the order of its names.
   */
  static List<PublishedFile> all() {
    return Loaded.FILES;
  }

  /** Returns every resource of every file; a collection counts as its entries. */
  static List<Resource> resources() {
    return all().stream().flatMap(PublishedFile::parts).toList();
  }

  /** Returns every resource of one type. */
  static <T extends Resource> List<T> resources(Class<T> type) {
    return resources().stream().filter(type::isInstance).map(type::cast).toList();
  }

  Stream<Resource> parts() {
    return content instanceof Bundle bundle
        ? bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getResource)
        : Stream.of(content);
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static PublishedFile read(Path path) {
    try {
      String json = Files.readString(path);
      return new PublishedFile(
          path, (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(json));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static final class Loaded {
    private static final List<PublishedFile> FILES =
        FOLDERS.stream().flatMap(PublishedFile::files).map(PublishedFile::read).toList();
  }
}
