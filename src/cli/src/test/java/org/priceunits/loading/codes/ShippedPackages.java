package org.priceunits.loading.codes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.CrosswalkLoad;
import org.priceunits.loading.HeldResources;
import org.priceunits.loading.LoadPlan;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.write.Edition;
import org.priceunits.loading.write.PackageListWriter;

/**
 * The packages of CMS's crosswalks and their codes, as the command load writes them from the
 * crosswalks, and from the FDA's NDC Directory and Purple Book after them.
 */
final class ShippedPackages {
  private static final Comparator<TargetElementComponent> BY_DAY =
      Comparator.comparing(ShippedPackages::firstDay)
          .thenComparing(TargetElementComponent::getCode);

  private final List<MedicationKnowledge> packages;
  private final ConceptMap codes;

  private ShippedPackages(List<MedicationKnowledge> packages, ConceptMap codes) {
    this.packages = packages;
    this.codes = codes;
  }

  /**
   * @param folder the folder with the files of {@code sources.csv}
   * @param hcpcs the codes, from whose dosages the contents of containers follow
   */
  static ShippedPackages load(Path folder, CodeSystem hcpcs) throws IOException {
    Held held = new Held();
    held.put(List.of(hcpcs));
    for (SourceFile source : SourceFile.all("crosswalk")) {
      String quarter = source.publishedName().substring(source.publishedName().lastIndexOf(' '));
      PublishedFile file = new PublishedFile("of" + quarter, source.bytes(folder));
      held.put(((LoadPlan.Changes) new CrosswalkLoad().plan(file, held)).changed());
    }
    List<MedicationKnowledge> packages = held.all(MedicationKnowledge.class);
    Map<Ndc, MedicationKnowledge> byNdc = new TreeMap<>(Comparator.comparing(Ndc::value));
    packages.forEach(p -> byNdc.put(new Ndc(p.getCode().getCodingFirstRep().getCode()), p));
    ListedFacts listed = ListedFacts.of(folder, byNdc.keySet());
    return new ShippedPackages(
        byNdc.values().stream().map(listed::added).toList(), held.all(ConceptMap.class).get(0));
  }

  /** Returns all packages, as they are loaded. */
  List<MedicationKnowledge> packages() {
    return packages;
  }

  /**
   * Returns the list of the packages.
   *
   * @param known packages that are shipped as resources of their own
   */
  CodeSystem list(Set<Ndc> known) {
    Edition edition =
        new Edition(
            codes.getVersion(),
            LocalDate.parse(codes.getDateElement().getValueAsString()),
            "The packages of CMS's NDC-HCPCS crosswalks of 2024Q1, 2024Q4, 2025Q2 and 2025Q3 that are not shipped as MedicationKnowledge: name, content and size from the newest crosswalk that names each, and what the FDA's NDC Directory and Purple Book say of it, with their dates. Pricing reads each as the MedicationKnowledge that loading the same files writes; a MedicationKnowledge of the same NDC is read in its place. The codes by date are in ConceptMap ndc-hcpcs.");
    return new PackageListWriter()
        .write(
            packages.stream()
                .filter(p -> !known.contains(new Ndc(p.getCode().getCodingFirstRep().getCode())))
                .toList(),
            edition);
  }

  /**
   * Returns the map with the pairs of all other codes.
   *
   * @param own codes of which the map has every pair, from more quarters
   */
  ConceptMap addedTo(ConceptMap map, Set<String> own) {
    Map<String, SourceElementComponent> elements = new TreeMap<>();
    map.getGroupFirstRep().getElement().forEach(e -> elements.put(e.getCode(), e));
    for (SourceElementComponent each : codes.getGroupFirstRep().getElement()) {
      List<TargetElementComponent> targets =
          each.getTarget().stream().filter(t -> !own.contains(t.getCode())).toList();
      if (!targets.isEmpty()) {
        SourceElementComponent element =
            elements.computeIfAbsent(
                each.getCode(), ndc -> new SourceElementComponent().setCode(ndc));
        targets.forEach(element::addTarget);
        element.getTarget().sort(BY_DAY);
      }
    }
    map.getGroupFirstRep().setElement(new ArrayList<>(elements.values()));
    return map;
  }

  private static String firstDay(TargetElementComponent target) {
    Period valid = (Period) target.getExtensionByUrl(Canonicals.extension("valid")).getValue();
    return String.valueOf(valid.getStartElement().getValueAsString());
  }

  /** What the files before have written. */
  private static final class Held implements HeldResources {
    private final Map<String, Resource> resources = new LinkedHashMap<>();

    void put(List<Resource> changed) {
      changed.forEach(r -> resources.put(r.fhirType() + "/" + r.getIdPart(), r));
    }

    @Override
    public <T extends Resource> List<T> all(Class<T> type) {
      return resources.values().stream().filter(type::isInstance).map(type::cast).toList();
    }
  }
}
