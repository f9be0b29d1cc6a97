package org.priceunits.loading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.rxnorm.RxNorm;
import org.priceunits.loading.rxnorm.RxNormDrug;
import org.priceunits.loading.rxnorm.RxNormFiles;
import org.priceunits.loading.write.ConceptCodeMapWriter;
import org.priceunits.loading.write.ConceptCodes;
import org.priceunits.loading.write.ConceptCodes.Target;
import org.priceunits.loading.write.Edition;
import org.priceunits.loading.write.PackageCodeMapWriter;

/**
 * Loads RxNorm: for the packages whose HCPCS codes the target holds, the drugs, ingredients and
 * brands that RxNorm gives them, with these codes. Concepts that the release does not have keep
 * what they had, and so do those of a later release, and those whose codes are kept by hand as a
 * whole.
 */
public final class RxNormLoad implements FileLoad {
  private final Path path;

  /**
   * @param path the zip, or one of the loose tables with the others beside it
   */
  public RxNormLoad(Path path) {
    this.path = path;
  }

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    RxNormFiles tables = new RxNormFiles(path);
    Optional<LocalDate> released = tables.released().or(() -> FileDay.of(path));
    if (released.isEmpty()) {
      return new LoadPlan.Refused(
          "The day of the release is not known. Keep the NLM's name, as in RxNorm_full_prescribe_11022026.zip, for the zip or the folder.");
    }
    List<ConceptMap> held = target.all(ConceptMap.class);
    Map<Ndc, List<Target>> codes = codes(held);
    if (codes.isEmpty()) {
      return new LoadPlan.Refused(
          "No package with its HCPCS code is held. Load a crosswalk first.");
    }
    Reading<RxNormDrug> reading = RxNorm.read(tables, codes.keySet());
    if (!(reading instanceof Reading.Read<RxNormDrug> read)) {
      return new LoadPlan.Refused(((Reading.WrongFile<RxNormDrug>) reading).reason());
    }
    ConceptMap map = map(held, read.records(), codes, released.get());
    List<ConceptMap> changed = new Differences(held).changed(List.of(map));
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put(
        "RxNorm concepts with the codes of their packages",
        changed.isEmpty() ? List.of() : read.records().stream().map(RxNormDrug::code).toList());
    Set<String> stated = read.records().stream().map(RxNormDrug::code).collect(Collectors.toSet());
    ReleaseDays days = ReleaseDays.of(held);
    named.put(
        "of them left as they are, since a later release is held",
        concepts(held)
            .filter(c -> stated.contains(c.rxNorm()) && days.isNewer(c, released.get()))
            .map(ConceptCodes::rxNorm)
            .toList());
    return new LoadPlan.Changes(List.copyOf(changed), named, read.rejected());
  }

  /** Returns the held concepts with those of the release. */
  private static ConceptMap map(
      List<ConceptMap> held,
      List<RxNormDrug> drugs,
      Map<Ndc, List<Target>> codes,
      LocalDate released) {
    Map<String, ConceptCodes> concepts = new LinkedHashMap<>();
    concepts(held).forEach(concept -> concepts.put(concept.rxNorm(), concept));
    String source = "RxNorm of " + released;
    ReleaseDays days = ReleaseDays.of(held);
    drugs.forEach(
        drug ->
            concepts.merge(
                drug.code(),
                concept(drug, codes, source),
                (known, read) -> days.isNewer(known, released) ? known : newer(known, read)));
    return new ConceptCodeMapWriter().write(concepts.values(), edition(days, released, source));
  }

  /** Returns the edition of the latest release; an older one adds concepts to it. */
  private static Edition edition(ReleaseDays days, LocalDate released, String source) {
    return days.newerThan(released)
        .map(
            map ->
                new Edition(
                    map.getVersion(),
                    FhirValues.day(map.getDateElement()).orElse(released),
                    map.getDescription()))
        .orElseGet(
            () ->
                new Edition(
                    released.toString(),
                    released,
                    "Drugs as RxNorm names them, and the HCPCS codes of their packages (NLM, "
                        + source
                        + "; CMS, NDC-HCPCS crosswalks)."));
  }

  private static Stream<ConceptCodes> concepts(List<ConceptMap> held) {
    return held.stream()
        .filter(map -> map.getIdPart().equals(ConceptCodeMapWriter.ID))
        .flatMap(map -> map.getGroup().stream())
        .flatMap(group -> group.getElement().stream())
        .map(RxNormLoad::concept);
  }

  private static ConceptCodes newer(ConceptCodes held, ConceptCodes read) {
    return held.whole()
        ? new ConceptCodes(held.rxNorm(), read.termType(), read.name(), true, held.targets())
        : read;
  }

  private static Map<Ndc, List<Target>> codes(List<ConceptMap> held) {
    return held.stream()
        .filter(map -> map.getIdPart().equals(PackageCodeMapWriter.ID))
        .flatMap(map -> map.getGroup().stream())
        .flatMap(group -> group.getElement().stream())
        .filter(element -> Ndc.of(String.valueOf(element.getCode())).isPresent())
        .collect(
            Collectors.toMap(
                element -> new Ndc(element.getCode()),
                element -> element.getTarget().stream().map(RxNormLoad::ofPackage).toList(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  /** A package that has left the crosswalks keeps its code as long as the code lives. */
  private static Target ofPackage(TargetElementComponent element) {
    Target target = target(element);
    boolean left =
        FhirValues.text(element, PackageCodeMapWriter.LAST_NAMED)
            .flatMap(Quarter::of)
            .filter(quarter -> quarter.lastDay().equals(target.to()))
            .isPresent();
    return left ? new Target(target.code(), target.from(), null, target.source()) : target;
  }

  private static ConceptCodes concept(SourceElementComponent element) {
    return new ConceptCodes(
        element.getCode(),
        FhirValues.text(element, ConceptCodeMapWriter.TERM_TYPE).orElse(""),
        element.hasDisplay() ? element.getDisplay() : "",
        FhirValues.text(element, ConceptCodeMapWriter.ALL_CODES).filter("true"::equals).isPresent(),
        targets(element));
  }

  private static List<Target> targets(SourceElementComponent element) {
    return element.getTarget().stream().map(RxNormLoad::target).toList();
  }

  private static Target target(TargetElementComponent target) {
    Extension valid = target.getExtensionByUrl(Canonicals.extension("valid"));
    Period period = valid == null ? new Period() : (Period) valid.getValue();
    return new Target(
        target.getCode(),
        FhirValues.day(period.getStartElement()).orElse(null),
        FhirValues.day(period.getEndElement()).orElse(null),
        target.hasComment() ? target.getComment() : "");
  }

  /** Returns the codes of all packages of a drug, each for the days of any of them. */
  private static ConceptCodes concept(
      RxNormDrug drug, Map<Ndc, List<Target>> codes, String source) {
    Map<String, List<Target>> byCode =
        drug.packages().stream()
            .flatMap(ndc -> codes.getOrDefault(ndc, List.of()).stream())
            .collect(Collectors.groupingBy(Target::code));
    List<Target> targets = new ArrayList<>(byCode.size());
    byCode.forEach(
        (code, of) ->
            targets.add(
                new Target(code, earliest(of), latest(of), of.size() + " packages, " + source)));
    return new ConceptCodes(drug.code(), drug.termType(), drug.name(), false, targets);
  }

  /** Returns the first day of any; null if one has none. */
  private static @Nullable LocalDate earliest(List<Target> targets) {
    LocalDate first = targets.get(0).from();
    for (Target target : targets) {
      LocalDate from = target.from();
      first = first == null || from == null ? null : from.isBefore(first) ? from : first;
    }
    return first;
  }

  /** Returns the last day of any; null if one has none. */
  private static @Nullable LocalDate latest(List<Target> targets) {
    LocalDate last = targets.get(0).to();
    for (Target target : targets) {
      LocalDate to = target.to();
      last = last == null || to == null ? null : to.isAfter(last) ? to : last;
    }
    return last;
  }
}
