package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
 * Holds code systems, value sets and concept maps by canonical URL and version. Immutable.
 *
 * <p>Code systems and value sets are held as R5, the model of HL7's library; concept maps stay R4,
 * since R5 dropped {@code equivalence}. Without a version the latest applies, in the version order
 * of HL7's library.
 */
public final class CanonicalCatalog {
  static final CanonicalCatalog EMPTY =
      new CanonicalCatalog(List.of(), List.of(), List.of(), Map.of(), null);

  private final List<CodeSystem> codeSystems;
  private final List<ValueSet> valueSets;
  private final List<ConceptMap> conceptMaps;
  private final Map<CodeSystem, CodeSystem> heads;
  private final @Nullable CanonicalCatalog timeless;
  private final NavigableSet<LocalDate> changes = new TreeSet<>();
  private final CanonicalResourceManager<CodeSystem> systemsByUrl =
      new CanonicalResourceManager<>(false, false);
  private final CanonicalResourceManager<ValueSet> setsByUrl =
      new CanonicalResourceManager<>(false, false);
  private final Map<CodeSystem, Map<String, ConceptDefinitionComponent>> concepts =
      new ConcurrentHashMap<>();
  private final Map<CodeSystem, CodeSystem> renamed = new ConcurrentHashMap<>();
  private final Map<CodeSystem, CodeSystem> closed = new ConcurrentHashMap<>();

  /**
   * @param heads for dated code systems and fragments, a copy without the concepts
   * @param timeless the catalog of all days, if this is the catalog of one day
   */
  private CanonicalCatalog(
      List<CodeSystem> codeSystems,
      List<ValueSet> valueSets,
      List<ConceptMap> conceptMaps,
      Map<CodeSystem, CodeSystem> heads,
      @Nullable CanonicalCatalog timeless) {
    this.codeSystems = List.copyOf(codeSystems);
    this.valueSets = List.copyOf(valueSets);
    this.conceptMaps = List.copyOf(conceptMaps);
    this.heads = heads;
    this.timeless = timeless;
    codeSystems.forEach(system -> systemsByUrl.see(system, null));
    valueSets.forEach(set -> setsByUrl.see(set, null));
    codeSystems.stream()
        .filter(DatedConcepts::isDated)
        .forEach(system -> DatedConcepts.collectChanges(system.getConcept(), changes));
  }

  /** Collects the terminology resources of the given R4 resources, which are not changed. */
  static CanonicalCatalog of(Collection<? extends org.hl7.fhir.r4.model.Resource> resources) {
    List<CodeSystem> codeSystems = new ArrayList<>();
    List<ValueSet> valueSets = new ArrayList<>();
    List<ConceptMap> conceptMaps = new ArrayList<>();
    Map<CodeSystem, CodeSystem> heads = new IdentityHashMap<>();
    PackageConcepts.of(resources).ifPresent(system -> add(system, codeSystems, heads));
    for (org.hl7.fhir.r4.model.Resource resource : resources) {
      if (resource instanceof org.hl7.fhir.r4.model.CodeSystem system) {
        add(system, codeSystems, heads);
      } else if (resource instanceof org.hl7.fhir.r4.model.ValueSet set) {
        valueSets.add(converted(set));
      } else if (resource instanceof ConceptMap map) {
        conceptMaps.add(map.copy());
      }
    }
    return new CanonicalCatalog(codeSystems, valueSets, conceptMaps, heads, null);
  }

  private static void add(
      org.hl7.fhir.r4.model.CodeSystem system,
      List<CodeSystem> codeSystems,
      Map<CodeSystem, CodeSystem> heads) {
    CodeSystem converted = (CodeSystem) convertResource(system);
    CodeSystemUtilities.crossLinkCodeSystem(converted);
    codeSystems.add(converted);
    behead(converted, heads);
  }

  static ValueSet converted(org.hl7.fhir.r4.model.ValueSet set) {
    ValueSet converted = (ValueSet) convertResource(set);
    ConceptFilters.restoreOperators(set, converted);
    return converted;
  }

  private static void behead(CodeSystem system, Map<CodeSystem, CodeSystem> heads) {
    if (DatedConcepts.isDated(system) || system.getContent() == CodeSystemContentMode.FRAGMENT) {
      List<ConceptDefinitionComponent> concepts = system.getConcept();
      system.setConcept(null);
      heads.put(system, system.copy());
      system.setConcept(concepts);
    }
  }

