package org.priceunits.loading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.CrosswalkFile;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.write.CrosswalkPackages;
import org.priceunits.loading.write.DrugPackage;
import org.priceunits.loading.write.PackageCodeMapWriter;
import org.priceunits.loading.write.ProductWriter;

/**
 * Loads a quarter's crosswalk: packages, and the codes that bill them. Data that the target has
 * from a later quarter is kept. The codes must be loaded first, since a container's content is
 * computed from units of the code.
 */
public final class CrosswalkLoad implements FileLoad {

  @Override
  public boolean isOvertaken() {
    return true;
  }

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    Optional<CodeSystem> codes = HeldCodes.system(target.all(CodeSystem.class));
    if (codes.isEmpty()) {
      return new LoadPlan.Refused("The target holds no HCPCS codes; load a HCPCS file first.");
    }
    Reading<PackageRow> reading = CrosswalkFile.read(file.bytes());
    if (!(reading instanceof Reading.Read<PackageRow> read)) {
      return new LoadPlan.Refused(((Reading.WrongFile<PackageRow>) reading).reason());
    }
    return read.records().isEmpty()
        ? new LoadPlan.Refused(file.name() + " names no package.")
        : changes(file, read, new HeldCodes(codes.get()), target);
  }

  private static LoadPlan changes(
      PublishedFile file, Reading.Read<PackageRow> read, HeldCodes codes, HeldResources target)
      throws IOException {
    Quarter quarter = Quarter.of(read.records().get(0).from());
    HeldProducts held = new HeldProducts(target.all(MedicationKnowledge.class));
    List<ConceptMap> maps = target.all(ConceptMap.class);
    HeldPairs pairs = new HeldPairs(maps, held, codes.records());
    String source = "CMS NDC-HCPCS crosswalk " + file.name();

    List<MedicationKnowledge> products = new ArrayList<>();
    for (DrugPackage drug :
        new CrosswalkPackages(codes::dosage, List.of(), source).of(read.records())) {
      held.merged(new ProductWriter().write(drug), quarter).ifPresent(products::add);
    }
    ConceptMap map =
        new PackageCodeMapWriter()
            .write(
                pairs.after(read.records(), quarter),
                CrosswalkEdition.after(
                    maps,
                    quarter.toString(),
                    quarter.firstDay(),
                    source + ", and what was loaded before it."));

    Differences before = new Differences(held.all());
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put("packages added", ndcs(products, before::isNew));
    named.put("packages confirmed or changed", ndcs(products, product -> !before.isNew(product)));
    named.put(
        "rows passed over, their identifier is no NDC (devices, skin substitutes)",
        rows(read, row -> Ndc.of(row.ndc()).isEmpty()));
    named.put(
        "rows without a code, the target does not have it",
        rows(read, row -> !codes.records().containsKey(row.code())));
    List<Resource> changed = new ArrayList<>(products);
    if (!CrosswalkEdition.hasSamePairs(maps, map)) {
      changed.add(map);
    }
    return new LoadPlan.Changes(changed, named, read.rejected());
  }

  private static List<String> ndcs(
      List<MedicationKnowledge> products, Predicate<MedicationKnowledge> which) {
    return products.stream()
        .filter(which)
        .map(product -> product.getCode().getCodingFirstRep().getCode())
        .toList();
  }

  private static List<String> rows(Reading.Read<PackageRow> read, Predicate<PackageRow> which) {
    return read.records().stream().filter(which).map(row -> row.code() + " " + row.ndc()).toList();
  }
}
