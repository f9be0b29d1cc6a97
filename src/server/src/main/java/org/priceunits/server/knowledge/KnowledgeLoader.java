package org.priceunits.server.knowledge;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.settings.StartStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the resources in the jar into the store, with the semantics of PUT. A resource is written
 * if it was never stored, or if the stored one is our own earlier version of it; resources edited
 * or deleted by an operator are left unchanged and listed in the result.
 *
 * <p>A {@linkplain Manifest manifest} in the store contains the digest of all files, so that a
 * start without news costs one read.
 */
class KnowledgeLoader {
  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeLoader.class);

  private final FhirContext fhir;
  private final KnowledgeStore store;
  private final ISearchParamRegistry searchParameters;
  private final String release;

  KnowledgeLoader(
      FhirContext fhir,
      KnowledgeStore store,
      ISearchParamRegistry searchParameters,
      String release) {
    this.fhir = fhir;
    this.store = store;
    this.searchParameters = searchParameters;
    this.release = release;
  }

  /**
   * Loads new resources; an empty list of kept ids and zeros mean that the store was up to date.
   */
  LoadResult load(ShippedFiles files) {
    ShippedMark mark = new ShippedMark(release, files.digest());
    boolean upToDate =
        store.read(List.of(Manifest.ID)).stream()
            .flatMap(manifest -> ShippedMark.on(manifest).stream())
            .anyMatch(stored -> stored.equals(mark) || stored.isNewerThan(mark));
    if (upToDate) {
      LOG.info(StartStep.SHIPPED_RESOURCES.of("the shipped resources are stored"));
      return new LoadResult(0, 0, 0, List.of());
    }
    LoadResult result = loadAll(files.resources(fhir));
    store.write(List.of(Manifest.of(mark)));
    return result;
  }

  private LoadResult loadAll(List<Resource> shipped) {
    List<IIdType> ids = shipped.stream().<IIdType>map(KnowledgeLoader::id).toList();
    Set<String> everStored =
        store.everStored(ids).stream()
            .map(IIdType::getValue)
            .collect(Collectors.toCollection(HashSet::new));
    Map<String, Resource> live =
        store.read(ids.stream().filter(id -> everStored.contains(id.getValue())).toList()).stream()
            .collect(Collectors.toMap(resource -> id(resource).getValue(), Function.identity()));
    Map<Decision, Integer> counts = new EnumMap<>(Decision.class);
    List<String> kept = new ArrayList<>();
    List<Resource> writes = new ArrayList<>();
    for (Resource resource : shipped) {
      String id = id(resource).getValue();
      ShippedMark mark = new ShippedMark(release, Digest.of(resource, fhir));
      Decision decision = decide(mark, everStored.contains(id), live.get(id));
      counts.merge(decision, 1, Integer::sum);
      if (decision.writes()) {
        mark.putOn(resource);
        writes.add(resource);
      } else if (decision.keeps()) {
        kept.add(id + " (" + decision.reason() + ")");
      }
    }
    LOG.info(
        StartStep.SHIPPED_RESOURCES.of("storing {} shipped resources, {} are there"),
        writes.size(),
        shipped.size() - writes.size());
    write(writes);
    return new LoadResult(
        counts.getOrDefault(Decision.CREATE, 0),
        counts.getOrDefault(Decision.UPGRADE, 0),
        counts.getOrDefault(Decision.UNCHANGED, 0),
        kept);
  }

  private Decision decide(ShippedMark shipped, boolean everStored, @Nullable Resource stored) {
    if (stored == null) {
      return everStored ? Decision.KEEP_DELETED : Decision.CREATE;
    }
    String digest = Digest.of(stored, fhir);
    if (digest.equals(shipped.digest())) {
      return Decision.UNCHANGED;
    }
    ShippedMark mark = ShippedMark.on(stored).orElse(null);
    if (mark == null || !mark.digest().equals(digest)) {
      return Decision.KEEP_EDITED;
    }
    return mark.isNewerThan(shipped) ? Decision.KEEP_NEWER : Decision.UPGRADE;
  }

  /** Writes search parameters first: resources stored after them are indexed by them. */
  private void write(List<Resource> resources) {
    Map<Boolean, List<Resource>> bySearchParameter =
        resources.stream().collect(Collectors.partitioningBy(SearchParameter.class::isInstance));
    List<Resource> first = bySearchParameter.getOrDefault(true, List.of());
    if (!first.isEmpty()) {
      store.write(first);
      searchParameters.forceRefresh();
    }
    store.write(bySearchParameter.getOrDefault(false, List.of()));
  }

  private static IdType id(Resource resource) {
    return new IdType(resource.fhirType(), resource.getIdElement().getIdPart());
  }
}
