package org.priceunits.loading.write;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.cms.ReleaseName;

/**
 * The HCPCS releases in one code system. Each code has the data of the newest release that lists
 * it; an older release adds the codes that later ones leave out, and the dosages of earlier
 * descriptors. The order in which releases are added does not matter.
 */
public final class HcpcsReleases {
  static final String FILE = Canonicals.extension("hcpcs-release");

  private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9]{2}");

  private static final Comparator<ConceptDefinitionComponent> BY_KIND_AND_CODE =
      Comparator.comparing((ConceptDefinitionComponent concept) -> concept.getCode().length())
          .reversed()
          .thenComparing(ConceptDefinitionComponent::getCode);

  private final CodeSystem held;
  private final List<ReleaseName> names;

  /**
   * @param held the code system that the releases so far gave
   */
  public HcpcsReleases(CodeSystem held) {
    this.held = held;
    this.names = new ArrayList<>(names(held));
  }

  /**
   * Returns the releases of a code system from the oldest. The one that its version names is among
   * them even if the file is unknown.
   */
  private static List<ReleaseName> names(CodeSystem system) {
    List<ReleaseName> names = new ArrayList<>();
    system.getExtensionsByUrl(FILE).stream()
        .flatMap(file -> ReleaseName.of(file.getValue().primitiveValue()).stream())
        .forEach(names::add);
    String version = String.valueOf(system.getVersion());
    if (VERSION.matcher(version).matches()
        && names.stream().noneMatch(name -> name.codeSystemVersion().equals(version))) {
      names.add(unnamed(version));
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /** Returns the source of each code: the file of the newest release that lists it. */
  public static Function<String, String> files(CodeSystem system) {
    List<ReleaseName> names = names(system);
    HcpcsReleases releases = new HcpcsReleases(system);
    Map<String, ConceptDefinitionComponent> concepts = byCode(system);
    return code ->
        named(releases.releaseOf(Objects.requireNonNull(concepts.get(code))), names).file();
  }

  /** Returns the newest posting of the release that a version names. */
  private static ReleaseName named(String version, List<ReleaseName> names) {
    return names.stream()
        .filter(name -> name.codeSystemVersion().equals(version))
        .max(Comparator.naturalOrder())
        .orElseGet(() -> unnamed(version));
  }

  private static ReleaseName unnamed(String version) {
    return new ReleaseName("", Quarter.of(LocalDate.parse(version + "-01")), false);
  }

  /**
   * Adds a release.
   *
   * @param added the code system of this release alone
   */
  public CodeSystem with(CodeSystem added, ReleaseName release) {
    boolean newest = names.stream().noneMatch(name -> name.compareTo(release) > 0);
    if (names.stream().noneMatch(name -> name.file().equals(release.file()))) {
      names.add(release);
      names.sort(Comparator.naturalOrder());
    }
    CodeSystem merged = (newest ? added : held).copy();
    merged.setConcept(new ArrayList<>());
    merged.getExtension().removeIf(extension -> FILE.equals(extension.getUrl()));
    names.stream()
        .filter(name -> !name.file().isEmpty())
        .map(name -> new Extension(FILE, new StringType(name.file())))
        .forEach(merged::addExtension);
    Map<String, ConceptDefinitionComponent> before = byCode(held);
    Map<String, ConceptDefinitionComponent> now = byCode(added);
    Stream.concat(before.keySet().stream(), now.keySet().stream())
        .distinct()
        .forEach(code -> merged.addConcept(concept(before.get(code), now.get(code), release)));
    merged.getConcept().sort(BY_KIND_AND_CODE);
    return merged.setCount(merged.getConcept().size());
  }

  private ConceptDefinitionComponent concept(
      @Nullable ConceptDefinitionComponent before,
      @Nullable ConceptDefinitionComponent now,
      ReleaseName release) {
    if (now == null) {
      return marked(Objects.requireNonNull(before).copy(), releaseOf(before));
    }
    if (before == null) {
      return marked(now.copy(), release.codeSystemVersion());
    }
    ReleaseName known = named(releaseOf(before), names);
    boolean newer = known.compareTo(release) <= 0;
    ConceptDefinitionComponent newest = (newer ? now : before).copy();
    EarlierDosages.keep(
        newest, newer ? release : known, newer ? before : now, newer ? known : release);
    keepNames(newest, before);
    return marked(newest, (newer ? release : known).codeSystemVersion());
  }

  /** The names of a code come from crosswalks, not from releases; another drug has others. */
  private static void keepNames(
      ConceptDefinitionComponent newest, ConceptDefinitionComponent before) {
    if (!newest.hasDesignation()
        && Objects.equals(HcpcsProperty.ADDED.day(newest), HcpcsProperty.ADDED.day(before))) {
      before.getDesignation().forEach(name -> newest.addDesignation(name.copy()));
    }
  }

  private String releaseOf(ConceptDefinitionComponent concept) {
    return concept.getProperty().stream()
        .filter(property -> HcpcsProperty.RELEASE.code.equals(property.getCode()))
        .map(property -> property.getValue().primitiveValue())
        .findFirst()
        .orElse(String.valueOf(held.getVersion()));
  }

  /** Marks a code that the newest release does not list with the release that does. */
  private ConceptDefinitionComponent marked(ConceptDefinitionComponent concept, String version) {
    HcpcsProperty.RELEASE.removeFrom(concept);
    HcpcsProperty.LISTED_UNTIL.removeFrom(concept);
    ReleaseName newest = names.get(names.size() - 1);
    ReleaseName own = named(version, names);
    if (own.isSameReleaseAs(newest)) {
      return concept;
    }
    HcpcsProperty.RELEASE.addTo(concept, new StringType(version));
    if (own.compareTo(newest) > 0) {
      return concept;
    }
    if (!HcpcsProperty.TERMINATED.isIn(concept)) {
      HcpcsProperty.LISTED_UNTIL.addTo(concept, new DateTimeType(own.lastDay().toString()));
    }
    HcpcsProperty.STATUS.removeFrom(concept);
    HcpcsProperty.INACTIVE.removeFrom(concept);
    HcpcsProperty.STATUS.addTo(concept, new CodeType("retired"));
    HcpcsProperty.INACTIVE.addTo(concept, new BooleanType(true));
    return concept;
  }

  private static Map<String, ConceptDefinitionComponent> byCode(CodeSystem system) {
    Map<String, ConceptDefinitionComponent> concepts = new LinkedHashMap<>();
    system.getConcept().forEach(concept -> concepts.put(concept.getCode(), concept));
    return concepts;
  }
}
