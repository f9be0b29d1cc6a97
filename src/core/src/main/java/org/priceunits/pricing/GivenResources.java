package org.priceunits.pricing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.read.References;

/** The resources that a call brings along, by the addresses that references use for them. */
public final class GivenResources {
  private final Map<String, Resource> byAddress = new LinkedHashMap<>();

  /** Adds a resource; of a Bundle, each of its entries. */
  public void add(Resource resource) {
    if (resource instanceof Bundle bundle) {
      bundle.getEntry().stream()
          .filter(Bundle.BundleEntryComponent::hasResource)
          .forEach(e -> add(e.getResource(), e.getFullUrl()));
    } else {
      add(resource, null);
    }
  }

  /**
   * Adds a resource. A relative reference in a Bundle is resolved against the URL of its entry.
   *
   * @param fullUrl the URL of its entry; null outside a Bundle
   */
  public void add(Resource resource, @Nullable String fullUrl) {
    if (fullUrl != null) {
      byAddress.put(fullUrl, resource);
    }
    if (fullUrl == null || !CallResources.isAddressOf(resource, fullUrl)) {
      CallResources.id(resource)
          .map(id -> resource.fhirType() + "/" + id)
          .or(() -> unnamed(resource))
          .ifPresent(name -> byAddress.put(name, resource));
    }
  }

  /** Nothing refers to a dispense, so it needs no name of its own to be found. */
  private Optional<String> unnamed(Resource resource) {
    return resource instanceof MedicationDispense
        ? Optional.of("urn:dispense:" + byAddress.size())
        : Optional.empty();
  }

  Map<String, Resource> byAddress() {
    return byAddress;
  }

  /**
   * Returns the resolver of references in these resources, then in a store, by the rules of
   * pricing.
   */
  public References references(ResourceStore store) {
    return new CallReferences(new CallResources(byAddress, true, store.base()), store);
  }
}
