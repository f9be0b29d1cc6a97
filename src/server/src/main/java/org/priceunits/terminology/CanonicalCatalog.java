package org.priceunits.terminology;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;
import org.hl7.fhir.r5.model.ValueSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds code systems, value sets and concept maps by canonical URL and version. Immutable.
 *
 * <p>Code systems and value sets are held as R5, the model of HL7's library; concept maps stay R4,
 * since R5 dropped {@code equivalence}.
 */
final class CanonicalCatalog {
  static final CanonicalCatalog EMPTY =
      new CanonicalCatalog(List.of(), List.of(), List.of(), CodeSystemHeads.of(List.of()), null);

  private static final Set<CodeSystemContentMode> WITHOUT_CODES =
      EnumSet.of(CodeSystemContentMode.NOTPRESENT, CodeSystemContentMode.EXAMPLE);

  private final List<CodeSystem> codeSystems;
  private final List<ValueSet> valueSets;
  private final List<ConceptMap> conceptMaps;
  private final CodeSystemHeads heads;
  private final @Nullable CanonicalCatalog timeless;
  private final NavigableSet<LocalDate> changes = new TreeSet<>();
  private final CanonicalIndex<CodeSystem> systemsByUrl;
  private final CanonicalIndex<ValueSet> setsByUrl;
  private final ConceptIndex concepts = new ConceptIndex();
  private final SearchTexts texts;
  private final KnownMembers members;
  private final Map<CodeSystem, CodeSystem> renamed = new ConcurrentHashMap<>();
  private final Map<CodeSystem, CodeSystem> closed = new ConcurrentHashMap<>();

  /**
   * @param timeless the catalog of all days, if this is the catalog of one day
   */
  private CanonicalCatalog(
      List<CodeSystem> codeSystems,
      List<ValueSet> valueSets,
      List<ConceptMap> conceptMaps,
      CodeSystemHeads heads,
      @Nullable CanonicalCatalog timeless) {
    this.codeSystems = List.copyOf(codeSystems);
    this.valueSets = List.copyOf(valueSets);
    this.conceptMaps = List.copyOf(conceptMaps);
    this.heads = heads;
    this.timeless = timeless;
    this.texts = timeless == null ? new SearchTexts() : timeless.texts;
    this.members = timeless == null ? new KnownMembers() : timeless.members;
    this.systemsByUrl = new CanonicalIndex<>(this.codeSystems);
    this.setsByUrl = new CanonicalIndex<>(this.valueSets);
    codeSystems.stream()
        .filter(DatedConcepts::isDated)
        .forEach(system -> DatedConcepts.collectChanges(system.getConcept(), changes));
  }

