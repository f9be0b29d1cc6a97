package org.priceunits.terminology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.CodeSystem;
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
              .filter(map -> map.hasUrl() && id.equals(map.getIdElement().getIdPart()))
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
        .filter(r -> r.hasUrl() && id.equals(r.getIdPart()))
        .map(CanonicalResource::getVersionedUrl)
        .findFirst();
  }

  /**
   * Returns all code systems that calls are answered from, without supplements, in the order of
   * their URLs: the hosted ones, and the standard ones that no hosted one replaces.
   */
  public List<String> codeSystems() {
    Set<String> hosted =
        catalog.codeSystems().stream().map(CodeSystem::getUrl).collect(Collectors.toSet());
    return Stream.concat(
            catalog.codeSystems().stream()
                .filter(system -> system.getContent() != CodeSystemContentMode.SUPPLEMENT)
                .map(CanonicalResource::getVersionedUrl),
            StandardTerminology.addresses()
                .filter(address -> !hosted.contains(address.split("\\|")[0])))
        .sorted()
        .distinct()
        .toList();
  }
}
