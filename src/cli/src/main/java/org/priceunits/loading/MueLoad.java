package org.priceunits.loading;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.priceunits.loading.cms.MueFile;
import org.priceunits.loading.cms.MueRow;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;
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
    List<CodeSystem> changed = new Differences(target.all(CodeSystem.class)).changed(supplements);
    List<String> ceilings =
        changed.stream()
            .flatMap(supplement -> supplement.getConcept().stream())
            .map(ConceptDefinitionComponent::getCode)
            .toList();
    return new LoadPlan.Changes(
        List.copyOf(changed), Map.of("unit ceilings", ceilings), read.rejected());
  }
}