  /** Collects the terminology resources of the given R4 resources, which are not changed. */
  static CanonicalCatalog of(Collection<? extends org.hl7.fhir.r4.model.Resource> resources) {
    List<CodeSystem> codeSystems = new ArrayList<>();
    List<ValueSet> valueSets = new ArrayList<>();
    List<ConceptMap> conceptMaps = new ArrayList<>();
    PackageConcepts.of(resources).map(R5Conversion::codeSystem).ifPresent(codeSystems::add);
    for (org.hl7.fhir.r4.model.Resource resource : resources) {
      if (resource instanceof org.hl7.fhir.r4.model.CodeSystem system) {
        codeSystems.add(R5Conversion.codeSystem(system));
      } else if (resource instanceof org.hl7.fhir.r4.model.ValueSet set) {
        valueSets.add(R5Conversion.valueSet(set));
      } else if (resource instanceof ConceptMap map) {
        conceptMaps.add(PreferredNames.in(map));
      }
    }
    CodeSystemHeads heads = CodeSystemHeads.of(codeSystems);
    return new CanonicalCatalog(codeSystems, valueSets, conceptMaps, heads, null);
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
    return new CanonicalCatalog(
        merged(codeSystems, top.codeSystems),
        merged(valueSets, top.valueSets),
        maps,
        heads.and(top.heads),
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
    Map<CodeSystem, CodeSystem> originals = new IdentityHashMap<>();
    List<CodeSystem> dated = new ArrayList<>();
    for (CodeSystem system : codeSystems) {
      if (DatedConcepts.isDated(system)) {
        CodeSystem onDay = heads.copy(system, DatedConcepts.on(system.getConcept(), day));
        originals.put(onDay, system);
        dated.add(onDay);
      } else {
        dated.add(system);
      }
    }
    CodeSystemHeads datedHeads = heads.andForCopies(originals);
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

  /**
   * Returns a code system by its URL; null also for one whose codes are not here, or are examples:
   * nothing can be said of a code of such a system.
   */
  @Nullable CodeSystem codeSystem(String url, @Nullable String version) {
    CodeSystem found = anyCodeSystem(url, version);
    return found == null || WITHOUT_CODES.contains(found.getContent()) ? null : found;
  }

  private @Nullable CodeSystem anyCodeSystem(String url, @Nullable String version) {
    if (url != null && ServerSideCodes.isRenamed(url)) {
      CodeSystem hosted = systemsByUrl.find(ServerSideCodes.original(url), version);
      return hosted == null ? null : renamed.computeIfAbsent(hosted, this::rename);
    }
    CodeSystem hosted = systemsByUrl.find(url, version);
    return hosted == null ? standard(url, version, StandardTerminology::codeSystem) : hosted;
  }

  private static <T> @Nullable T standard(
      String url,
      @Nullable String version,
      BiFunction<String, @Nullable String, @Nullable T> read) {
    int bar = url.indexOf('|');
    return version == null && bar >= 0
        ? read.apply(url.substring(0, bar), url.substring(bar + 1))
        : read.apply(url, version);
  }

  private CodeSystem rename(CodeSystem hosted) {
    return ServerSideCodes.renamed(heads.copy(hosted, hosted.getConcept()));
  }

  /**
   * Returns true if a code system is hosted for whose codes HL7's library would ask a server; see
   * {@link ServerSideCodes}.
   */
  boolean hostsServerSide(@Nullable String url) {
    return url != null && ServerSideCodes.isServerSide(url) && codeSystem(url, null) != null;
  }

  @Nullable ValueSet valueSet(String url, @Nullable String version) {
    ValueSet hosted = setsByUrl.find(url, version);
    return hosted == null ? standard(url, version, StandardTerminology::valueSet) : hosted;
  }

  /** Returns the versions of a code system: those that are hosted, else FHIR's own. */
  List<CodeSystem> codeSystemVersions(String url) {
    List<CodeSystem> hosted = systemsByUrl.versions(url);
    CodeSystem standard = hosted.isEmpty() ? StandardTerminology.codeSystem(url, null) : null;
    return standard == null ? hosted : List.of(standard);
  }

  /** Returns a concept by its code in constant time; null if the code system does not have it. */
  @Nullable ConceptDefinitionComponent concept(CodeSystem system, @Nullable String code) {
    return GrammarSystems.isGrammar(system)
        ? GrammarSystems.concept(system, code)
        : concepts.concept(system, code);
  }

  /** Returns the words that a text filter finds a concept by. */
  SearchText text(ConceptDefinitionComponent concept) {
    return texts.of(concept);
  }

  /** Returns what is known of the members of value sets in this catalog. */
  KnownMembers members() {
    return members;
  }

  /** Returns a code system with some of its concepts only. */
  CodeSystem with(CodeSystem system, List<ConceptDefinitionComponent> some) {
    return ServerSideCodes.isRenamed(system.getUrl())
        ? heads.copy(hostedUnder(system), some).setUrl(system.getUrl())
        : heads.copy(system, some);
  }

  private CodeSystem hostedUnder(CodeSystem renamed) {
    CodeSystem hosted =
        systemsByUrl.find(ServerSideCodes.original(renamed.getUrl()), renamed.getVersion());
    return hosted == null ? renamed : hosted;
  }

  /** Returns the requested supplements of a code system, by URL with or without version. */
  List<CodeSystem> supplements(CodeSystem system, Set<String> asked) {
    return asked.isEmpty()
        ? List.of()
        : systemsByUrl.supplements(system).stream()
            .filter(s -> asked.contains(s.getUrl()) || asked.contains(s.getVersionedUrl()))
            .toList();
  }

  /**
   * Returns a fragment with the same concepts, marked as complete. HL7's library ignores fragments
   * when it validates a CodeableConcept; {@link ValidationCorrections} then decides what an unknown
   * code of a fragment means.
   */
  CodeSystem closed(CodeSystem system) {
    return system.getContent() == CodeSystemContentMode.FRAGMENT
        ? closed.computeIfAbsent(system, this::close)
        : system;
  }

  private CodeSystem close(CodeSystem fragment) {
    return heads.copy(fragment, fragment.getConcept()).setContent(CodeSystemContentMode.COMPLETE);
  }

  List<CodeSystem> codeSystems() {
    return codeSystems;
  }

  List<ValueSet> valueSets() {
    return valueSets;
  }

  List<ConceptMap> conceptMaps() {
    return conceptMaps;
  }

  /** Returns the URL under which a code system is hosted; see {@link CanonicalIndex#hosted}. */
  String hosted(String canonical) {
    return systemsByUrl.hosted(canonical);
  }
}
