package org.priceunits.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.ImplementationGuide.ImplementationGuideDefinitionResourceComponent;
import org.hl7.fhir.r4.model.Resource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The implementation guide as its sources define it: its artifacts, its pages and its menu.
 *
 * @param menu page by menu label, in the menu's order
 */
record Guide(
    ImplementationGuide definition,
    List<Artifact> artifacts,
    List<NarrativePage> pages,
    Map<String, String> menu) {

  /** Reads the guide of a project: {@code ig/} and {@code fhir-resources/} below its folder. */
  static Guide read(Path project) throws IOException {
    Path guide = project.resolve("ig");
    Path compiled = guide.resolve("fsh-generated").resolve("resources");
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    ImplementationGuide definition = null;
    Map<String, Path> files = new LinkedHashMap<>();
    Path examples = guide.resolve("input").resolve("examples");
    for (Path folder :
        List.of(
            compiled,
            project.resolve("fhir-resources"),
            examples,
            guide.resolve("input/capabilities"))) {
      for (Path file : jsonFiles(folder)) {
        if (file.getFileName().toString().startsWith("ImplementationGuide-")) {
          definition = parser.parseResource(ImplementationGuide.class, Files.readString(file));
        } else {
          files.put(file.getFileName().toString(), file);
        }
      }
    }
    if (definition == null) {
      throw new IllegalStateException("No ImplementationGuide in " + compiled);
    }
    List<NarrativePage> pages =
        NarrativePage.readAll(definition, guide.resolve("input").resolve("pagecontent"));
    Introductions introductions = new Introductions(pages);
    List<Artifact> artifacts = new ArrayList<>();
    for (var listed : definition.getDefinition().getResource()) {
      artifacts.add(introductions.introduced(artifact(listed, files, parser)));
    }
    return new Guide(
        definition, List.copyOf(artifacts), pages, menu(guide.resolve("sushi-config.yaml")));
  }

  private static Artifact artifact(
      ImplementationGuideDefinitionResourceComponent listed,
      Map<String, Path> files,
      IParser parser)
      throws IOException {
    String reference = listed.getReference().getReference();
    Path file = files.get(reference.replace('/', '-') + ".json");
    if (file == null) {
      throw new IllegalStateException("The guide lists " + reference + ", which has no file.");
    }
    Resource resource = (Resource) parser.parseResource(Files.readString(file));
    boolean example =
        listed.getExample() instanceof CanonicalType
            || listed.getExample() instanceof BooleanType flag && flag.booleanValue();
    String description = listed.hasDescription() ? listed.getDescription() : "";
    return new Artifact(resource, listed.getName(), description, example, file);
  }

  private static List<Path> jsonFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Map<String, String> menu(Path configuration) throws IOException {
    Map<String, Object> settings =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(configuration));
    Map<String, String> menu = new LinkedHashMap<>();
    if (settings.get("menu") instanceof Map<?, ?> entries) {
      entries.forEach((name, page) -> menu.put(String.valueOf(name), String.valueOf(page)));
    }
    return menu;
  }
}
