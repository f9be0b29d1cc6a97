package org.priceunits.terminology;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;

/** Lists the canonical URLs of the hosted resources, as {@code url|version}. */
public final class HostedAddresses {
  private final CanonicalCatalog catalog;

  HostedAddresses(CanonicalCatalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the canonical URL of a hosted CodeSystem, ValueSet or ConceptMap by its server id. */
  public Optional<String> canonicalOf(String type, String id) {
    return switch (type) {
      case "CodeSystem" -> canonical(catalog.codeSystems(), id);
      case "ValueSet" -> canonical(catalog.valueSets(), id);
      default ->
          catalog.conceptMaps().stream()
              .filter(map -> id.equals(map.getIdElement().getIdPart()))
              .map(HostedAddresses::versioned)
              .findFirst();
    };
  }

  private static String versioned(ConceptMap map) {
    return map.hasVersion() ? map.getUrl() + "|" + map.getVersion() : map.getUrl();
  }

  private static Optional<String> canonical(
      List<? extends CanonicalResource> resources, String id) {
    return resources.stream()
        .filter(r -> id.equals(r.getIdPart()))
        .map(CanonicalResource::getVersionedUrl)
        .findFirst();
  }

  /** Returns the hosted code systems without supplements, in the order of their URLs. */
  public List<String> codeSystems() {
    return catalog.codeSystems().stream()
        .filter(system -> system.getContent() != CodeSystemContentMode.SUPPLEMENT)
        .map(CanonicalResource::getVersionedUrl)
        .sorted()
        .toList();
  }
}
