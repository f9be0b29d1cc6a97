package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r5.context.CanonicalResourceManager;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Code systems, value sets and concept maps by canonical address and version. Immutable.
 *
 * <p>Code systems and value sets are held as R5, which HL7's library computes with; concept maps
 * stay R4, since R5 lost {@code equivalence}. Without a version the latest is meant, as HL7's
 * library orders versions.
 */
public final class CanonicalCatalog {
  static final CanonicalCatalog EMPTY = new CanonicalCatalog(List.of(), List.of(), List.of());

  private final List<CodeSystem> codeSystems;
  private final List<ValueSet> valueSets;
  private final List<ConceptMap> conceptMaps;
  private final CanonicalResourceManager<CodeSystem> systemsByUrl =
      new CanonicalResourceManager<>(false, false);
  private final CanonicalResourceManager<ValueSet> setsByUrl =
      new CanonicalResourceManager<>(false, false);
  private final Map<CodeSystem, Map<String, ConceptDefinitionComponent>> concepts =
      new ConcurrentHashMap<>();
  private final Map<CodeSystem, CodeSystem> closed = new ConcurrentHashMap<>();

  private CanonicalCatalog(
      List<CodeSystem> codeSystems, List<ValueSet> valueSets, List<ConceptMap> conceptMaps) {
    this.codeSystems = List.copyOf(codeSystems);
    this.valueSets = List.copyOf(valueSets);
    this.conceptMaps = List.copyOf(conceptMaps);
    codeSystems.forEach(system -> systemsByUrl.see(system, null));
    valueSets.forEach(set -> setsByUrl.see(set, null));
  }

  /** Takes the terminology resources out of the given R4 resources, which are not changed. */
  static CanonicalCatalog of(Collection<? extends org.hl7.fhir.r4.model.Resource> resources) {
    List<CodeSystem> codeSystems = new ArrayList<>();
    List<ValueSet> valueSets = new ArrayList<>();
    List<ConceptMap> conceptMaps = new ArrayList<>();
    for (org.hl7.fhir.r4.model.Resource resource : resources) {
      if (resource instanceof org.hl7.fhir.r4.model.CodeSystem system) {
        CodeSystem converted = (CodeSystem) convertResource(system);
        CodeSystemUtilities.crossLinkCodeSystem(converted);
        codeSystems.add(converted);
      } else if (resource instanceof org.hl7.fhir.r4.model.ValueSet set) {
        valueSets.add((ValueSet) convertResource(set));
      } else if (resource instanceof ConceptMap map) {
        conceptMaps.add(map.copy());
      }
    }
    return new CanonicalCatalog(codeSystems, valueSets, conceptMaps);
  }

  /**
   * This catalog with the given one on top: what has the same address and version there hides what
   * is here.
   */
  CanonicalCatalog with(CanonicalCatalog top) {
    if (top.codeSystems.isEmpty() && top.valueSets.isEmpty() && top.conceptMaps.isEmpty()) {
      return this;
    }
    List<ConceptMap> maps = new ArrayList<>(top.conceptMaps);
    maps.addAll(conceptMaps);
    return new CanonicalCatalog(
        merged(codeSystems, top.codeSystems), merged(valueSets, top.valueSets), maps);
  }

  private static <T extends CanonicalResource> List<T> merged(List<T> below, List<T> top) {
    List<T> all = new ArrayList<>();
    for (T resource : below) {
      if (top.stream()
          .noneMatch(other -> resource.getVersionedUrl().equals(other.getVersionedUrl()))) {
        all.add(resource);
      }
    }
    all.addAll(top);
    return all;
  }

  @Nullable CodeSystem codeSystem(String url, @Nullable String version) {
    return find(systemsByUrl, url, version);
  }

  @Nullable ValueSet valueSet(String url, @Nullable String version) {
    return find(setsByUrl, url, version);
  }

  List<CodeSystem> codeSystemVersions(String url) {
    return systemsByUrl.getVersionList(url);
  }

  /** A concept by its code, in constant time; null when the code system has none of that code. */
  @Nullable ConceptDefinitionComponent concept(CodeSystem system, @Nullable String code) {
    return code == null
        ? null
        : concepts.computeIfAbsent(system, CanonicalCatalog::byCode).get(code);
  }

  private static Map<String, ConceptDefinitionComponent> byCode(CodeSystem system) {
    Map<String, ConceptDefinitionComponent> byCode = new HashMap<>();
    collect(system.getConcept(), byCode);
    return byCode;
  }

  private static void collect(
      List<ConceptDefinitionComponent> concepts, Map<String, ConceptDefinitionComponent> byCode) {
    for (ConceptDefinitionComponent concept : concepts) {
      byCode.putIfAbsent(concept.getCode(), concept);
      collect(concept.getConcept(), byCode);
    }
  }

  /**
   * The supplements of a code system among those that are asked for, by address with or without
   * version.
   */
  List<CodeSystem> supplements(CodeSystem system, Set<String> asked) {
    return asked.isEmpty()
        ? List.of()
        : systemsByUrl.getSupplements(system).stream()
            .filter(s -> asked.contains(s.getUrl()) || asked.contains(s.getVersionedUrl()))
            .toList();
  }

  /**
   * A fragment with the same concepts that calls itself complete. HL7's library does not look into
   * fragments when it validates a CodeableConcept; {@link Verdict} then says what an unknown code
   * of a fragment means.
   */
  CodeSystem closed(CodeSystem system) {
    return system.getContent() == CodeSystemContentMode.FRAGMENT
        ? closed.computeIfAbsent(system, CanonicalCatalog::close)
        : system;
  }

  private static CodeSystem close(CodeSystem fragment) {
    CodeSystem closed = new CodeSystem();
    fragment.copyValues(closed);
    closed.setConcept(fragment.getConcept()).setContent(CodeSystemContentMode.COMPLETE);
    return closed;
  }

  List<ConceptMap> conceptMaps() {
    return conceptMaps;
  }

  /** The canonical address of a hosted CodeSystem, ValueSet or ConceptMap by its server id. */
  public Optional<String> canonicalOf(String type, String id) {
    return switch (type) {
      case "CodeSystem" -> canonical(codeSystems, id);
      case "ValueSet" -> canonical(valueSets, id);
      default ->
          conceptMaps.stream()
              .filter(map -> id.equals(map.getIdElement().getIdPart()))
              .map(CanonicalCatalog::versioned)
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

  /**
   * The hosted code systems as {@code url|version}, without supplements, in the order of their
   * addresses.
   */
  public List<String> codeSystemAddresses() {
    return codeSystems.stream()
        .filter(system -> system.getContent() != CodeSystemContentMode.SUPPLEMENT)
        .map(CanonicalResource::getVersionedUrl)
        .sorted()
        .toList();
  }

  /**
   * The address under which a code system is hosted: the given one, or its http or https twin when
   * only that is here. Addresses of code systems are names, and both spellings of a name are in
   * use.
   */
  String hosted(String url) {
    if (systemsByUrl.has(url)) {
      return url;
    }
    String twin =
        url.startsWith("https:")
            ? "http:" + url.substring(6)
            : url.startsWith("http:") ? "https:" + url.substring(5) : url;
    return systemsByUrl.has(twin) ? twin : url;
  }

  private static <T extends CanonicalResource> @Nullable T find(
      CanonicalResourceManager<T> resources, String url, @Nullable String version) {
    int bar = url.indexOf('|');
    if (version == null && bar >= 0) {
      return resources.get(url.substring(0, bar), url.substring(bar + 1));
    }
    return version == null ? resources.get(url) : resources.get(url, version);
  }
}
