package org.priceunits.cli.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.priceunits.cms.PublishedFile;
import org.priceunits.fhir.out.ChargeWriter;
import org.priceunits.fhir.out.OperatorCharge;

/** Loads what the operator charges; a charge goes before a payment limit. */
public final class ChargeLoad implements FileLoad {

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    ChargeFile reader = new ChargeFile(file.name());
    List<OperatorCharge> read = reader.read(file.bytes());
    if (!reader.faults().isEmpty()) {
      return new LoadPlan.Refused(String.join(" ", reader.faults()));
    }
    Differences differences = new Differences(target.all(ChargeItemDefinition.class));
    List<ChargeItemDefinition> changed =
        differences.changed(read.stream().map(new ChargeWriter()::write).toList());
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("charges added", (int) changed.stream().filter(differences::isNew).count());
    counts.put(
        "charges changed", (int) changed.stream().filter(c -> !differences.isNew(c)).count());
    return new LoadPlan.Changes(List.copyOf(changed), counts, List.of());
  }
}
