package org.priceunits.loading.codes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.CrosswalkLoad;
import org.priceunits.loading.FileLoad;
import org.priceunits.loading.HeldResources;
import org.priceunits.loading.LimitLoad;
import org.priceunits.loading.LoadPlan;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.TabTable;

/**
 * Creates the content of {@code load --public}: what {@code load} makes of the public files,
 * without what {@code fhir-resources} has. The same input gives the same resources.
 */
public final class PublicContent {
  /** Resources of one part: a part is one write at least, whose time servers bound. */
  private static final int PART = 1000;

  private final Path folder;
  private final Collection<Resource> shipped;

  /** What a load has made so far, and what is shipped; not the shipped map of packages. */
  private final Map<String, Resource> held = new LinkedHashMap<>();

  /**
   * @param folder the folder with the files of {@code sources.csv}
   * @param shipped the resources of {@code fhir-resources}
   */
  public PublicContent(Path folder, Collection<Resource> shipped) {
    this.folder = folder;
    this.shipped = shipped;
    // The shipped pairs are of few codes up to a later quarter: they would end all others.
    shipped.stream()
        .filter(resource -> !resource.getIdPart().equals("ndc-hcpcs"))
        .forEach(resource -> held.put(reference(resource), resource));
  }

  /** Returns the parts by name, in the order in which they are loaded. */
  public Map<String, List<Resource>> parts() throws IOException {
    Map<String, List<Resource>> parts = new LinkedHashMap<>();
    for (SourceFile limits : SourceFile.all("payment-limits")) {
      List<Resource> fees =
          added(limits, new LimitLoad(limits.postedOn(), Set.of())).stream()
              .filter(ChargeItemDefinition.class::isInstance)
              .toList();
      parts.put(
          "payment-limits-%s-posted-%s.ndjson".formatted(quarter(limits), limits.posted()), fees);
    }
    for (SourceFile crosswalk : SourceFile.all("public-crosswalk")) {
      added(crosswalk, new CrosswalkLoad());
    }
    List<MedicationKnowledge> packages = packages();
    for (int from = 0; from < packages.size(); from += PART) {
      parts.put(
          "packages-" + (from / PART + 1) + ".ndjson",
          List.copyOf(packages.subList(from, Math.min(packages.size(), from + PART))));
    }
    parts.put("package-codes.ndjson", List.of(new PublicPairs(folder).added(held, shipped)));
    return parts;
  }

  private static String quarter(SourceFile limits) {
    return limits.path().replaceAll(".*_(\\d{4}Q\\d).*", "$1");
  }

  private List<Resource> added(SourceFile source, FileLoad load) throws IOException {
    LoadPlan plan =
        load.plan(new PublishedFile(source.publishedName(), source.bytes(folder)), new Held());
    if (!(plan instanceof LoadPlan.Changes changes)) {
      throw new IllegalArgumentException(source.path() + ": " + plan);
    }
    changes.changed().stream()
        .filter(resource -> !(resource instanceof CodeSystem))
        .forEach(resource -> held.put(reference(resource), resource));
    return changes.changed();
  }

  /** Returns the packages that are not shipped, with what FDA and RxNorm say of them. */
  private List<MedicationKnowledge> packages() throws IOException {
    Set<String> known = shipped.stream().map(PublicContent::reference).collect(Collectors.toSet());
    List<MedicationKnowledge> packages =
        new Held()
            .all(MedicationKnowledge.class).stream()
                .filter(product -> !known.contains(reference(product)))
                .sorted(Comparator.comparing(MedicationKnowledge::getIdPart))
                .toList();
    ListedFacts listed = ListedFacts.of(folder, packages);
    Map<String, SourceFile> sources = new HashMap<>();
    Map<String, String> rxNorm = rxNorm(sources);
    return packages.stream()
        .map(listed::added)
        .map(product -> named(product, rxNorm, sources))
        .toList();
  }

  /** Returns the RxNorm code of each package in the newest table that has it. */
  private Map<String, String> rxNorm(Map<String, SourceFile> sources) throws IOException {
    Map<String, String> codes = new TreeMap<>();
    for (String kind : List.of("rxnorm-packages", "rxnorm-ingredients")) {
      SourceFile source = SourceFile.only(kind);
      for (TabTable.Row row : TabTable.of(source.bytes(folder)).rows()) {
        String ndc = row.cell("NDC11");
        if (row.cell("RXCUI").matches("\\d+")
            && codes.putIfAbsent(ndc, row.cell("RXCUI")) == null) {
          sources.put(ndc, source);
        }
      }
    }
    return codes;
  }

  private static MedicationKnowledge named(
      MedicationKnowledge product, Map<String, String> rxNorm, Map<String, SourceFile> sources) {
    String ndc = product.getCode().getCodingFirstRep().getCode();
    String code = rxNorm.get(ndc);
    SourceFile source = sources.get(ndc);
    if (code == null || source == null) {
      return product;
    }
    MedicationKnowledge named = product.copy();
    named.getCode().addCoding().setSystem(Canonicals.RXNORM).setCode(code);
    StringType citation =
        (StringType) named.getExtensionByUrl(Canonicals.extension("citation")).getValue();
    citation.setValue(citation.getValue() + "; RxNorm code: " + source.publishedName());
    return named;
  }

  private static String reference(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdPart();
  }

  /** What the next load finds. */
  private final class Held implements HeldResources {
    @Override
    public <T extends Resource> List<T> all(Class<T> type) {
      return held.values().stream().filter(type::isInstance).map(type::cast).toList();
    }
  }
}
