package org.priceunits.server.bulk;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The names that the entries of a body have for each other. A line of a job has no URL beside it,
 * so references to the urn of an entry become references to its type and id.
 */
final class EntryNames {
  private static final String URN = "urn:";
  private static final String UUID = "urn:uuid:";

  private final Map<String, String> byUrn = new HashMap<>();

  /** Notes the urns of a Bundle's entries; one without an id has its UUID as its id from now on. */
  void add(Bundle bundle) {
    for (BundleEntryComponent entry : bundle.getEntry()) {
      Resource resource = entry.getResource();
      String url = entry.getFullUrl();
      if (resource != null && url != null && url.startsWith(URN)) {
        add(resource, url);
      }
    }
  }

  private void add(Resource resource, String url) {
    String id = resource.getIdElement().getIdPart();
    // The parser gives a resource without an id the urn of its entry.
    if ((id == null || id.startsWith(URN)) && url.startsWith(UUID)) {
      resource.setId(url.substring(UUID.length()));
    }
    String own = resource.getIdElement().getIdPart();
    if (own != null && !own.startsWith(URN)) {
      byUrn.put(url, resource.fhirType() + "/" + own);
    }
  }

  /** Gives the references of a resource the names that its line can be found by. */
  void rename(Resource resource) {
    if (byUrn.isEmpty()) {
      return;
    }
    for (Reference reference :
        FhirContext.forR4Cached()
            .newTerser()
            .getAllPopulatedChildElementsOfType(resource, Reference.class)) {
      String name = byUrn.get(String.valueOf(reference.getReference()));
      if (name != null) {
        reference.setResource(null);
        reference.setReference(name);
      }
    }
  }

  /** Returns the server that an entry's URL says its resource is on; empty if it says nothing. */
  static Optional<String> server(BundleEntryComponent entry) {
    Resource resource = entry.getResource();
    IdType address = new IdType(Optional.ofNullable(entry.getFullUrl()).orElse(""));
    return isAddressOf(resource, address) ? Optional.of(address.getBaseUrl()) : Optional.empty();
  }

  private static boolean isAddressOf(@Nullable Resource resource, IdType address) {
    return resource != null
        && address.isAbsolute()
        && address.hasIdPart()
        && resource.fhirType().equals(address.getResourceType());
  }
}