  /**
   * Returns this catalog overlaid with the given one, whose resources hide those of the same URL
   * and version here.
   */
  CanonicalCatalog with(CanonicalCatalog top) {
    if (top.codeSystems.isEmpty() && top.valueSets.isEmpty() && top.conceptMaps.isEmpty()) {
      return this;
    }
    List<ConceptMap> maps = new ArrayList<>(top.conceptMaps);
    maps.addAll(conceptMaps);
    Map<CodeSystem, CodeSystem> allHeads = new IdentityHashMap<>(heads);
    allHeads.putAll(top.heads);
    return new CanonicalCatalog(
        merged(codeSystems, top.codeSystems),
        merged(valueSets, top.valueSets),
        maps,
        allHeads,
        timeless);
  }

  private static <T extends CanonicalResource> List<T> merged(List<T> below, List<T> top) {
    Set<String> hidden =
        top.stream().map(CanonicalResource::getVersionedUrl).collect(Collectors.toSet());
    List<T> all =
        new ArrayList<>(below.stream().filter(r -> !hidden.contains(r.getVersionedUrl())).toList());
    all.addAll(top);
    return all;
  }

  /** Returns the first day since which this catalog is the same as on the given day. */
  LocalDate epoch(LocalDate day) {
    LocalDate change = changes.floor(day);
    return change == null ? LocalDate.MIN : change;
  }

  /** Returns this catalog as of one day; see {@link DatedConcepts}. */
  CanonicalCatalog on(LocalDate day) {
    if (changes.isEmpty()) {
      return this;
    }
    Map<CodeSystem, CodeSystem> datedHeads = new IdentityHashMap<>(heads);
    List<CodeSystem> dated = new ArrayList<>();
    for (CodeSystem system : codeSystems) {
      CodeSystem head = heads.get(system);
      if (head == null || !DatedConcepts.isDated(system)) {
        dated.add(system);
      } else {
        CodeSystem onDay = head.copy().setConcept(DatedConcepts.on(system.getConcept(), day));
        datedHeads.put(onDay, head);
        dated.add(onDay);
      }
    }
    return new CanonicalCatalog(dated, valueSets, conceptMaps, datedHeads, this);
  }

  /** Returns a concept that is not in force on this catalog's day but on others. */
  @Nullable ConceptDefinitionComponent onAnotherDay(CodeSystem system, @Nullable String code) {
    CodeSystem all =
        timeless == null ? null : timeless.codeSystem(system.getUrl(), system.getVersion());
    return timeless == null || all == null || concept(system, code) != null
        ? null
        : timeless.concept(all, code);
  }

  @Nullable CodeSystem codeSystem(String url, @Nullable String version) {
    if (url != null && ServerSideCodes.isRenamed(url)) {
      CodeSystem hosted = find(systemsByUrl, ServerSideCodes.original(url), version);
      return hosted == null ? null : renamed.computeIfAbsent(hosted, ServerSideCodes::renamed);
    }
    return find(systemsByUrl, url, version);
  }

  @Nullable ValueSet valueSet(String url, @Nullable String version) {
    return find(setsByUrl, url, version);
  }

  List<CodeSystem> codeSystemVersions(String url) {
    return systemsByUrl.getVersionList(url);
  }

  /** Returns a concept by its code in constant time; null if the code system does not have it. */
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

  /** Returns the requested supplements of a code system, by URL with or without version. */
  List<CodeSystem> supplements(CodeSystem system, Set<String> asked) {
    return asked.isEmpty()
        ? List.of()
        : systemsByUrl.getSupplements(system).stream()
            .filter(s -> asked.contains(s.getUrl()) || asked.contains(s.getVersionedUrl()))
            .toList();
  }

  /**
   * Returns a fragment with the same concepts, marked as complete. HL7's library ignores fragments
   * when it validates a CodeableConcept; {@link Verdict} then decides what an unknown code of a
   * fragment means.
   */
  CodeSystem closed(CodeSystem system) {
    return system.getContent() == CodeSystemContentMode.FRAGMENT
        ? closed.computeIfAbsent(system, this::close)
        : system;
  }

  private CodeSystem close(CodeSystem fragment) {
    CodeSystem head = heads.getOrDefault(fragment, fragment);
    return head.copy().setConcept(fragment.getConcept()).setContent(CodeSystemContentMode.COMPLETE);
  }

  List<ConceptMap> conceptMaps() {
    return conceptMaps;
  }

  /** Returns the canonical URL of a hosted CodeSystem, ValueSet or ConceptMap by its server id. */
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
   * Returns the hosted code systems as {@code url|version}, without supplements, in the order of
   * their URLs.
   */
  public List<String> codeSystemAddresses() {
    return codeSystems.stream()
        .filter(system -> system.getContent() != CodeSystemContentMode.SUPPLEMENT)
        .map(CanonicalResource::getVersionedUrl)
        .sorted()
        .toList();
  }

  /**
   * Returns the URL under which a code system is hosted: the given one, or its http or https
   * variant if only that is hosted. URLs of code systems are names, and both spellings are in use.
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
