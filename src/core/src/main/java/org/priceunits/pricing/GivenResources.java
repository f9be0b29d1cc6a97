package org.priceunits.pricing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.read.References;

/** The resources that a call brings along, by the addresses that references use for them. */
public final class GivenResources {
  /** Bundles within Bundles: a batch-response of searchsets is one. */
  static final int MOST_NESTED = 5;

  private final Map<String, List<Resource>> versions = new LinkedHashMap<>();

  /**
   * Adds a resource; of a Bundle, each of its entries, and of Bundles in them.
   *
   * @throws CallRefusedException if Bundles are nested deeper than is read
   */
  public void add(Resource resource) {
    add(resource, null, 0);
  }

  private void add(Resource resource, @Nullable String fullUrl, int nested) {
    if (resource instanceof Bundle bundle) {
      checkNesting(nested, bundle.fhirType());
      bundle.getEntry().stream()
          .filter(Bundle.BundleEntryComponent::hasResource)
          .forEach(e -> add(e.getResource(), e.getFullUrl(), nested + 1));
    } else {
      add(resource, fullUrl);
    }
  }

  static void checkNesting(int nested, String path) {
    if (nested > MOST_NESTED) {
      throw CallRefusedException.notUsable(
          IssueCode.PARAMETER_NOT_VALID,
          path,
          "Bundles are nested more than %d deep. Send the resources in one Bundle."
              .formatted(MOST_NESTED));
    }
  }

  /**
   * Adds a resource. A relative reference in a Bundle is resolved against the URL of its entry.
   *
   * @param fullUrl the URL of its entry; null outside a Bundle
   */
  public void add(Resource resource, @Nullable String fullUrl) {
    if (fullUrl != null) {
      put(fullUrl, resource);
    }
    if (fullUrl == null || !CallResources.isAddressOf(resource, fullUrl)) {
      CallResources.id(resource)
          .map(id -> resource.fhirType() + "/" + id)
          .or(() -> unnamed(resource))
          .ifPresent(name -> put(name, resource));
    }
  }

  /** Of the versions of a resource the latest counts, wherever it stands. */
  private void put(String address, Resource resource) {
    List<Resource> all = versions.computeIfAbsent(address, any -> new ArrayList<>(1));
    if (all.stream().noneMatch(known -> known == resource)) {
      all.add(resource);
    }
  }

  /** Returns those of which a version differs, without a word which of them is the latest. */
  Set<Resource> undecided() {
    Set<Resource> undecided = Collections.newSetFromMap(new IdentityHashMap<>(0));
    versions.values().stream()
        .filter(all -> all.size() > 1)
        .map(LatestVersion::of)
        .filter(LatestVersion::undecided)
        .forEach(latest -> undecided.add(latest.resource()));
    return undecided;
  }

  /** Nothing refers to a dispense, so it needs no name of its own to be found. */
  private Optional<String> unnamed(Resource resource) {
    return resource instanceof MedicationDispense
        ? Optional.of("urn:dispense:" + versions.size())
        : Optional.empty();
  }

  Map<String, Resource> byAddress() {
    Map<String, Resource> byAddress = new LinkedHashMap<>();
    versions.forEach((address, all) -> byAddress.put(address, LatestVersion.of(all).resource()));
    return byAddress;
  }

  /**
   * Returns the resolver of references in these resources, then in a store, by the rules of
   * pricing.
   */
  public References references(ResourceStore store) {
    return new CallReferences(
        new CallResources(byAddress(), true, store.base()), undecided(), store);
  }
}
