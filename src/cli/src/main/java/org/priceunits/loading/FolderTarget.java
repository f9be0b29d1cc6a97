package org.priceunits.loading;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.write.ChargeWriter;
import org.priceunits.loading.write.CollectionWriter;

/**
 * A folder like {@code fhir-resources}: one file per resource, or a collection Bundle of resources
 * of one kind. It holds what differs from the resources that this program brings, beside which it
 * is read for pricing.
 */
public final class FolderTarget implements LoadTarget {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private final Path folder;
  private final Shipped shipped;
  private @Nullable Collection<Resource> beside;
  private Map<String, Resource> read = Map.of();

  /** The resources that the folder is read beside. */
  @FunctionalInterface
  public interface Shipped {
    Collection<Resource> read() throws IOException;
  }

  /** The folder is created at the first write. It holds nothing but its own files. */
  public FolderTarget(Path folder) {
    this(folder, List::of);
  }

  /**
   * The folder is created at the first write.
   *
   * @param shipped held too, unless the folder has a resource of the same type and id
   */
  public FolderTarget(Path folder, Shipped shipped) {
    this.folder = folder;
    this.shipped = shipped;
  }

  @Override
  public <T extends Resource> List<T> all(Class<T> type) throws IOException {
    if (beside == null) {
      beside = shipped.read();
    }
    Map<String, T> found = new LinkedHashMap<>();
    Stream<Resource> own = files().values().stream().flatMap(file -> inside(file).stream());
    Stream.concat(beside.stream(), own)
        .filter(type::isInstance)
        .forEach(resource -> found.put(reference(resource), type.cast(resource)));
    return List.copyOf(found.values());
  }

  /** Writes each file completely beside the old one before the first is replaced. */
  @Override
  public void write(List<Resource> resources) throws IOException {
    Map<String, Resource> files = files();
    Map<String, Resource> touched = new TreeMap<>();
    for (Map.Entry<String, List<Resource>> group : byFile(resources, files).entrySet()) {
      touched.put(
          group.getKey(), merged(group.getKey(), files.get(group.getKey()), group.getValue()));
    }
    Files.createDirectories(folder);
    Map<Path, Path> moves = new LinkedHashMap<>();
    for (Map.Entry<String, Resource> file : touched.entrySet()) {
      Path made = folder.resolve(file.getKey() + ".new");
      Files.writeString(
          made, parser().encodeResourceToString(file.getValue()).stripTrailing() + "\n");
      moves.put(made, folder.resolve(file.getKey()));
    }
    for (Map.Entry<Path, Path> move : moves.entrySet()) {
      Files.move(move.getKey(), move.getValue(), StandardCopyOption.REPLACE_EXISTING);
    }
    read = Map.of();
  }

  private Map<String, Resource> files() throws IOException {
    if (!read.isEmpty()) {
      return read;
    }
    Map<String, Resource> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> paths = Files.list(folder)) {
        for (Path path : paths.filter(path -> path.toString().endsWith(".json")).toList()) {
          files.put(
              path.getFileName().toString(),
              (Resource) parser().parseResource(Files.readString(path)));
        }
      }
    }
    read = files;
    return files;
  }

  private static Map<String, List<Resource>> byFile(
      List<Resource> resources, Map<String, Resource> files) {
    Map<String, String> places = new LinkedHashMap<>();
    Map<String, String> fees = new LinkedHashMap<>();
    files.forEach(
        (name, file) ->
            inside(file)
                .forEach(
                    resource -> {
                      places.put(reference(resource), name);
                      place(resource, name, fees);
                    }));
    Map<String, List<Resource>> groups = new TreeMap<>();
    for (Resource resource : resources) {
      String name = places.getOrDefault(reference(resource), usualFile(resource, fees));
      place(resource, name, fees);
      groups.computeIfAbsent(name, any -> new ArrayList<>()).add(resource);
    }
    return groups;
  }

  /**
   * Records the file that has the fees of a posting; the first posting of a quarter names its file.
   */
  private static void place(Resource resource, String name, Map<String, String> fees) {
    if (resource instanceof ChargeItemDefinition fee
        && fee.hasEffectivePeriod()
        && !ChargeWriter.isCharge(fee)) {
      fees.putIfAbsent(posting(fee), name);
      fees.putIfAbsent(quarter(fee), name);
    }
  }

  private static String usualFile(Resource resource, Map<String, String> fees) {
    if (resource instanceof MedicationKnowledge) {
      return "Bundle-products.json";
    }
    if (resource instanceof ChargeItemDefinition fee && ChargeWriter.isCharge(fee)) {
      return "Bundle-charges.json";
    }
    if (resource instanceof ChargeItemDefinition fee && fee.hasEffectivePeriod() && fee.hasCode()) {
      String again = fees.containsKey(quarter(fee)) ? "-" + fee.getVersion() : "";
      return fees.getOrDefault(posting(fee), "Bundle-fees-" + quarter(fee) + again + ".json");
    }
    return resource.fhirType() + "-" + resource.getIdPart() + ".json";
  }

  private static Resource merged(String name, @Nullable Resource file, List<Resource> resources) {
    if (resources.get(0) instanceof Bundle || !name.startsWith("Bundle-")) {
      return resources.get(0);
    }
    Map<String, Resource> entries = new LinkedHashMap<>();
    if (file != null) {
      inside(file).forEach(resource -> entries.put(reference(resource), resource));
    }
    resources.forEach(resource -> entries.put(reference(resource), resource));
    return CollectionWriter.write(
        name.substring("Bundle-".length(), name.length() - ".json".length()),
        List.copyOf(entries.values()));
  }

  private static List<Resource> inside(Resource resource) {
    return resource instanceof Bundle bundle && bundle.getType() == Bundle.BundleType.COLLECTION
        ? bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getResource).toList()
        : List.of(resource);
  }

  private static String reference(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdPart();
  }

  private static String quarter(ChargeItemDefinition fee) {
    return Quarter.of(
            LocalDate.parse(fee.getEffectivePeriod().getStartElement().getValueAsString()))
        .toString();
  }

  private static String posting(ChargeItemDefinition fee) {
    return quarter(fee) + " " + fee.getVersion();
  }

  private static IParser parser() {
    return FHIR.newJsonParser().setPrettyPrint(true);
  }
}
