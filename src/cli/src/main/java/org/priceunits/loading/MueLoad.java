package org.priceunits.loading;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.priceunits.fhir.MedicallyUnlikelyEditProperties;
import org.priceunits.loading.cms.MueFile;
import org.priceunits.loading.cms.MueRow;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.write.CeilingEnds;
import org.priceunits.loading.write.MedicallyUnlikelyEditWriter;

/**
 * Loads unit ceilings: one HCPCS supplement for each table and first day, beside the older ones.
 */
public final class MueLoad implements FileLoad {

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    Reading<MueRow> reading = MueFile.read(file.name(), file.bytes());
    if (!(reading instanceof Reading.Read<MueRow> read)) {
      return new LoadPlan.Refused(((Reading.WrongFile<MueRow>) reading).reason());
    }
    Map<String, List<MueRow>> tables =
        read.records().stream()
            .collect(
                Collectors.groupingBy(
                    ceiling -> ceiling.service() + ceiling.from(),
                    TreeMap::new,
                    Collectors.toList()));
    List<CodeSystem> supplements =
        tables.values().stream()
            .map(table -> new MedicallyUnlikelyEditWriter().write(table, file.name()))
            .toList();
    Map<String, CodeSystem> after = new LinkedHashMap<>();
    List<CodeSystem> held = target.all(CodeSystem.class);
    held.forEach(system -> after.put(system.getIdPart(), system));
    supplements.forEach(supplement -> after.put(supplement.getIdPart(), supplement));
    List<CodeSystem> changed = new Differences(held).changed(CeilingEnds.of(after.values()));
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put("unit ceilings", codes(changed.stream().filter(s -> isOf(supplements, s)).toList()));
    named.put(
        "ceilings of the tables before that end, since a later table leaves the code out",
        ends(held, changed));
    return new LoadPlan.Changes(List.copyOf(changed), named, read.rejected());
  }

  private static boolean isOf(List<CodeSystem> supplements, CodeSystem system) {
    return supplements.stream().anyMatch(s -> s.getIdPart().equals(system.getIdPart()));
  }

  private static List<String> codes(List<CodeSystem> supplements) {
    return supplements.stream()
        .flatMap(supplement -> supplement.getConcept().stream())
        .map(ConceptDefinitionComponent::getCode)
        .toList();
  }

  /** Returns the codes that end in a table that was held before, each with its last day. */
  private static List<String> ends(List<CodeSystem> held, List<CodeSystem> changed) {
    return changed.stream()
        .filter(system -> isOf(held, system))
        .flatMap(system -> system.getConcept().stream())
        .flatMap(
            concept ->
                concept.getProperty().stream()
                    .filter(p -> MedicallyUnlikelyEditProperties.LAST.equals(p.getCode()))
                    .map(p -> concept.getCode() + " on " + p.getValue().primitiveValue()))
        .toList();
  }
}
