package org.priceunits.knowledge;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The FHIR JSON files that pricing reads: those in the jar, and an operator's beside them. */
public final class KnowledgeFiles {
  private static final String FOLDER = "fhir-resources/";

  /** A file that is always there, and so tells where the folder is. */
  private static final String LANDMARK = FOLDER + "CodeSystem-hcpcs.json";

  /** Files are named after the type of what is in them; no other type is read by the pricer. */
  private static final List<String> READ =
      List.of(
          "CodeSystem-",
          "ValueSet-",
          "ConceptMap-",
          "ChargeItemDefinition-",
          "Bundle-",
          "Medication");

  private final FhirContext fhir;

  public KnowledgeFiles(FhirContext fhir) {
    this.fhir = fhir;
  }

  /**
   * @param folder as {@code load} makes it; its resources go before those in the jar that have the
   *     same type and id. Null for the jar's alone
   */
  public Collection<Resource> read(@Nullable Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>(shipped().values());
    if (folder != null) {
      for (Path file : files(folder)) {
        files.add(Files.readAllBytes(file));
      }
    }
    Map<String, Resource> resources = new LinkedHashMap<>();
    // Parsing is most of a short run, and each file is parsed on its own.
    files.parallelStream()
        .map(this::inside)
        .toList()
        .forEach(
            file ->
                file.forEach(
                    each -> resources.put(each.fhirType() + "/" + each.getIdPart(), each)));
    return resources.values();
  }

  private List<Resource> inside(byte[] file) {
    Resource resource =
        (Resource) fhir.newJsonParser().parseResource(new ByteArrayInputStream(file));
    return resource instanceof Bundle bundle
        ? bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getResource).toList()
        : List.of(resource);
  }

  private static Map<String, byte[]> shipped() throws IOException {
    URL landmark = KnowledgeFiles.class.getClassLoader().getResource(LANDMARK);
    if (landmark == null) {
      throw new IllegalStateException(LANDMARK + " is missing on the class path.");
    }
    Map<String, byte[]> files = new TreeMap<>();
    if (landmark.openConnection() instanceof JarURLConnection inJar) {
      // Without the cache the jar is ours to close.
      inJar.setUseCaches(false);
      try (JarFile jar = inJar.getJarFile()) {
        for (JarEntry entry : jar.stream().filter(e -> isRead(e.getName())).toList()) {
          try (InputStream bytes = jar.getInputStream(entry)) {
            files.put(entry.getName(), bytes.readAllBytes());
          }
        }
      }
    } else {
      for (Path file : files(Path.of(uri(landmark)).resolveSibling(""))) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder + " is not a folder; load --to makes one.");
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> isRead(FOLDER + path.getFileName())).sorted().toList();
    }
  }

  private static boolean isRead(String name) {
    return name.startsWith(FOLDER)
        && name.endsWith(".json")
        && READ.stream().anyMatch(kind -> name.startsWith(kind, FOLDER.length()));
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("Not an address: " + url, e);
    }
  }
}
