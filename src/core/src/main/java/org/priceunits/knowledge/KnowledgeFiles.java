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

/** Reads the FHIR JSON files used for pricing: those in the jar, and an operator's beside them. */
public final class KnowledgeFiles {
  private static final String FOLDER = "fhir-resources/";

  /** A file that always exists, used to locate the folder. */
  private static final String LANDMARK = FOLDER + "CodeSystem-hcpcs.json";

  /** Files are named after the type of their content; the pricer reads no other type. */
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
   * @param folder a folder as {@code load} creates it; its resources replace those in the jar that
   *     have the same type and id. Null to read the jar's alone
   */
  public Collection<Resource> read(@Nullable Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>(shipped().values());
    if (folder != null) {
      for (Path file : files(folder)) {
        files.add(Files.readAllBytes(file));
      }
    }
    Map<String, Resource> resources = new LinkedHashMap<>();
    // Parsing takes most of a short run, and the files are independent.
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
      // Without the cache we must close the jar ourselves.
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
