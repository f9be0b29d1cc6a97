package org.priceunits;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.knowledge.PricingKnowledge;

/** The resources shipped in fhir-resources/, read once for all tests. */
public final class ShippedKnowledge {
  public static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final List<Resource> RESOURCES = read(Path.of("fhir-resources"));
  private static final PricingKnowledge PRICING = KnowledgeReader.read(RESOURCES);

  private ShippedKnowledge() {}

  public static List<Resource> resources() {
    return RESOURCES;
  }

  public static PricingKnowledge pricing() {
    return PRICING;
  }

  /** Returns the knowledge with further resources beside the shipped ones. */
  public static PricingKnowledge pricingWith(Resource[]... more) {
    return KnowledgeReader.read(
        Stream.concat(RESOURCES.stream(), Stream.of(more).flatMap(Stream::of)).toList());
  }

  /** Returns every resource in a folder of JSON files, including those in collection Bundles. */
  public static List<Resource> read(Path folder) {
    IParser parser = FHIR.newJsonParser();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".json"))
          .sorted()
          .flatMap(f -> resources(parse(parser, f)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IBaseResource parse(IParser parser, Path file) {
    try {
      return parser.parseResource(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Resource> resources(IBaseResource parsed) {
    return parsed instanceof Bundle bundle
        ? bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getResource)
        : Stream.of((Resource) parsed);
  }
}
