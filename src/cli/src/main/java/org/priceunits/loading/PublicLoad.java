package org.priceunits.loading;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.FhirValues;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.write.PackageCodeMapWriter;

/**
 * Loads resources that {@code load} made of public files before. Newer data that the target holds
 * stays, and so does what people, labels and other sources have added.
 */
final class PublicLoad implements FileLoad {

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    List<Resource> stated =
        new String(file.bytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> (Resource) parser.parseResource(line))
            .toList();
    List<Resource> changed = new ArrayList<>();
    Map<String, List<String>> named = new LinkedHashMap<>();
    fees(only(stated, ChargeItemDefinition.class), target, changed, named);
    packages(only(stated, MedicationKnowledge.class), target, changed, named);
    for (ConceptMap map : only(stated, ConceptMap.class)) {
      pairs(map, target, changed, named);
    }
    return new LoadPlan.Changes(changed, named, List.of());
  }

  private static void fees(
      List<ChargeItemDefinition> stated,
      HeldResources target,
      List<Resource> changed,
      Map<String, List<String>> named)
      throws IOException {
    if (stated.isEmpty()) {
      return;
    }
    List<ChargeItemDefinition> held = target.all(ChargeItemDefinition.class);
    Differences differences = new Differences(held);
    List<ChargeItemDefinition> fees = stated.stream().filter(differences::isNew).toList();
    changed.addAll(fees);
    named.put(
        "fees added",
        fees.stream().map(fee -> fee.getCode().getCodingFirstRep().getCode()).toList());
    named.put(
        "fees held with another amount for the same posting, left as they are",
        Fees.restated(stated, held));
  }

  private static void packages(
      List<MedicationKnowledge> stated,
      HeldResources target,
      List<Resource> changed,
      Map<String, List<String>> named)
      throws IOException {
    if (stated.isEmpty()) {
      return;
    }
    HeldProducts held = new HeldProducts(target.all(MedicationKnowledge.class));
    Differences before = new Differences(held.all());
    List<MedicationKnowledge> products =
        stated.stream().flatMap(product -> held.joined(product).stream()).toList();
    Predicate<MedicationKnowledge> added = before::isNew;
    changed.addAll(products);
    named.put("packages added", Packages.ndcs(products.stream().filter(added).toList()));
    named.put("packages changed", Packages.ndcs(products.stream().filter(added.negate()).toList()));
  }

  private static void pairs(
      ConceptMap stated,
      HeldResources target,
      List<Resource> changed,
      Map<String, List<String>> named)
      throws IOException {
    List<ConceptMap> maps = target.all(ConceptMap.class);
    HeldProducts products = new HeldProducts(target.all(MedicationKnowledge.class));
    Map<String, HcpcsRecord> codes =
        HeldCodes.system(target.all(CodeSystem.class))
            .map(system -> new HeldCodes(system).records())
            .orElse(Map.of());
    ConceptMap map =
        new PackageCodeMapWriter()
            .write(
                new HeldPairs(maps, products, codes).joined(stated),
                CrosswalkEdition.after(
                    maps,
                    stated.getVersion(),
                    FhirValues.day(stated.getDateElement()).orElseThrow(),
                    stated.getDescription()));
    boolean same = CrosswalkEdition.hasSamePairs(maps, map);
    if (!same) {
      changed.add(map);
    }
    named.put(
        "packages with the codes that bill them",
        same
            ? List.of()
            : stated.getGroupFirstRep().getElement().stream().map(e -> e.getCode()).toList());
  }

  private static <T> List<T> only(List<Resource> resources, Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
